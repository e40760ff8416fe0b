"""Quiet: who waits is put off by every key, and one who wants it sooner does not wait with the others."""

import asyncio
from time import monotonic

from tui.quiet import Quiet


async def waiting(quiet: Quiet) -> "asyncio.Task[None]":
    """One who waits by now."""
    begun = asyncio.create_task(quiet.over())
    await asyncio.sleep(0)
    return begun


async def test_who_waits_is_put_off_and_waits_once() -> None:
    quiet, start = Quiet(), monotonic()
    assert not quiet.put_off(0.02)
    put_off = await waiting(quiet)
    await asyncio.sleep(0.01)
    assert quiet.put_off(0.05)
    await put_off
    assert monotonic() - start >= 0.06 - 0.002
    assert not quiet.put_off(0.0)


async def test_who_wants_it_sooner_does_not_wait_with_who_waits_longer() -> None:
    quiet = Quiet()
    quiet.put_off(30.0)
    long = await waiting(quiet)
    assert not quiet.put_off(0.0)
    await asyncio.wait_for(quiet.over(), 1.0)
    long.cancel()


async def test_who_is_stopped_waits_no_more() -> None:
    quiet = Quiet()
    quiet.put_off(1.0)
    stopped = await waiting(quiet)
    stopped.cancel()
    await asyncio.wait([stopped])
    assert not quiet.put_off(1.0)


async def test_who_is_overtaken_takes_nothing_from_who_waits_now() -> None:
    quiet = Quiet()
    quiet.put_off(1.0)
    first, second = await waiting(quiet), await waiting(quiet)
    first.cancel()
    await asyncio.wait([first])
    assert quiet.put_off(1.0)
    second.cancel()
