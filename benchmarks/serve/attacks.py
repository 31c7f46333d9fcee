#!/usr/bin/env python3
"""What one client at 127.0.0.2 does to another at 127.0.0.3, in each of seven ways.

Arguments: PORT PID INDEX DOCUMENT LARGE SMALL MIRROR. The last is the path of a mirror in the API, "-" for a server that has none. PID is
the process, or the parent of the processes, whose memory counts. Prints a row of a table for each attack: the longest of five times in ms
of index, document and small item, in calm and under attack, and the peak of the memory so far.
"""
import json
import os
import resource
import socket
import sys
import time
import urllib.request

PORT, PID = int(sys.argv[1]), int(sys.argv[2])
INDEX, DOCUMENT, ITEM, SMALL, MIRROR = sys.argv[3:8]
HOST = b" HTTP/1.1\r\nHost: x\r\n\r\n"
ROUNDS = 5
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)


def connect(count):
    opened = []
    for _ in range(count):
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
        s.bind(("127.0.0.2", 0))
        s.settimeout(5)
        try:
            s.connect(("127.0.0.1", PORT))
        except OSError:
            continue
        s.setblocking(False)
        opened.append(s)
    return opened


def send(opened, data):
    for s in opened:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[s.send(rest):]
        except OSError:
            pass
    return opened


def get(path):
    start = time.monotonic()
    try:
        with socket.create_connection(("127.0.0.1", PORT), 20, ("127.0.0.3", 0)) as s:
            s.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nRange: bytes=1-\r\nConnection: close\r\n\r\n".encode())
            answer = bytearray()
            while more := s.recv(1 << 20):
                answer += more
            ok = answer.startswith(b"HTTP/1.1 206")
    except OSError:
        ok = False
    return (time.monotonic() - start) * 1000 if ok else float("inf")


def measure():
    return [max(get(path) for _ in range(ROUNDS)) for path in (INDEX, DOCUMENT, SMALL)]


def children(pid):
    found = [pid]
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as stat:
                    if int(stat.read().rsplit(")", 1)[1].split()[1]) == pid:
                        found.append(int(entry))
            except OSError:
                pass
    return found


def memory():
    total = 0
    for pid in children(PID):
        try:
            with open(f"/proc/{pid}/status") as status:
                total += next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), 0)
        except OSError:
            return "gone"
    return f"{total // 1024} MB" if total else "gone"


def pipelined():
    return send(connect(40), f"GET {ITEM}".encode() + HOST + (b"GET /x" + HOST) * 25_000)


def documents():
    return send(connect(200), f"GET {DOCUMENT}".encode() + HOST)


def ranges():
    return send(connect(1100), f"GET {ITEM} HTTP/1.1\r\nHost: x\r\nRange: bytes=1-\r\n\r\n".encode())


def idle():
    return connect(4100)


def newest():
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{MIRROR}/publications") as answer:
        return json.load(answer)["publications"][0]["id"]


def differences():
    """Each another question, so that none is answered from what is kept."""
    opened, name = [], newest()
    for i in range(100):
        path = f"{MIRROR}/diff?from={name[:12 + i // 2]}&to={name[:12 + i % 2]}"
        opened += send(connect(1), f"GET {path}".encode() + HOST)
    return opened


def streams():
    """More event streams than one client may have, of which nothing is read."""
    return send(connect(300), b"GET /api/v1/events" + HOST)


def drip():
    opened = send(connect(100), b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nX: ")
    return opened + send(connect(100), b"\0\r\n\r\nGET /")


def alive(opened):
    """How many connections the server leaves open for a minute in which a byte comes every ten seconds."""
    for _ in range(7):
        send(opened, b"x")
        time.sleep(10)
    still = 0
    for s in opened:
        try:
            while s.recv(1 << 20):
                pass
        except BlockingIOError:
            still += 1
        except OSError:
            pass
    return still


measure()
calm = measure()
print(f"| calm | {' | '.join(f'{t:.0f}' for t in calm)} | {memory()} |")
for name, attack in (
        ("40 connections, 25,000 pipelined requests behind an unread item", pipelined),
        ("200 connections, a document, nothing read", documents),
        ("1,100 range requests of an item, nothing read", ranges),
        ("4,100 idle connections", idle),
        ("100 concurrent differences", differences),
        ("300 event streams, nothing read", streams),
        ("200 requests that drip", drip)):
    if attack in (differences, streams) and MIRROR == "-":
        continue
    opened = attack()
    times = measure()
    text = " | ".join("–" if t == float("inf") else f"{t:.0f}" for t in times)
    note = f"; {alive(opened)} of {len(opened)} open after a minute" if attack is drip else ""
    print(f"| {name}{note} | {text} | {memory()} |", flush=True)
    for s in opened:
        s.close()
    time.sleep(2)
