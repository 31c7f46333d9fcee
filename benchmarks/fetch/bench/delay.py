"""A TCP proxy that lets every byte arrive later, as a long link does where the kernel has no netem.

`python3 -m bench.delay PORT TARGET-PORT MILLISECONDS` delays both directions by the time given, until standard input ends. A new
connection takes one more round trip, as its handshake would.

The bytes wait in pipes. `splice` moves their pages from a socket to a pipe and on to the other socket, so nothing copies them here. At
most 2 MiB are under way in each direction, as a TCP window would be. One thread serves all connections once per millisecond, so that the
work grows with time and not with bytes.
"""

import errno
import fcntl
import os
import select
import socket
import sys
import time
from collections import deque

#: Towards the near end of each connection. Requests need less.
_WINDOW = 2 << 20

#: Of one pipe; the most that ordinary users may have, and of which all their pipes together may have 64.
_PIPE = 1 << 20

_TICK = 0.001

_FLAGS = os.SPLICE_F_MOVE | os.SPLICE_F_NONBLOCK

#: What a socket says whose other end has gone.
_BROKEN = (errno.ECONNRESET, errno.EPIPE, errno.ENOTCONN)


def _large_pipe():
    pipe = os.pipe()
    size = _PIPE
    while size > 1 << 16:
        try:
            fcntl.fcntl(pipe[1], fcntl.F_SETPIPE_SZ, size)
            break
        except PermissionError:
            size //= 2
    return pipe


class _Direction:
    """The bytes from one socket to another."""

    def __init__(self, source, target, not_before, pipes):
        self.source = source
        self._target = target
        self._not_before = not_before
        #: Filled in turn, because one has not enough room for a window.
        self._pipes = deque(pipes)
        #: [due, bytes, pipe], in order; 0 bytes for the end.
        self._under_way = deque()
        self.done = False

    def take(self, due):
        """Moves what has arrived into a pipe, as far as window and pipe have room; false at the end of the source."""
        room = _WINDOW - sum(count for _, count, _ in self._under_way)
        if room <= 0:
            return True
        out, into = self._pipes[0]
        try:
            count = os.splice(self.source.fileno(), into, room, flags=_FLAGS)
        except BlockingIOError:
            self._pipes.rotate()
            return True
        self._under_way.append([max(due, self._not_before), count, out])
        return count > 0

    def deliver(self, now):
        """Moves what is due to the target, as far as it has room."""
        while self._under_way and self._under_way[0][0] <= now:
            first = self._under_way[0]
            if first[1] == 0:
                self._target.shutdown(socket.SHUT_WR)
                self.done = True
            else:
                try:
                    first[1] -= os.splice(first[2], self._target.fileno(), first[1], flags=_FLAGS)
                except BlockingIOError:
                    return
            if first[1] == 0:
                self._under_way.popleft()

    def is_idle(self):
        return not self._under_way

    def close(self):
        for pipe in self._pipes:
            for end in pipe:
                os.close(end)


class _Connection:
    """Both directions; a failure of either ends both."""

    def __init__(self, near, target, delay):
        far = socket.socket()
        # What comes within a tick; the kernel would start with less and see no reason for more.
        far.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _WINDOW)
        far.connect(("127.0.0.1", target))
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            end.setblocking(False)
        self.directions = (
            _Direction(near, far, time.monotonic() + 3 * delay, [os.pipe()]),
            _Direction(far, near, 0.0, [_large_pipe() for _ in range(_WINDOW // _PIPE)]),
        )

    def is_idle(self):
        return all(direction.is_idle() for direction in self.directions)

    def is_done(self):
        return all(direction.done for direction in self.directions)

    def close(self):
        for direction in self.directions:
            direction.source.close()
            direction.close()


class _Proxy:
    def __init__(self, port, target, delay):
        self._server = socket.create_server(("127.0.0.1", port), backlog=256)
        self._server.setblocking(False)
        self._target = target
        self._delay = delay
        self._connections = {}
        self._sources = {}
        self._epoll = select.epoll()
        for waited in (self._server, sys.stdin):
            self._epoll.register(waited.fileno(), select.EPOLLIN)

    def serve(self):
        """Returns when standard input has ended."""
        while True:
            busy = not all(connection.is_idle() for connection in self._connections)
            if busy:
                time.sleep(_TICK)
            ready = [descriptor for descriptor, _ in self._epoll.poll(0 if busy else None)]
            if sys.stdin.fileno() in ready:
                return
            now = time.monotonic()
            for connection in list(self._connections):
                self._attempt(connection, lambda one=connection: self._deliver(one, now))
            for descriptor in ready:
                if descriptor in self._sources:
                    connection, direction = self._sources[descriptor]
                    self._attempt(connection, lambda: self._take(descriptor, direction, now))
            if self._server.fileno() in ready:
                self._accept()

    def _accept(self):
        connection = _Connection(self._server.accept()[0], self._target, self._delay)
        self._connections[connection] = [direction.source.fileno() for direction in connection.directions]
        for direction in connection.directions:
            self._sources[direction.source.fileno()] = (connection, direction)
            self._epoll.register(direction.source.fileno(), select.EPOLLIN)

    def _deliver(self, connection, now):
        for direction in connection.directions:
            direction.deliver(now)
        if connection.is_done():
            self._end(connection)

    def _take(self, descriptor, direction, now):
        if not direction.take(now + self._delay):
            self._forget(descriptor)

    def _attempt(self, connection, step):
        try:
            step()
        except OSError as failure:
            if failure.errno not in _BROKEN:
                raise
            self._end(connection)

    def _end(self, connection):
        for descriptor in self._connections.pop(connection):
            self._forget(descriptor)
        connection.close()

    def _forget(self, descriptor):
        if self._sources.pop(descriptor, None):
            self._epoll.unregister(descriptor)


if __name__ == "__main__":
    proxy = _Proxy(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) / 1000)
    print("ready", flush=True)
    proxy.serve()
