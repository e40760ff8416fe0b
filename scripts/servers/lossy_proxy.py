"""A proxy in front of a server that loses answers: of those to COMMIT, and anything at any moment."""

import random
import socket
import threading
from contextlib import suppress
from typing import Self

_COMMITTED = b"C\0\0\0\x0bCOMMIT\0"
"""What a server answers to COMMIT once it is done, however it was said."""


class LossyProxy:
    """Listens on a port of this machine, in front of a server that listens on another.

    ``lost`` is the share of answers to COMMIT that are dropped once the server has given them; ``cut`` the share of
    all other pieces at which the connection breaks, before they are passed on.
    """

    def __init__(self, port: int, *, lost: float, cut: float = 0.0, seed: int = 0) -> None:
        self._server = ("127.0.0.1", port)
        self._lost, self._cut = lost, cut
        self._chance = random.Random(seed)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.answers_lost = self.connections_cut = 0
        self._ends: list[socket.socket] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for end in (self._listening, *self._ends):
            _shut(end)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.create_connection(self._server)
                for end in (client, server):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._ends += [client, server]
                line = _Line(self, client, server)
                threading.Thread(target=line.forth, daemon=True).start()
                threading.Thread(target=line.back, daemon=True).start()

    def happens(self, *, committing: bool) -> bool:
        """Whether this piece is lost."""
        found = self._chance.random() < (self._lost if committing else self._cut)
        if found and committing:
            self.answers_lost += 1
        elif found:
            self.connections_cut += 1
        return found


class _Line:
    """One connection through the proxy."""

    def __init__(self, proxy: LossyProxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, server

    def forth(self) -> None:
        """Pass on what the client says."""
        with suppress(OSError):
            while said := self._client.recv(65536):
                if self._proxy.happens(committing=False):
                    break
                self._server.sendall(said)
        self._shut()

    def back(self) -> None:
        """Pass on what the server answers."""
        with suppress(OSError):
            while said := self._server.recv(65536):
                if self._proxy.happens(committing=_COMMITTED in said):
                    break
                self._client.sendall(said)
        self._shut()

    def _shut(self) -> None:
        for end in (self._client, self._server):
            _shut(end)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        end.close()
