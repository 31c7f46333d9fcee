"""How long a local stack takes from the command until all of its services are ready, and what each process takes until then."""

import json
import os
import re
import statistics
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

from bench.machine import compiler_seconds

TICKS = os.sysconf("SC_CLK_TCK")

COMMAND = "command, broker and store"

#: Of processes that start within a second.
INTERVAL = 0.01

#: The line of Quarkus in the log of a service: "2026-11-29T20:01:02.345Z INFO  [...] publisher ... started in 2.345s."
STARTED = re.compile(r"^(\S+) .* started in [\d.]+s", re.MULTILINE)


def own_seconds(pid):
    """Without children, which have rows of their own."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(ticks) for ticks in fields[11:13]) / TICKS


def is_open(port):
    """Without a connection, which the server would have to handle."""
    listening = f"0100007F:{port:04X} 00000000:0000 0A"
    listening_on_all = f"{'0' * 32}:{port:04X} {'0' * 32}:0000 0A"
    mapped = f"{'0' * 16}FFFF00000100007F:{port:04X} {'0' * 32}:0000 0A"
    return listening in Path("/proc/net/tcp").read_text() or any(
        text in Path("/proc/net/tcp6").read_text() for text in (listening_on_all, mapped)
    )


class Timeline:
    """Seconds since the command was given, by name of the event."""

    def __init__(self):
        self._began = time.monotonic()
        self._wall = time.time()
        self.events = {}

    def note(self, event):
        self.events.setdefault(event, time.monotonic() - self._began)

    def note_at(self, event, timestamp):
        self.events.setdefault(event, datetime.fromisoformat(timestamp.replace("Z", "+00:00")).timestamp() - self._wall)


def watch(stack, data, output, timeline):
    """Returns the pids once all services are ready."""
    ports = {}
    while True:
        said = output.read_text()
        if stack.poll() is not None:
            raise SystemExit("the stack has ended: " + said[-2000:])
        if "Starting broker" in said:
            timeline.note("the command's own start is done")
        file = data / "run/ports.json"
        if file.exists():
            ports = json.loads(file.read_bytes())
            for name in ports["pids"]:
                timeline.note(f"{name}: its process starts")
            for name in ("kafka", "s3"):
                if is_open(ports[name]):
                    timeline.note(f"{'broker' if name == 'kafka' else 'store'}: its port is open")
        if "All services are ready" in said:
            timeline.note("all services are ready")
            return {COMMAND: stack.pid, **ports["pids"]}
        time.sleep(INTERVAL)


def start_once(command, once):
    """The timeline, and processor seconds of each process until all are ready; of all until the end, if the run ends by itself."""
    with tempfile.TemporaryDirectory(prefix="start-benchmark-") as directory:
        data, output = Path(directory) / "data", Path(directory) / "output"
        before = os.times()
        with open(output, "wb") as out:
            timeline = Timeline()
            stack = subprocess.Popen(
                [*command, "--data", str(data), "--port", "0", *(["--once"] if once else [])],
                stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            )
        try:
            pids = watch(stack, data, output, timeline)
            used = {name: (own_seconds(pid), compiler_seconds(pid)) for name, pid in pids.items()}
            for log in (data / "logs").glob("*.log"):
                started = STARTED.search(log.read_text())
                if started:
                    timeline.note_at(f"{log.stem}: Quarkus has started", started[1])
            if once:
                stack.wait(600)
                timeline.note("the run has ended")
        finally:
            if stack.poll() is None:
                stack.terminate()
                stack.wait(60)
        after = os.times()
        whole = after.children_user + after.children_system - before.children_user - before.children_system
        return timeline.events, used, whole


def measure(home, runs, once):
    """Prints the medians of some starts of the demo; with `once` they run until all is published and read back."""
    results = [start_once([str(home / "mirror"), "demo"], once) for _ in range(runs)]
    print("| from the command | median | least | most |\n|---|---|---|---|")
    names = sorted({name for events, _, _ in results for name in events}, key=lambda name: results[0][0].get(name, 0))
    for name in names:
        row([events[name] for events, _, _ in results if name in events], name)
    print("\n| processor time until all are ready | median | least | most | of it compiling |\n|---|---|---|---|---|")
    for name in results[0][1]:
        compiling = statistics.median(used[name][1] for _, used, _ in results)
        row([used[name][0] for _, used, _ in results], name, f" {compiling:.2f} s |")
    compiling = statistics.median(sum(each[1] for each in used.values()) for _, used, _ in results)
    row([sum(each[0] for each in used.values()) for _, used, _ in results], "all", f" {compiling:.2f} s |")
    if once:
        row([whole for _, _, whole in results], "all, until the end of the run", " – |")


def row(seconds, name, more=""):
    print(f"| {name} | {statistics.median(seconds):.2f} s | {min(seconds):.2f} s | {max(seconds):.2f} s |{more}")
