"""The whole mirror on one machine: from nothing to all published, as `mirror up --once` runs it, and again on a stack that goes on."""

import bisect
import json
import shutil
import signal
import subprocess
import threading
import time
import urllib.request

from bench.machine import cpu_seconds, load, peak_resident
from bench.report import Fact
from bench.upstream import Tree

#: What the reference, sstream-mirror to disk, does here.
_REFERENCE = 129
_GOAL = 640

#: How often the same number of new items comes to a stack that goes on; the last time is told.
_ROUNDS = 6

_MIRROR = """
    {name}:
      source: {source}
      keyring: {keyring}
      path: /{name}
"""


class Pipeline:
    """Times are those of the log's entries: the catalog accepted, and the last switch of the publication."""

    def __init__(self, home, work, java, upstream, runs):
        self._home = home
        self._work = work
        self._java = java
        self._upstream = upstream
        self._runs = runs

    def pipeline(self):
        rows = []
        speeds = {}
        for count in (1600, 6400):
            tree = Tree(self._upstream.root, count, self._java)
            runs = sorted((self._run(tree) for _ in range(self._runs)), key=lambda run: run["seconds"])
            run = runs[len(runs) // 2]
            speeds[count] = count / run["seconds"]
            cpu = ", ".join(f"{name} {seconds:.1f}" for name, seconds in sorted(run["cpu"].items()))
            rows.append(
                Fact(
                    f"pipeline, {count} small items",
                    f"{speeds[count]:.0f} items/s ({run['seconds']:.1f} s; {run['whole']:.1f} s with start and check)",
                    f"≥ {_GOAL} items/s", speeds[count] >= _GOAL, run["resident"], run["load"],
                    f"{speeds[count] / _REFERENCE:.1f}× the reference; CPU-s: {cpu}; {run['switches']} publications",
                )
            )
        ratio = speeds[6400] / speeds[1600]
        rows[-1].note += f"; {ratio:.2f}× the speed of 1600"
        return [*rows, self._running()]

    def _running(self):
        """One stack, with a mirror for each round whose upstream appears when the one before is published."""
        count = 1600
        trees = [Tree(self._upstream.root, count, self._java, number) for number in range(_ROUNDS)]
        for tree in trees:
            tree.hide()
        before = load()
        with _Stack(self._home, self._work, self._mirrors(trees)) as stack:
            for tree in trees:
                tree.show()
                stack.poll(tree.name)
                stack.await_published(tree.name)
            rounds = [_log(stack.data, tree.name) for tree in trees]
        speeds = [count / (switches[-1] - accepted) for accepted, switches in rounds]
        accepted, switches = rounds[-1]
        used = stack.watch.between(accepted, switches[-1])
        cpu = ", ".join(f"{name} {seconds:.1f}" for name, seconds in sorted(used.items()))
        each = ", ".join(f"{speed:.0f}" for speed in speeds)
        return Fact(
            f"pipeline, {count} small items, for the {_ROUNDS}th time on one stack",
            f"{speeds[-1]:.0f} items/s",
            f"≥ {_GOAL} items/s", speeds[-1] >= _GOAL, stack.watch.resident.get("fetcher-1", 0.0), before,
            f"{speeds[-1] / _REFERENCE:.1f}× the reference; round by round {each}; CPU-s: {cpu}; {len(switches)} publications",
        )

    def _mirrors(self, trees):
        mirrors = (
            _MIRROR.format(name=tree.name, source=self._upstream.url() + f"{tree.name}/", keyring=tree.keyring)
            for tree in trees
        )
        return "stream-mirror:\n  mirrors:" + "".join(mirrors)

    def _run(self, tree):
        before = load()
        start = time.time()
        with _Stack(self._home, self._work, self._mirrors([tree]), "--once") as stack:
            code = stack.process.wait(600)
            whole = time.time() - start
            if code != 0:
                raise SystemExit(f"mirror up --once ended with {code}, see {self._work}/pipeline.log and {stack.data}/logs")
            accepted, switches = _log(stack.data, tree.name)
        return {
            "seconds": switches[-1] - accepted,
            "whole": whole,
            "switches": len(switches),
            "cpu": stack.watch.between(accepted, switches[-1]),
            "resident": stack.watch.resident.get("fetcher-1", 0.0),
            "load": before,
        }


class _Stack:
    """`mirror up` on a directory of its own, which goes with it."""

    def __init__(self, home, work, configuration, *options):
        self._mirror = str(home / "mirror")
        self._directory = work / "pipeline"
        self._directory.mkdir()
        self.data = self._directory / "data"
        (self._directory / "mirror.yaml").write_text(configuration)
        self._output = open(work / "pipeline.log", "ab")
        self.process = self._command("up", "--port", "0", "--config", str(self._directory / "mirror.yaml"), *options)
        self.watch = _Watch(self.process.pid, self.data / "run/ports.json")

    def _command(self, *words):
        return subprocess.Popen(
            [self._mirror, *words, "--data", str(self.data)], stdin=subprocess.DEVNULL, stdout=self._output, stderr=self._output
        )

    def poll(self, mirror):
        """Until the stack is up there is nobody to ask."""
        deadline = time.time() + 120
        while self._command("poll", mirror).wait(60) != 0:
            if time.time() > deadline or self.process.poll() is not None:
                raise SystemExit(f"mirror poll {mirror} did not work, see {self._output.name}")
            time.sleep(1)

    def await_published(self, mirror, seconds=600):
        deadline = time.time() + seconds
        port = json.loads((self.data / "run/ports.json").read_bytes())["public"]
        while True:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/status", timeout=30) as answer:
                mirrors = json.load(answer)["mirrors"]
            if any(state["name"] == mirror and state["settled"] and state["publication"] for state in mirrors):
                return
            if time.time() > deadline or self.process.poll() is not None:
                raise SystemExit(f"{mirror} was not published, see {self._output.name} and {self.data}/logs")
            time.sleep(1)

    def __enter__(self):
        return self

    def __exit__(self, kind, *rest):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(120)
        self._output.close()
        if kind is None:
            shutil.rmtree(self._directory)


def _log(data, mirror):
    """When the catalog of a mirror was accepted, and when each of its publications went live."""
    accepted, switches = None, []
    for file in sorted(data.glob("s3/*/log/*.json")):
        if not file.stem.isdigit():
            continue
        decision = json.loads(file.read_bytes())["decision"]
        if decision.get("mirror") != mirror:
            continue
        kind = decision["type"]
        if kind == "catalog-accepted":
            accepted = file.stat().st_mtime
        elif kind == "publication-switched":
            switches.append(file.stat().st_mtime)
    return accepted, switches


class _Watch:
    """Reads the processor time of every process of a stack, five times a second, until it ends."""

    def __init__(self, pid, ports):
        self._pids = {"broker and store": pid}
        self._ports = ports
        self._samples = []
        self.resident = {}
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while cpu_seconds(self._pids["broker and store"]) > 0 or not self._samples:
            try:
                self._pids.update(json.loads(self._ports.read_bytes())["pids"])
            except (OSError, ValueError, KeyError):
                pass  # Not written yet, or gone already.
            self._samples.append((time.time(), {name: cpu_seconds(pid) for name, pid in self._pids.items()}))
            for name, pid in self._pids.items():
                try:
                    self.resident[name] = peak_resident(pid)
                except OSError:
                    pass  # Ended: what was read last was its peak.
            time.sleep(0.2)

    def between(self, start, end):
        times = [sample[0] for sample in self._samples]
        first = self._samples[min(bisect.bisect(times, start), len(times) - 1)][1]
        last = self._samples[min(bisect.bisect(times, end), len(times) - 1)][1]
        return {name: used - first.get(name, 0.0) for name, used in last.items()}
