"""The cases of the fetch engine, in the order of the table."""

import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from bench.engine import Engine
from bench.machine import Child, Usage, free_port, load
from bench.report import Fact, Row
from bench.upstream import MB, MIB, Files, Tree, Upstream

#: Less than this of all processor time for compiling: from here on it hardly falls.
_AT_REST = 0.15

_MAX_WARMUPS = 10


class Cases:
    """Each method measures one case and returns its rows; peers and we take turns."""

    def __init__(self, home, work, java, upstream, peers, runs):
        self._home = home
        self._work = work
        self._java = java
        self._upstream = upstream
        self._peers = peers
        self._runs = runs
        #: The most that any fetcher at default settings held, in MB.
        self.resident = 0.0

    def large(self):
        """2 GiB in large items to the store."""
        files = Files(self._upstream.root, "large", 4, 512 * MIB)
        row = Row("2 GiB in 4 items → S3", "rclone, 4 transfers", 1.0, "MB/s", files.bytes / MB, files.bytes / 1e9)
        with self._engine() as engine:
            for _ in range(self._runs):
                self._turn_beside_rclone(row, engine, files, "large", 4)
        return [row]

    def hash(self):
        """The same without a store."""
        files = Files(self._upstream.root, "large", 4, 512 * MIB)
        row = Row("the same, fetch + hash only", "aria2c -x4 --checksum", 1.5, "MB/s", files.bytes / MB, files.bytes / 1e9)
        base = self._upstream.url()
        out = self._java_output("hash", str(files.manifest), base, str(self._runs))
        row.our_seconds = [float(line.split()[1]) for line in out if line.startswith("done")]
        # To memory, as far as it has room: the peer has to keep what it verifies.
        memory = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else self._work))
        try:
            for _ in range(self._runs):
                row.loads.append(load())
                seconds, cpu = self._peers.aria2(base, files, "-x4", checksum=True, directory=memory / "peer")
                row.peer_seconds.append(seconds)
                row.peer_cpu.append({"aria2c": cpu})
        finally:
            shutil.rmtree(memory)
        return [row]

    def small(self):
        """1,600 and 6,400 small items to the store; others in each run, or a fetcher that knows them would first look for them in the store."""
        rows = []
        with self._engine() as engine:
            for count in (1600, 6400):
                trees = [Tree(self._upstream.root, count, self._java, number) for number in range(self._runs)]
                row = Row(f"{count} small items → S3", "rclone, 8 transfers", 1.0, "items/s", count, trees[0].bytes / 1e9)
                for tree in trees:
                    self._turn_beside_rclone(row, engine, tree, f"{tree.name}/items", 8)
                rows.append(row)
        few, many = (row.work / sorted(row.our_seconds)[len(row.our_seconds) // 2] for row in rows)
        rows[1].note = f"{many / few:.2f}× the speed of 1600"
        return rows

    def capped_one(self):
        """One 500 MB item from an upstream that caps connections."""
        files = Files(self._upstream.root, "one", 1, 500 * MB)
        row = Row("500 MB item, 10 MB/s a connection", "curl", 5.0, "MB/s", files.bytes / MB, files.bytes / 1e9)
        base = self._upstream.url(Upstream.CAPPED)
        with self._engine() as engine:
            self._take_turns(row, engine, files, base, lambda: ("curl", self._peers.curl(base, files)))
        return [row]

    def capped_many(self):
        """100 items of 10 MB from the same over 8 connections, as the peer; more slots, so that some store while others read."""
        files = Files(self._upstream.root, "many", 100, 10 * MB)
        row = Row("100 × 10 MB, 10 MB/s a connection", "aria2c -j8", 1.0, "MB/s", files.bytes / MB, files.bytes / 1e9)
        base = self._upstream.url(Upstream.CAPPED)
        with self._engine(slots=12) as engine:
            self._take_turns(row, engine, files, base, lambda: ("aria2c", self._peers.aria2(base, files, "-j8")))
        row.note = "12 slots, 8 connections"
        return [row]

    def scale(self):
        """1, 2 and 4 fetchers on a capped upstream."""
        files = Files(self._upstream.root, "scale", 160, 3 * MB)
        base = self._upstream.url(Upstream.SLOW)
        seconds = {}
        rows = []
        for count in (1, 2, 4):
            goal = {1: 0.0, 2: 1.9, 4: 3.6}[count]
            row = Row(f"{count} fetchers, 3 MB/s a connection", "", goal, "MB/s", files.bytes / MB, files.bytes / 1e9)
            with self._engine(fetchers=count) as engine:
                self._take_turns(row, engine, files, base, None)
            seconds[count] = row.our_seconds
            if count > 1:
                row.peer, row.peer_seconds = "one", seconds[1]
            rows.append(row)
        return rows

    def latency(self):
        """4 items of 100 MB and 100 of 1 MB over a link of 40 ms."""
        big = Files(self._upstream.root, "far/big", 4, 100 * MB)
        little = Files(self._upstream.root, "far/little", 100, 1 * MB)
        files = _Both(self._upstream.root / "far.manifest", big, little)
        port = free_port()
        base = f"http://127.0.0.1:{port}/"
        peers = {
            "aria2c -j8 -x4": lambda engine: self._peers.aria2(base, files, "-j8", "-x4"),
            "aria2c --checksum, then rclone → S3": lambda engine: self._peers.aria2_and_rclone(base, files, engine, 8, "-j8", "-x4"),
            "rclone, 8 transfers → S3": lambda engine: self._peers.rclone(base, "far", engine, 8),
        }
        rows = [
            Row("500 MB, 40 ms away", name, 1.0, "MB/s", files.bytes / MB, files.bytes / 1e9)
            for name in peers
        ]
        link = ["python3", "-m", "bench.delay", str(port), str(self._upstream.port()), "20"]
        proxy = Child("link", link, self._work / "link.log", "ready", end_by_input=True)
        of_link = {}
        try:
            with self._engine() as engine:
                for _ in range(self._runs):
                    usage = Usage([proxy])
                    self._our_turn(rows[0], engine, files, base)
                    of_link.setdefault("ours", []).append(usage.seconds()["link"])
                    for row, (name, peer) in zip(rows, peers.items(), strict=True):
                        usage = Usage([proxy])
                        self._peer_turn(row, engine, lambda: (name.split()[0].rstrip(","), peer(engine)))
                        of_link.setdefault(name, []).append(usage.seconds()["link"])
        finally:
            proxy.end()
        beside_us = statistics.median(of_link["ours"]) / rows[0].gigabytes
        for row in rows:
            row.our_seconds, row.our_cpu, row.our_compiling = rows[0].our_seconds, rows[0].our_cpu, rows[0].our_compiling
            row.resident, row.loads = rows[0].resident, rows[0].loads
            beside_peer = statistics.median(of_link[row.peer]) / row.gigabytes
            row.note = f"the delay itself took {beside_us:.2f} and {beside_peer:.2f} s/GB beside us and the peer"
        return rows

    def kill(self):
        """kill -9 at half of a 1 GB item: what is fetched again."""
        files = Files(self._upstream.root, "gigabyte", 1, 1000 * MB)
        base = self._upstream.url(Upstream.STEADY)
        shares = []
        with self._engine() as engine:
            for _ in range(self._runs):
                engine.forget()
                killed = []

                def kill_at_half(received):
                    if received >= files.bytes / 2 and not killed:
                        killed.append(received)
                        engine.kill_fetchers()
                        engine.start_fetchers()

                before = self._upstream.sent("gigabyte/item-0")
                engine.fetch(files, base, on_progress=kill_at_half)
                if not killed:
                    raise SystemExit("the item was there before the fetcher could be killed at half of it")
                again = self._upstream.sent("gigabyte/item-0") - before - files.bytes
                shares.append((again / files.bytes, killed[0] / files.bytes))
            resident = engine.peak_resident()
        self.resident = max(self.resident, resident)
        again, at = sorted(shares)[len(shares) // 2]
        return [
            Fact(
                "kill -9 at half of a 1 GB item", f"{again:.1%} fetched again, killed at {at:.0%}", "< 5 %", again < 0.05,
                resident, load(), "by nginx's count; from zero it would be the share at which it was killed",
            )
        ]

    def rounds(self):
        """What warming consists of, round by round from the start of all processes."""
        rows = []
        with Engine(self._home, self._work, self._java) as engine:
            for number in range(1, 6):
                for files, unit in zip(self._warming(number), ("items/s", "MB/s"), strict=True):
                    work = files.count if unit == "items/s" else files.bytes / MB
                    row = Row(f"round {number}, {files.name}", "", 0.0, unit, work, files.bytes / 1e9)
                    self._take_turns(row, engine, files, self._upstream.url(), None)
                    rows.append(row)
        return rows

    @contextmanager
    def _engine(self, **settings):
        """Warm, as services that run for weeks are: their compilers have come to rest, or nearly so."""
        with Engine(self._home, self._work, self._java, **settings) as engine:
            for number in range(_MAX_WARMUPS):
                if self._compiling_share(engine, number) < _AT_REST:
                    break
            yield engine

    def _compiling_share(self, engine, number):
        """Of the processor time that a round of small and large items takes."""
        engine.forget()
        usage = Usage(engine.processes)
        for files in self._warming(number):
            engine.fetch(files, self._upstream.url())
        seconds = sum(usage.seconds().values())
        share = usage.compiling() / seconds
        print(f"warming: {seconds:.1f} s of processor time, {share:.0%} of it compiling", file=sys.stderr)
        return share

    def _warming(self, number):
        return [
            Files(self._upstream.root, f"warm-small-{number}", 2000, 16_000),
            Files(self._upstream.root, "warm-large", 8, 32 * MIB),
        ]

    def _turn_beside_rclone(self, row, engine, files, directory, transfers):
        base = self._upstream.url()
        self._turn(row, engine, files, base, lambda: ("rclone", self._peers.rclone(base, directory, engine, transfers)))

    def _take_turns(self, row, engine, files, base, peer):
        for _ in range(self._runs):
            self._turn(row, engine, files, base, peer)

    def _turn(self, row, engine, files, base, peer):
        self._our_turn(row, engine, files, base)
        if peer:
            self._peer_turn(row, engine, peer)

    def _our_turn(self, row, engine, files, base):
        row.loads.append(load())
        engine.forget()
        usage = Usage([*engine.processes])
        row.our_seconds.append(engine.fetch(files, base))
        row.our_cpu.append(usage.seconds())
        row.our_compiling.append(usage.compiling())
        row.resident = engine.peak_resident()
        self.resident = max(self.resident, row.resident)

    def _peer_turn(self, row, engine, peer):
        usage = Usage([engine.store])
        name, (seconds, cpu) = peer()
        row.peer_seconds.append(seconds)
        row.peer_cpu.append({name: cpu, **usage.seconds()})

    def _java_output(self, *arguments):
        return subprocess.run(
            self._java.part(*arguments), check=True, stdin=subprocess.DEVNULL, capture_output=True, text=True
        ).stdout.splitlines()


class _Both:
    """Two sets of items as one."""

    def __init__(self, manifest, *parts):
        self.name = manifest.stem
        self.manifest = manifest
        self.count = sum(part.count for part in parts)
        self.bytes = sum(part.bytes for part in parts)
        manifest.write_text("".join(part.manifest.read_text() for part in parts))

    def lines(self):
        return [line.split(" ", 2) for line in self.manifest.read_text().splitlines()]
