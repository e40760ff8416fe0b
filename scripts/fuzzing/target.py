"""What a target of the fuzzer is: a parser, the refusals that are its own, and what its inputs are made of."""

from collections.abc import Callable
from typing import NamedTuple

Refusals = tuple[type[Exception], ...]


class Target(NamedTuple):
    """A parser: what it is fed, what it may refuse with, and what its inputs are made of."""

    name: str
    feed: Callable[[bytes], object]
    refusals: Refusals
    words: tuple[str, ...]
    """Pieces of which inputs are put together."""
    seeds: tuple[bytes, ...] = ()
    """Inputs that the parser takes."""


def text_of(data: bytes) -> str:
    """Bytes as the shell gives them: what is no UTF-8 arrives as lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def words_of(data: bytes) -> list[str]:
    """What the shell gives as several words, one a line."""
    return text_of(data).split("\n")
