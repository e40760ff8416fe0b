"""The dashboard in a browser: everything comes from its own server, and only who has the address gets in."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import aiohttp
import pytest

from tests.tui import browser
from tracker.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
THEIRS = Path(sys.modules["aiohttp"].__file__).parents[1] / "textual_serve" / "static"
OWN = ROOT / "tui" / "serving"
PASSWORD = "Zq7-a-s3cret"
ADDRESS = re.compile(rb"http://\S+")
ABSOLUTE = re.compile(r"""(?:https?:|wss?:)?//[\w.-]+\.[a-z]{2,}[^\s"'`)]*""", re.IGNORECASE)
NAMES = ("http://www.w3.org/",)
"""Names of XML, which nobody fetches."""


class Served:
    """A server that runs, and where it is."""

    def __init__(self, running, url: str) -> None:
        self.running, self.url = running, url
        self.origin = url.partition("/?")[0]
        self.key = url.partition("key=")[2]
        self.socket = f"{self.origin}/ws/{self.key}".replace("http", "ws", 1)


@asynccontextmanager
async def served(*words: str, **environment: str) -> AsyncIterator[Served]:
    mine = {**os.environ, "TRACKER_CONFIG": os.devnull, "TRACKER_BY": "test", "PYTHONUNBUFFERED": "1", **environment}
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tracker.cli.main", "dashboard", "--serve", "--port", "0", *words,
        env=mine, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        async with asyncio.timeout(60):
            said = b""
            while not (found := ADDRESS.search(said)) and (line := await running.stdout.readline()):
                said += line
        assert found, said.decode()
        yield Served(running, found[0].decode())
    finally:
        if running.returncode is None:
            running.send_signal(signal.SIGINT)
        rest = await running.communicate()
        assert running.returncode == 0, rest
        assert PASSWORD.encode() not in (rest[0] or b"")


def list_of_processes() -> list[bytes]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it ended meanwhile
            found.append(path.read_bytes())
    return found


async def first_screen(session, found: Served, part: str, *keys: str) -> str:
    """What a page is sent, until a part of it is seen; then keys are pressed."""
    said = b""
    async with (
        asyncio.timeout(60),
        session.ws_connect(f"{found.socket}?width=100&height=30", headers={"Origin": found.origin}) as socket,
    ):
        async for message in socket:
            said += message.data if isinstance(message.data, bytes) else b""
            if part.encode() in said:
                break
        for key in keys:
            await socket.send_json(["stdin", key])
            async for message in socket:
                if message.type == aiohttp.WSMsgType.CLOSE:
                    break
    return said.decode(errors="replace")


async def test_page_files_and_the_first_bytes_of_the_dashboard(database) -> None:
    async with served("--db", str(database)) as found, aiohttp.ClientSession() as session:
        async with session.get(found.url) as answer:
            page = await answer.text()
            assert answer.status == 200
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        for path in re.findall(r'(?:src|href)="([^"]+)"', page):
            if not path.startswith("data:"):
                assert urlsplit(urljoin(found.url, path)).netloc == urlsplit(found.url).netloc
                async with session.get(urljoin(found.url, path)) as answer:
                    assert answer.status == 200, path
        said = await first_screen(session, found, "IRN–PAK", "q")
        assert "\x1b[?1049h" in said


@pytest.mark.parametrize(
    "path", [path for folder in (THEIRS, OWN) for path in sorted(folder.rglob("*")) if path.suffix in {".html", ".css", ".js"}],
    ids=lambda path: path.name,
)  # fmt: skip
def test_no_file_that_is_served_names_an_address_of_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.suffix == ".css":
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)  # who wrote it: nobody fetches a comment
    elsewhere = [found for found in ABSOLUTE.findall(text) if not found.startswith(NAMES)]
    assert not elsewhere


def test_an_address_of_elsewhere_is_seen() -> None:
    for line in ('href="https://fonts.example.com/css"', "url(//cdn.example.org/a.woff)", 'fetch("wss://a.b.com/x")'):
        assert ABSOLUTE.search(line)


async def test_who_has_no_key_or_comes_from_another_page_gets_nothing(database) -> None:
    async with served("--db", str(database)) as found, aiohttp.ClientSession() as session:
        for url in (found.origin, f"{found.origin}/?key=guessed", f"{found.origin}/ws/guessed"):
            async with session.get(url) as answer:
                assert answer.status == 403, url
        for origin in ("http://evil.example", f"{found.origin}.evil.example", "null"):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(found.socket, headers={"Origin": origin})
            assert refused.value.status == 403


async def test_the_served_dashboard_takes_what_was_chosen(database) -> None:
    async with served("--db", str(database), "--ascii", "--access") as found, aiohttp.ClientSession() as session:
        said = await first_screen(session, found, "IRN-PAK", "q")
        assert "\x1b[?25h" in said
        assert "\x1b[?25l" not in said


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="this system shows no command lines under /proc")
async def test_no_password_is_in_the_list_of_processes_or_what_is_printed() -> None:
    address = f"postgresql://desk:{PASSWORD}@127.0.0.1:9/nowhere"
    async with (
        served(TRACKER_DB=address) as found,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{found.socket}?width=100&height=30", headers={"Origin": found.origin}) as socket,
    ):
        said = b""
        async with asyncio.timeout(60):
            while b"127.0.0.1" not in said:
                said += await socket.receive_bytes()
        ours = [line for line in list_of_processes() if b"tui.serving.served" in line]
        assert ours
        assert not [line for line in ours if PASSWORD.encode() in line]
        assert PASSWORD.encode() not in said
        async with session.get(found.url) as answer:
            assert PASSWORD not in await answer.text()


async def test_others_than_this_machine_are_served_only_by_name_and_with_a_warning(database) -> None:
    async with served("--db", str(database)) as found:
        assert urlsplit(found.url).hostname == "127.0.0.1"
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tracker.cli.main", "--db", str(database), "dashboard", "--serve", "--port", "0",
        "--host", "0.0.0.0", cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    async with asyncio.timeout(60):
        address = await running.stdout.readline()
    running.send_signal(signal.SIGTERM)
    _, warned = await running.communicate()
    assert b"//0.0.0.0:" in address
    assert b"warning: serving to 0.0.0.0" in warned
    assert b"not encrypted" in warned


async def test_a_port_that_is_taken_is_said_in_words(database, capsys) -> None:
    async with served("--db", str(database)) as found:
        port = str(urlsplit(found.url).port)
        words = ["--db", str(database), "dashboard", "--serve", "--port", port]
        assert await asyncio.to_thread(run, words) == 2
        assert f"127.0.0.1, port {port}: cannot serve there: the port is taken" in (said := capsys.readouterr().err)
        assert "--port" in said


def test_without_the_extra_it_is_said_what_to_install(database, capsys, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "tui.serving.server", None)
    assert run(["--db", str(database), "dashboard", "--serve"]) == 2
    assert "pip install 'tracker-of-incidents[serve]'" in capsys.readouterr().err


@pytest.mark.skipif(browser.chromium() is None, reason="no Chromium is on PATH, nor named by CHROMIUM")
async def test_in_a_browser_it_is_seen_takes_keys_and_asks_nobody_else(database, tmp_path) -> None:
    async with served("--db", str(database), "--access") as found, browser.opened(found.url, tmp_path) as page:
        await page.until("document.body.classList.contains('-first-byte')")
        seen = b""
        for _ in range(100):
            await asyncio.sleep(0.2)
            if len(seen := await page.picture(tmp_path / "seen.png")) > 15_000:
                break
        assert len(seen) > 15_000, "a page of text, not an empty one"
        assert await page.value("""document.fonts.check('16px "Roboto Mono"')""")
        here = urlsplit(found.url).netloc
        assert {urlsplit(url).netloc for url in page.asked if not url.startswith("data:")} == {here}
        assert not [said for said in page.said if "Content Security Policy" in said or "exception" in said]
        await page.type("q")  # without a click before it
        await page.until("document.body.classList.contains('-closed')")
        assert await page.value("getComputedStyle(document.getElementById('ended')).display") == "block"
