"""The upstream: one nginx for us and for every peer, and what it serves."""

import hashlib
import os
import random

from bench.machine import Child, free_port

MB = 1_000_000
MIB = 1 << 20

_CONFIGURATION = """
worker_processes 2;
daemon off;
pid {prefix}/pid;
error_log {prefix}/error.log;
events {{ worker_connections 1024; }}
http {{
  log_format bytes '$server_port $status $body_bytes_sent $uri';
  access_log {prefix}/access.log bytes;
  default_type application/octet-stream;
  client_body_temp_path {prefix}/client; proxy_temp_path {prefix}/proxy; fastcgi_temp_path {prefix}/fastcgi;
  uwsgi_temp_path {prefix}/uwsgi; scgi_temp_path {prefix}/scgi;
  sendfile on; tcp_nopush on; sendfile_max_chunk 2m; keepalive_requests 100000;
  root {root}; autoindex on;
{servers}
}}
"""


class Upstream:
    """nginx on several ports: as fast as it can, and with caps on each connection, in bytes a second."""

    OPEN = 0
    CAPPED = 10 * MB
    SLOW = 3 * MB
    STEADY = 30 * MB

    def __init__(self, work):
        self.root = work / "upstream"
        self.root.mkdir()
        self._prefix = work / "nginx"
        self._prefix.mkdir()
        self._ports = {cap: free_port() for cap in (self.OPEN, self.CAPPED, self.SLOW, self.STEADY)}
        servers = "\n".join(
            f"  server {{ listen 127.0.0.1:{port}; limit_rate {cap}; }}" for cap, port in self._ports.items()
        )
        # Its workers must read what belongs to who started it.
        user = "user root;" if os.geteuid() == 0 else ""
        configuration = self._prefix / "nginx.conf"
        configuration.write_text(user + _CONFIGURATION.format(prefix=self._prefix, root=self.root, servers=servers))
        self.process = Child("nginx", ["nginx", "-p", str(self._prefix), "-c", str(configuration)], work / "nginx.log")

    def port(self, cap=OPEN):
        return self._ports[cap]

    def url(self, cap=OPEN):
        return f"http://127.0.0.1:{self._ports[cap]}/"

    def sent(self, path):
        """Bytes of bodies sent for a path so far, by the access log; what a broken connection had in its buffers counts too."""
        lines = (line.split(" ", 3) for line in (self._prefix / "access.log").read_text().splitlines())
        return sum(int(line[2]) for line in lines if line[3].lstrip("/") == path)

    def end(self):
        self.process.end()


class Files:
    """Items of one size in one directory, with a manifest."""

    def __init__(self, root, name, count, size):
        self.name = name
        self.count = count
        self.bytes = count * size
        self.directory = root / name
        self.manifest = root / f"{name.replace('/', '-')}.manifest"
        if not self.manifest.exists():
            self.directory.mkdir(parents=True)
            lines = [self._make(number, size) for number in range(count)]
            self.manifest.write_text("\n".join(lines) + "\n")

    def _make(self, number, size):
        """One random block, told apart by a counter: no two alike, and made as fast as they are hashed."""
        block = bytearray(random.Random(number).randbytes(MIB))
        digest = hashlib.sha256()
        path = self.directory / f"item-{number}"
        with open(path, "wb") as out:
            for start in range(0, size, MIB):
                block[:16] = hashlib.md5(f"{self.name} {number} {start}".encode()).digest()
                part = block[: min(MIB, size - start)]
                digest.update(part)
                out.write(part)
        return f"{digest.hexdigest()} {size} {self.name}/item-{number}"

    def lines(self):
        """(sha256, size, path) of each item."""
        return [line.split(" ", 2) for line in self.manifest.read_text().splitlines()]


class Tree(Files):
    """A signed tree of small items, made by the benchmark's Java part; no two numbers have an item in common."""

    def __init__(self, root, count, java, number=0):
        self.name = f"tree-{count}-{number}"
        self.count = count
        self.root = root / self.name
        self.directory = self.root / "items"
        self.manifest = root / f"{self.name}.manifest"
        if not self.manifest.exists():
            java("tree", str(count), str(self.root), str(number))
            own = (self.root / "manifest").read_text().splitlines()
            self.manifest.write_text("".join(line.replace(" items/", f" {self.name}/items/") + "\n" for line in own))
        self.bytes = sum(int(size) for _, size, _ in self.lines())
        self.keyring = self.root / "upstream.gpg"
        self._streams = self.root / "streams"

    def hide(self):
        """Upstream has nothing yet."""
        self._streams.rename(self.root / "hidden")

    def show(self):
        (self.root / "hidden").rename(self._streams)
