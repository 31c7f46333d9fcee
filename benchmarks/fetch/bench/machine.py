"""Processes, and what the kernel says of them."""

import os
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def load():
    return float(Path("/proc/loadavg").read_text().split()[0])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pid):
    """Of one process, its threads and the children it has waited for; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(ticks) for ticks in fields[11:15]) / _TICKS


def compiler_seconds(pid):
    """What a JVM's compilers took of it so far, those of their threads that have ended not counted."""
    seconds = 0.0
    for thread in Path(f"/proc/{pid}/task").glob("*/stat"):
        try:
            name, fields = thread.read_text().split("(", 1)[1].rsplit(")", 1)
        except (FileNotFoundError, ProcessLookupError):
            continue
        if name.startswith(("C1 Compiler", "C2 Compiler")):
            seconds += sum(int(ticks) for ticks in fields.split()[11:13]) / _TICKS
    return seconds


def peak_resident(pid):
    """The most memory that a process held since the last reset, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def reset_peak(pid):
    try:
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    except OSError:
        pass  # Not our process's right everywhere; the peak is then that since its start.


class Child:
    """A process of the benchmark, ended with it."""

    def __init__(self, name, command, log, ready=None, environment=None, end_by_input=False):
        self.name = name
        self._log = open(log, "ab")
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE if end_by_input else subprocess.DEVNULL,
            stdout=subprocess.PIPE if ready else self._log,
            stderr=self._log,
            env={**os.environ, **(environment or {})},
        )
        if ready:
            for line in self._process.stdout:
                self._log.write(line)
                if ready.encode() in line:
                    break
            else:
                raise SystemExit(f"{name} did not start, see {log}")
            threading.Thread(target=self._drain, daemon=True).start()

    def _drain(self):
        for line in self._process.stdout:
            self._log.write(line)

    @property
    def pid(self):
        return self._process.pid

    def alive(self):
        return self._process.poll() is None

    def kill(self):
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def end(self):
        if self._process.poll() is None:
            if self._process.stdin:
                self._process.stdin.close()
            else:
                self._process.terminate()
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
        self._log.close()


class Usage:
    """Processor time of some processes from now on."""

    def __init__(self, children):
        self._before = {child: cpu_seconds(child.pid) for child in children}
        self._compiling_before = {child: compiler_seconds(child.pid) for child in children}

    def seconds(self):
        """By name."""
        used = {}
        for child, before in self._before.items():
            used[child.name] = used.get(child.name, 0.0) + cpu_seconds(child.pid) - before
        return used

    def compiling(self):
        """What the compilers of those that are JVMs took of it; a thread of theirs that ended meanwhile counts as none."""
        return sum(max(0.0, compiler_seconds(child.pid) - before) for child, before in self._compiling_before.items())


def timed(command, log, environment=None, limit=600):
    """Runs a peer; wall and processor seconds."""
    before = os.times()
    start = time.monotonic()
    with open(log, "ab") as out:
        code = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=limit, env={**os.environ, **(environment or {})}
        ).returncode
    seconds = time.monotonic() - start
    if code != 0:
        raise SystemExit(f"{command[0]} ended with {code}, see {log}")
    after = os.times()
    return seconds, after.children_user + after.children_system - before.children_user - before.children_system
