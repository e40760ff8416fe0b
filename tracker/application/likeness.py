"""Names that a few letters may mean."""

from collections.abc import Callable, Collection


def likely(text: str, names: Collection[str], said: Callable[[str], str] = str) -> tuple[str, ...]:
    """The names of words joined by ``_`` that a text may mean, the likeliest first.

    That is: exact, by words, by the beginnings of words in what is ``said`` of them, by letters in order.
    """
    words = text.lower().replace("-", " ").replace("_", " ").split()
    exact = [name for name in names if name == "_".join(words)]
    worded = [name for name in names if all(word in name for word in words)]
    meant = [name for name in names if words and begun(words, said(name))]
    loose = [name for name in names if _in_order("".join(words), name)]
    return tuple(dict.fromkeys((*exact, *worded, *meant, *loose)))


def begun(words: Collection[str], said: str) -> bool:
    """Whether each word begins one of a text."""
    text = "".join(char if char.isalnum() else " " for char in f" {said.lower()}")
    return all(f" {word}" in text for word in words)


def _in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
