"""The whole mirror on one machine, from nothing to all published, as `mirror up --once` runs it."""

import bisect
import json
import shutil
import subprocess
import threading
import time

from bench.machine import cpu_seconds, load, peak_resident
from bench.report import Fact
from bench.upstream import Tree

#: What the reference, sstream-mirror to disk, does here.
_REFERENCE = 129
_GOAL = 640

_CONFIGURATION = """
stream-mirror:
  mirrors:
    benchmark:
      source: {source}
      keyring: {keyring}
      path: /benchmark
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
        return rows

    def _run(self, tree):
        home = self._work / "pipeline"
        home.mkdir()
        source = self._upstream.url() + f"{tree.name}/"
        configuration = home / "mirror.yaml"
        configuration.write_text(_CONFIGURATION.format(source=source, keyring=tree.root / "upstream.gpg"))
        data = home / "data"
        before = load()
        start = time.time()
        command = [
            str(self._home / "mirror"), "up", "--once", "--port", "0", "--config", str(configuration), "--data", str(data)
        ]
        with open(self._work / "pipeline.log", "ab") as log:
            mirror = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            watch = _Watch(mirror.pid, data / "run/ports.json")
            code = mirror.wait(600)
        whole = time.time() - start
        if code != 0:
            raise SystemExit(f"mirror up --once ended with {code}, see {self._work}/pipeline.log and {data}/logs")
        accepted, switches = _log(data)
        shutil.rmtree(home)
        return {
            "seconds": switches[-1] - accepted,
            "whole": whole,
            "switches": len(switches),
            "cpu": watch.between(accepted, switches[-1]),
            "resident": watch.resident.get("fetcher-1", 0.0),
            "load": before,
        }


def _log(data):
    """When the catalog was accepted, and when each publication went live."""
    accepted, switches = None, []
    for file in sorted(data.glob("s3/*/log/*.json")):
        if not file.stem.isdigit():
            continue
        kind = json.loads(file.read_bytes())["decision"]["type"]
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
