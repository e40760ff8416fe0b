"""Inputs: pieces that a parser knows, put together by chance, changed by chance, and repeated until they are large."""

from collections.abc import Iterator

from hypothesis import strategies as st
from target import Target

LARGEST = 65_536
"""So many bytes an input has at most."""
_NUMBERS = (b"9" * 4_400, b"1" * 20_000, b"0" * 4_301, b"1e" + b"9" * 5_000, b"-" * 5_000)


def strategy(target: Target) -> st.SearchStrategy[bytes]:
    """Inputs of a target: pieces and any text; a seed with pieces put in, or cut; any bytes."""
    piece = st.sampled_from([word.encode("utf-8", "surrogatepass") for word in target.words])
    loose = st.text(max_size=8).map(lambda said: said.encode("utf-8", "surrogatepass"))
    pieces = st.lists(piece | loose, max_size=30).map(b"".join)
    kinds = [pieces, st.binary(max_size=200)]
    if target.seeds:
        kinds.append(st.builds(_changed, st.sampled_from(target.seeds), st.lists(_change(piece | loose), max_size=4)))
    return st.one_of(*kinds)


Change = tuple[float, int, bytes]
"""Where (a part of the length), how many bytes go, and what comes in."""


def _change(piece: st.SearchStrategy[bytes]) -> st.SearchStrategy[Change]:
    return st.tuples(st.floats(0, 1), st.integers(0, 40), piece)


def _changed(seed: bytes, changes: list[Change]) -> bytes:
    for where, gone, come in changes:
        place = int(where * len(seed))
        seed = seed[:place] + come + seed[place + gone :]
    return seed


def large(target: Target, size: int = LARGEST) -> Iterator[bytes]:
    """Each piece repeated until the input is large, alone and inside a seed; and numbers of many digits."""
    middle = target.seeds[0][:2000] if target.seeds else b""
    for word in (*target.words, "\x00", "(", "a", "é"):
        piece = word.encode("utf-8", "surrogatepass")
        many = (piece * (size // len(piece)))[: size - len(middle)]
        yield many
        yield middle + many
    for number in _NUMBERS:
        for place in range(0, len(middle) + 1, max(1, len(middle) // 40)):
            yield (middle[:place] + number + middle[place:])[:size]
    for word in target.words:
        yield from (middle + word.encode("utf-8", "surrogatepass") + number for number in _NUMBERS[:2])
