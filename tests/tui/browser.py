"""A browser that a test drives: Chromium without a window, by its DevTools protocol."""

import asyncio
import base64
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--remote-debugging-port=0", "--window-size=1200,700",
)  # fmt: skip


def chromium() -> str | None:
    """Where a Chromium is; CHROMIUM names another."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    """One page, and all that it asked for."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._last = socket, 0
        self.asked: list[str] = []
        self.said: list[str] = []

    async def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask for something and give the answer; events on the way are noted."""
        self._last += 1
        await self._socket.send_json({"id": self._last, "method": method, "params": parameters})
        async for message in self._socket:
            found = json.loads(message.data)
            if found.get("id") == self._last:
                assert "error" not in found, found
                return found["result"]
            self._note(found)
        raise AssertionError("the browser went away")

    def _note(self, event: dict[str, Any]) -> None:
        told = event.get("params", {})
        if event["method"] == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])
        elif event["method"] == "Network.webSocketCreated":
            self.asked.append(told["url"])
        elif event["method"] in ("Log.entryAdded", "Runtime.exceptionThrown"):
            self.said.append(json.dumps(told))

    async def value(self, expression: str) -> Any:
        """What an expression is on the page."""
        found = await self.do("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        return found["result"].get("value")

    async def until(self, expression: str, seconds: float = 30) -> None:
        """Wait until an expression is true."""
        async with asyncio.timeout(seconds):
            while not await self.value(expression):  # noqa: ASYNC110 - a page has no event for each thing
                await asyncio.sleep(0.1)

    async def type(self, text: str) -> None:
        """Press keys."""
        for char in text:
            await self.do("Input.dispatchKeyEvent", type="char", text=char)

    async def picture(self, path: Path) -> bytes:
        """A picture of what is seen, as PNG."""
        found = await self.do("Page.captureScreenshot", format="png")
        data = base64.b64decode(found["data"])
        await asyncio.to_thread(path.write_bytes, data)
        return data


@asynccontextmanager
async def opened(url: str, folder: Path) -> AsyncIterator[Page]:
    """Open an address in a browser of its own; the browser is ended at the end."""
    running = await asyncio.create_subprocess_exec(
        str(chromium()), *FLAGS, f"--user-data-dir={folder / 'browser'}", "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(60):
            port = await _port(running)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                target = next(found for found in await answer.json() if found["type"] == "page")
            async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                page = Page(socket)
                for domain in ("Page", "Network", "Log", "Runtime"):
                    await page.do(f"{domain}.enable")
                await page.do("Page.navigate", url=url)
                yield page
                await page.do("Browser.close")
    finally:
        if running.returncode is None:
            running.terminate()
        await running.wait()


async def _port(running: asyncio.subprocess.Process) -> str:
    """The port of the protocol, which the browser says."""
    while line := (await running.stderr.readline()).decode():
        if line.startswith("DevTools listening on"):
            return line.rpartition(":")[2].partition("/")[0]
    raise AssertionError("the browser did not start")
