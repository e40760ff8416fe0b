"""The garbage collector is held while a document is made, does not look at it afterwards, and goes on."""

import gc
from collections.abc import Iterator

import pytest

from tracker.application.store.collector import uncollected


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def looked_at(*, document: bool) -> list[int]:
    """The generations that are collected while many objects are made, and right after."""
    found: list[int] = []

    def note(phase: str, said: dict[str, int]) -> None:
        if phase == "stop":
            found.append(said["generation"])

    gc.collect()
    gc.callbacks.append(note)
    try:
        with uncollected(document=document):
            made = [[number] for number in range(20_000)]
        last = [[number] for number in range(10)]
    finally:
        gc.callbacks.remove(note)
    assert gc.isenabled()
    assert (len(made), len(last)) == (20_000, 10)
    return found


def test_a_document_is_not_looked_at_when_it_is_made() -> None:
    assert looked_at(document=False)
    assert looked_at(document=True) == []


def test_what_a_document_leaves_behind_is_found_by_a_full_collection() -> None:
    with uncollected(document=True):
        circle: list[object] = []
        circle.append(circle)
    del circle
    assert gc.get_freeze_count() == 0
    assert gc.collect() >= 1


def test_what_others_froze_stays_frozen() -> None:
    gc.freeze()
    held = gc.get_freeze_count()
    with uncollected(document=True):
        assert not gc.isenabled()
    assert gc.get_freeze_count() >= held - 100
    assert gc.isenabled()
