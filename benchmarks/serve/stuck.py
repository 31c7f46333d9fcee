#!/usr/bin/env python3
"""Clients that ask for a file and then read nothing of it: URL CLIENTS SECONDS."""
import resource
import socket
import sys
import time
from urllib.parse import urlsplit

url, clients, seconds = urlsplit(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
resource.setrlimit(resource.RLIMIT_NOFILE, (clients + 100,) * 2)
ends = time.monotonic() + seconds
connections = []
for _ in range(clients):
    connections.append(socket.create_connection((url.hostname, url.port)))
    connections[-1].sendall(f"GET {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\n\r\n".encode())
time.sleep(max(0, ends - time.monotonic()))
