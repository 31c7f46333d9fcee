"""Figures of one case, and the table."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Row:
    """Ours beside the peer's, each the median of all runs; `work` is what one run moves, in the unit of the speed."""

    case: str
    peer: str
    goal: float
    unit: str
    work: float
    gigabytes: float
    our_seconds: list = field(default_factory=list)
    peer_seconds: list = field(default_factory=list)
    our_cpu: list = field(default_factory=list)
    our_compiling: list = field(default_factory=list)
    peer_cpu: list = field(default_factory=list)
    resident: float = 0.0
    loads: list = field(default_factory=list)
    note: str = ""

    HEADER = (
        "| case | ours | peer | ratio | goal | CPU ours | CPU peer | resident, peak | load | |\n"
        "|---|---|---|---|---|---|---|---|---|---|"
    )

    def ratio(self):
        return statistics.median(self.peer_seconds) / statistics.median(self.our_seconds)

    def line(self):
        ours, peer = self._speed(self.our_seconds), self._speed(self.peer_seconds)
        ratio, met = "–", ""
        if self.peer_seconds:
            ratio = f"{self.ratio():.2f}×"
            met = "" if self.ratio() >= self.goal else "**missed** "
        goal = f"≥ {self.goal:g}×" if self.goal else "–"
        cells = [
            self.case, ours, f"{self.peer}: {peer}" if self.peer else "–", ratio, goal,
            self._cpu(self.our_cpu, self.our_compiling), self._cpu(self.peer_cpu), f"{self.resident:.0f} MB" if self.resident else "–",
            f"{max(self.loads):.1f}" if self.loads else "–", (met + self.note).strip(),
        ]
        return "| " + " | ".join(cells) + " |"

    def _speed(self, seconds):
        if not seconds:
            return "–"
        speed = self.work / statistics.median(seconds)
        return f"{speed:.0f} {self.unit}"

    def _cpu(self, runs, compiling=()):
        """Medians by process, all runs having the same ones: seconds a gigabyte, or milliseconds an item."""
        if not runs:
            return "–"
        by_item = self.unit == "items/s"
        scale, unit = (1000 / self.work, "ms/item") if by_item else (1 / self.gigabytes, "s/GB")
        medians = {name: statistics.median(run[name] for run in runs) * scale for name in runs[0]}
        each = ", ".join(f"{name} {used:.2f}" for name, used in medians.items() if used >= 0.005)
        if compiling:
            each += f"; {statistics.median(compiling) * scale:.2f} of it compiling"
        return f"{sum(medians.values()):.2f} {unit} ({each})"


@dataclass
class Fact:
    """A row with words of its own."""

    case: str
    ours: str
    goal: str
    met: bool
    resident: float
    load: float
    note: str = ""

    def line(self):
        resident = f"{self.resident:.0f} MB" if self.resident else "–"
        note = ("" if self.met else "**missed** ") + self.note
        return f"| {self.case} | {self.ours} | – | – | {self.goal} | – | – | {resident} | {self.load:.1f} | {note.strip()} |"
