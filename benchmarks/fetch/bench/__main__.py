import argparse
import os
import platform
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from bench.cases import Cases
from bench.engine import Java
from bench.machine import load
from bench.peers import Peers, missing
from bench.pipeline import Pipeline
from bench.report import Fact, Row
from bench.upstream import Upstream

_RESIDENT_GOAL = 300


def main():
    arguments = _arguments()
    lacking = missing()
    if lacking:
        raise SystemExit(f"benchmarks/fetch/run: missing: apt-get install --no-install-recommends {' '.join(lacking)}")
    if not arguments.no_build:
        build = ["mvn", "-B", "-q", "-Pbenchmarks", "-pl", "benchmarks/fetch", "-am", "-DskipTests", "package"]
        subprocess.run(build, cwd=arguments.home, check=True)
    work = Path(tempfile.mkdtemp(prefix="fetch-benchmark-", dir=arguments.dir))
    upstream = Upstream(work)
    ended_well = False
    try:
        _measure(arguments, work, upstream)
        ended_well = True
    finally:
        upstream.end()
        if ended_well and not arguments.keep:
            shutil.rmtree(work)
        else:
            print(f"\nData and logs are kept in {work}")


def _measure(arguments, work, upstream):
    java = Java(arguments.home, arguments.java_options.split())
    cases = Cases(arguments.home, work, java, upstream, Peers(work), arguments.runs)
    pipeline = Pipeline(arguments.home, work, java, upstream, arguments.runs)
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, {_java_version()}, load {load()}, {date.today()}, "
        f"data in {work.parent}, medians of {arguments.runs}\n"
    )
    print(Row.HEADER, flush=True)
    for name in arguments.cases:
        for row in getattr(pipeline if name == "pipeline" else cases, name.replace("-", "_"))():
            print(row.line(), flush=True)
        for made in upstream.root.iterdir():
            if not made.name.startswith(("warm", "tree")):
                shutil.rmtree(made) if made.is_dir() else made.unlink()
    if cases.resident:
        met = cases.resident < _RESIDENT_GOAL
        memory = Fact("memory of a fetcher in all of these", f"{cases.resident:.0f} MB", "< 300 MB", met, 0, load())
        print(memory.line())


def _java_version():
    return subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]


_TABLE = ["large", "hash", "small", "capped-one", "capped-many", "scale", "latency", "kill", "pipeline"]
_CASES = [*_TABLE, "rounds"]


def _arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/fetch/run", description="Measures fetching beside its peers.")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"some of {', '.join(_CASES)}; all but the last by default")
    parser.add_argument("--runs", type=int, default=3, help="of each case; medians are told (default: 3)")
    parser.add_argument("--dir", default=tempfile.gettempdir(), help="where all data goes, a disk or /dev/shm (default: %(default)s)")
    parser.add_argument("--java-options", default="", metavar="FLAGS", help="further flags of all JVMs, in one word: --java-options='-XX:MaxInlineLevel=15'")
    parser.add_argument("--keep", action="store_true", help="keep data and logs")
    parser.add_argument("--no-build", action="store_true", help="measure what is packaged already")
    parser.add_argument("--home", type=Path, required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    unknown = [name for name in arguments.cases if name not in _CASES]
    if unknown:
        parser.error(f"there is no case {', '.join(unknown)}: choose from {', '.join(_CASES)}")
    arguments.cases = arguments.cases or _TABLE
    return arguments


main()
