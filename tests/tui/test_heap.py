"""All threads share one heap, where the C library can be told so; where it cannot nothing goes wrong."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from tui.heap import ARENA_MAX, share_one
from tui.provider import Provider


def test_before_the_first_thread_that_reads_one_heap_is_asked_for(monkeypatch: pytest.MonkeyPatch, database) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(mallopt=lambda *said: told.append(said)))
    provider = Provider(database)
    assert told == []
    assert provider.aside is provider.aside
    assert told == [(ARENA_MAX, 1)]
    provider.close()


def test_another_c_library_or_system_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda name: asked.append(name) or SimpleNamespace())
    monkeypatch.setattr(sys, "platform", "linux")
    share_one()
    assert asked == [None]
    monkeypatch.setattr(sys, "platform", "darwin")
    share_one()
    assert asked == [None]
