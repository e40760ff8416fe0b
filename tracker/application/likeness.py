"""Names that a few letters may mean."""

from collections.abc import Collection


def likely(text: str, names: Collection[str]) -> tuple[str, ...]:
    """The names of words joined by ``_`` that a text may mean, the likeliest first: exact, by words, by letters."""
    words = text.lower().replace("-", " ").replace("_", " ").split()
    exact = [name for name in names if name == "_".join(words)]
    worded = [name for name in names if all(word in name for word in words)]
    loose = [name for name in names if _in_order("".join(words), name)]
    return tuple(dict.fromkeys((*exact, *worded, *loose)))


def _in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
