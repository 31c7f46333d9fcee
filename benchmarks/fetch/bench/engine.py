"""Broker, store and fetchers, each in a process of its own, and requests straight into the queue."""

import shutil
import subprocess
import time
import urllib.error
import urllib.request

from bench.machine import Child, free_port, peak_resident

_KEYS = "access-key=benchmark\nsecret-key=benchmark-secret\n"

_COMPILER_FLAGS = ["-XX:MaxInlineLevel=3", "-XX:FreqInlineSize=60", "-XX:InlineSmallCode=500"]

#: Seconds after which items count as lost.
_LIMIT = 300

_LOG_MANAGER = "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"

# As `mirror up` starts a fetcher (ServicePlan): the heap is the part buffers and 48 MiB.
_FETCHER_FLAGS = [
    "-Xmn12m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:+IgnoreUnrecognizedVMOptions",
    "-XX:TrimNativeHeapInterval=5000", *_COMPILER_FLAGS, "-Xss512k", "-Dfile.encoding=UTF-8", _LOG_MANAGER,
]
_BUFFERS = 56_000_000
_HEAP = f"-Xmx{-(-_BUFFERS // 2**20) + 48}m"

_CONFIGURATION = """
stream-mirror:
  mirrors:
    unused:
      source: http://127.0.0.1:9/
      path: /unused
  fetch:
    slots: {slots}
    connections-per-host: {connections}
"""


class Java:
    """The benchmark's own Java parts; `options` come last in every JVM, fetchers too, and so win."""

    def __init__(self, home, options=()):
        target = home / "benchmarks/fetch/target"
        self.options = options
        flags = ["-XX:+UseSerialGC", "-Xmx320m", *_COMPILER_FLAGS, _LOG_MANAGER, *options]
        self._command = ["java", *flags, "-cp", f"{target}/classes:{target}/lib/*"]

    def part(self, *arguments):
        return [*self._command, "io.streammirror.benchmarks.fetch.FetchBenchmark", *arguments]

    def __call__(self, *arguments):
        subprocess.run(self.part(*arguments), check=True, stdin=subprocess.DEVNULL)


class Engine:
    """One broker, one store and some fetchers; used in a `with`."""

    def __init__(self, home, work, java, fetchers=1, slots=4, connections=8):
        self._home = home
        self._java = java
        self._work = work
        self._count = fetchers
        self.directory = work / "engine"
        self.directory.mkdir()
        self._credentials = self.directory / "credentials"
        self._credentials.write_text(_KEYS)
        self._configuration = self.directory / "mirror.yaml"
        self._configuration.write_text(_CONFIGURATION.format(slots=slots, connections=connections))
        self.fetchers = []

    def __enter__(self):
        kafka, controller, s3 = free_port(), free_port(), free_port()
        self._bootstrap = f"127.0.0.1:{kafka}"
        self.endpoint = f"http://127.0.0.1:{s3}"
        self.broker = self._serve("broker", str(self.directory / "kafka"), str(kafka), str(controller))
        self.store = self._serve("store", str(self.directory / "s3"), str(s3), str(self._credentials))
        self.start_fetchers()
        self._requests = subprocess.Popen(
            self._java.part("requests", self._bootstrap, str(_LIMIT)),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )
        return self

    def __exit__(self, *_):
        self._requests.kill()
        self._requests.wait()
        for process in [*self.fetchers, self.store, self.broker]:
            process.end()
        shutil.rmtree(self.directory)

    @property
    def processes(self):
        return [*self.fetchers, self.store, self.broker]

    def start_fetchers(self):
        """Starts those that are missing and waits until they take work."""
        ports = []
        while len(self.fetchers) < self._count:
            ports.append(free_port())
            self.fetchers.append(self._fetcher(ports[-1]))
        for port in ports:
            _await_ready(port)

    def kill_fetchers(self):
        for fetcher in self.fetchers:
            fetcher.kill()
        self.fetchers.clear()

    def fetch(self, files, base, on_progress=None):
        """Seconds from the first request to the last result; every item must have been stored."""
        self._requests.stdin.write(f"{base} {files.manifest}\n")
        for line in self._requests.stdout:
            word, *values = line.split()
            if word == "progress" and on_progress:
                on_progress(int(values[0]))
            elif word == "done":
                seconds, stored, others = float(values[0]), int(values[1]), int(values[2])
                break
        else:
            raise SystemExit(f"{files.name}: who asks for items has ended")
        if others or stored != files.count:
            raise SystemExit(f"{files.name}: {stored} items were stored, {others} were not; logs are in {self._work}")
        return seconds

    def forget(self, bucket="stream-mirror"):
        """Empties a bucket behind the store's back, which keeps no memory of it."""
        for entry in (self.directory / "s3" / bucket).glob("*"):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def peak_resident(self):
        return max(peak_resident(fetcher.pid) for fetcher in self.fetchers)

    def _serve(self, name, *arguments):
        return Child(name, self._java.part(name, *arguments), self._work / f"{name}.log", "ready", end_by_input=True)

    def _fetcher(self, port):
        jar = self._home / "fetcher-service/target/quarkus-app/quarkus-run.jar"
        return Child(
            "fetcher",
            ["java", _HEAP, *_FETCHER_FLAGS, *self._java.options, "-jar", str(jar)],
            self._work / "fetcher.log",
            environment={
                "STREAM_MIRROR_CONFIG": str(self._configuration),
                "STREAM_MIRROR_DATA": str(self.directory),
                "STREAM_MIRROR_KAFKA_BOOTSTRAP": self._bootstrap,
                "STREAM_MIRROR_STORE_ENDPOINT": self.endpoint,
                "STREAM_MIRROR_STORE_CREDENTIALS_FILE": str(self._credentials),
                "QUARKUS_HTTP_HOST": "127.0.0.1",
                "QUARKUS_HTTP_PORT": str(port),
                "MALLOC_ARENA_MAX": "2",
            },
        )


def _await_ready(port, patience=60):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/q/health/ready", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit("a fetcher is not ready after a minute")
