"""An upstream, and sites on the embedded stack that mirror it; for benchmarks that start whole stacks."""

import functools
import hashlib
import http.server
import json
import os
import pathlib
import subprocess
import threading
import time
import urllib.request

HOME = pathlib.Path(__file__).resolve().parents[2]
COMMAND = [str(HOME / "mirror")]
STREAM = "com.ubuntu.maas:stable:centos-bases-download"
MIRROR = "carried"


def cpu_seconds(pid):
    """Processor seconds of a process, without its children."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Tree:
    """An unsigned upstream in MAAS's shape: versions of one product, each with one large file."""

    def __init__(self, directory):
        self.directory = directory
        self.versions = {}

    def add(self, version, megabytes):
        base = f"centos/centos70/amd64/{version}/"
        self.versions[version] = {"items": {
            "manifest": {"ftype": "manifest"} | self._write(base + "root-tgz.manifest", [version.encode()]),
            "root-tgz": {"ftype": "root-tgz"} | self._write(
                base + "root-tgz", (os.urandom(1_000_000) for _ in range(megabytes)))}}
        updated = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(time.time() - 100 + len(self.versions)))
        product = {"arch": "amd64", "arches": "amd64", "label": "stable", "os": "centos", "release": "centos70",
                   "release_title": "CentOS 7", "subarch": "generic", "subarches": "generic", "version": "7.0",
                   "versions": self.versions}
        name = "com.ubuntu.maas.stable:centos-bases:7.0:amd64"
        path = f"streams/v1/{STREAM}.json"
        head = {"datatype": "image-ids", "format": "products:1.0", "updated": updated}
        self._write(path, [json.dumps(head | {"content_id": STREAM, "products": {name: product}}).encode()])
        index = {"format": "index:1.0", "updated": updated, "index": {STREAM: head | {"path": path, "products": [name]}}}
        self._write("streams/v1/index.json", [json.dumps(index).encode()])

    def _write(self, path, chunks):
        digest, size = hashlib.sha256(), 0
        target = self.directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        with open(part, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        part.rename(target)
        return {"path": path, "sha256": digest.hexdigest(), "size": size}


class Stack:
    """A running site on the embedded stack; more has further sections of its configuration."""

    def __init__(self, work, name, mirror, more=""):
        self.data = work / name / "data"
        self.config = work / f"{name}.yaml"
        self.config.write_text(f"stream-mirror:\n  mirrors:\n    {MIRROR}: {mirror}\n{more}")
        self._log = open(work / f"{name}.log", "w")
        (work / name).mkdir()
        self.process = subprocess.Popen(
            [*COMMAND, "up", "--config", str(self.config), "--data", str(self.data), "--port", "0"],
            stdout=self._log, stderr=subprocess.STDOUT)
        self._await("up", lambda: (self.data / "run/ports.json").exists() and self.url("keys/mirror.gpg"))

    def url(self, path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.ports()['public']}/{path}", timeout=5) as response:
                return response.read()
        except OSError:
            return None

    def digests(self):
        """The hash of each file of the served tree, by the paths of the served documents."""
        index = json.loads(self.url("tree/streams/v1/index.json"))
        found = {}
        for entry in index["index"].values():
            for product in json.loads(self.url("tree/" + entry["path"]))["products"].values():
                for version in product["versions"].values():
                    for item in version["items"].values():
                        found[item["path"]] = hashlib.sha256(self.url("tree/" + item["path"])).hexdigest()
                        assert found[item["path"]] == item["sha256"], item
        return found

    def versions(self):
        document = self.url("tree/streams/v1/index.json")
        if document is None:
            return set()
        found = set()
        for entry in json.loads(document)["index"].values():
            for product in json.loads(self.url("tree/" + entry["path"]))["products"].values():
                found |= set(product["versions"])
        return found

    def await_version(self, version):
        self._await(version, lambda: version in self.versions())

    def _await(self, what, condition):
        end = time.monotonic() + 240
        while not condition():
            if time.monotonic() > end or self.process.poll() is not None:
                raise SystemExit(f"{self.data}: {what} was awaited in vain; see {self._log.name}")
            time.sleep(0.3)

    def cpu(self):
        """Processor seconds of the process that has the store, and the broker; the services are others."""
        return cpu_seconds(self.process.pid)

    def ports(self):
        return json.loads((self.data / "run/ports.json").read_text())

    def stop(self):
        self.process.terminate()
        self.process.wait()


def serve(directory):
    """The URL of a server of the directory, which runs as long as this process."""
    server = QuietServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(directory)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


class QuietServer(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A fetcher closes connections that it needs no more."""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass
