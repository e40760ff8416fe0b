"""One session: what the page sends goes to its dashboard, and the dashboard ends with the page."""

import json
import logging
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService

logging.getLogger("textual-serve").addHandler(logging.NullHandler())
logging.getLogger("textual-serve").propagate = False


async def hold_session(socket: web.WebSocketResponse, service: AppService, size: tuple[int, int]) -> None:
    """Run a dashboard until it is left, or its page is closed."""
    await service.start(*size)
    try:
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                await _pass_on(message.data, socket, service)
    finally:
        await service.stop()


async def _pass_on(text: str, socket: web.WebSocketResponse, service: AppService) -> None:
    """Pass on one message of the page; what is none is left out."""
    try:
        kind, *rest = json.loads(text)
        await _do(kind, rest[0] if rest else None, socket, service)
    except (ValueError, TypeError, KeyError):
        return


async def _do(kind: Any, data: Any, socket: web.WebSocketResponse, service: AppService) -> None:
    if kind == "stdin":
        await service.send_bytes(str(data).encode("utf-8", "replace"))
    elif kind == "resize":
        await service.set_terminal_size(min(1000, int(data["width"])), min(1000, int(data["height"])))
    elif kind == "ping":
        await socket.send_json(["pong", data])
    elif kind == "blur":
        await service.blur()
    elif kind == "focus":
        await service.focus()
