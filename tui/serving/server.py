"""The server of the dashboard in a browser: textual-serve, closed to who has not the address that it prints.

Every program of this machine, and every page that a browser shows, can reach a port of the loopback. So the address
holds a key that is new with each start, and a connection is taken only from a page of this server. What a page loads
comes from here: the policy of the page forbids the browser anything else.
"""

import asyncio
import errno
import hmac
import os
import secrets
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
import textual_serve.server
from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from tracker.application.problems import BadInput
from tui.serving.sessions import hold_session

HERE = Path(__file__).parent
THEIRS = Path(textual_serve.server.__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What a browser may load for the page: what comes from this server. Styles: xterm.js writes its own."""
REMEDY = "name a port with --port, 0 for a free one; without --host this machine alone is served"
KEY = web.AppKey("key", str)
COMMAND = web.AppKey("command", tuple[str, ...])
TITLE = web.AppKey("title", str)
DOWNLOADS = web.AppKey("downloads", DownloadManager)


def make_app(flags: Sequence[str], title: str, key: str) -> web.Application:
    """The pages of the server; ``flags`` are those of the served program, ``key`` opens it."""
    app = web.Application(middlewares=[_guarded])
    app[KEY], app[TITLE], app[DOWNLOADS] = key, title, DownloadManager()
    app[COMMAND] = (sys.executable, "-m", "tui.serving.served", *flags)
    app.add_routes(
        [
            web.get("/", _page),
            web.get("/ws/{key}", _session),
            web.static("/static", THEIRS),
            web.static("/own", HERE / "static"),
        ]
    )
    return app


@web.middleware
async def _guarded(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse who has no key, and a connection that a page of elsewhere opens; keep the page to this server."""
    connects = request.path.startswith("/ws/")
    if connects or request.path == "/":
        given = request.match_info["key"] if connects else request.query.get("key", "")
        if not hmac.compare_digest(given.encode(), request.app[KEY].encode()):
            return web.Response(status=403, text="Open the address that tracker printed: it holds the key.\n")
    if connects and urlsplit(request.headers.get("Origin", "")).netloc != request.host:
        return web.Response(status=403, text="Only a page of this server may connect.\n")
    answer = await handler(request)
    if not answer.prepared:
        answer.headers.update(
            {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
        )
    return answer


async def _page(request: web.Request) -> web.Response:
    """The page; everything that changes in it is escaped."""
    page = jinja2.Template((HERE / "page.html").read_text("utf-8"), autoescape=True)
    return web.Response(text=page.render(title=request.app[TITLE]), content_type="text/html")


async def _session(request: web.Request) -> web.WebSocketResponse:
    """A dashboard for as long as the page is open."""
    page = web.WebSocketResponse(heartbeat=15)
    await page.prepare(request)

    async def close() -> None:
        await page.close()

    service = Service(
        "", write_bytes=page.send_bytes, write_str=page.send_str, close=close,
        download_manager=request.app[DOWNLOADS],
    )  # fmt: skip
    command = request.app[COMMAND]
    service.words = command
    await hold_session(page, service, _size(request))
    return page


def _size(request: web.Request) -> tuple[int, int]:
    """Columns and lines that the page has room for, within reason."""
    asked = (request.query.get("width", ""), request.query.get("height", ""))
    columns, lines = (int(text) if text.isdecimal() else 0 for text in asked)
    return (columns or 80, lines or 24) if max(columns, lines) <= 1000 else (80, 24)


class Service(AppService):
    """Starts the dashboard by its words, not through a shell."""

    words: Sequence[str] = ()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        environment = self._build_environment(width=width, height=height)
        process = await asyncio.create_subprocess_exec(
            *self.words, stdin=pipe, stdout=pipe, stderr=pipe, env=environment
        )
        self._process, self._stdin = process, process.stdin
        return process


def serve(flags: Sequence[str], host: str, port: int, title: str, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; ``say`` is told the address. BadInput where the port cannot be had."""
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(make_app(flags, title, secrets.token_urlsafe(18)), host, port, say))


def _why(problem: OSError) -> str:
    """What keeps a server from a place, in the same words on every platform."""
    if isinstance(problem, socket.gaierror) or problem.errno == errno.EADDRNOTAVAIL:
        return "this machine has no such host"
    if problem.errno == errno.EACCES:
        return "that port needs rights that you have not"
    return "the port is taken" if problem.errno == errno.EADDRINUSE else os.strerror(problem.errno or 0).lower()


async def _serve(app: web.Application, host: str, port: int, say: Callable[[str], None]) -> None:
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as problem:
        await runner.cleanup()
        raise BadInput(f"cannot serve there: {_why(problem)}", f"{host}, port {port}", REMEDY) from problem
    for found in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows leaves Ctrl-C to KeyboardInterrupt
            loop.add_signal_handler(found, ended.set)
    shown = f"[{host}]" if ":" in host else host
    say(f"http://{shown}:{runner.addresses[0][1]}/?key={app[KEY]}")
    await ended.wait()
    await runner.cleanup()
