"""What must be known beside a state: what it leaves open, is disputed, was not expected, or is uncertain."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.application.change_words import figure_words
from tracker.application.wording import aspect_words, half_words, in_words
from tui.commands import REGISTRY
from tui.ink import Line, hanging, line
from tui.widgets.state_layout import Behind


class _Item(NamedTuple):
    """A line: what it says, what it rests on, and the development that it is of, by id."""

    words: str
    ids: Sequence[str]
    of: str | None = None
    aspect: str = ""


def remark_lines(document: Mapping[str, Any], names: Mapping[str, str], width: int) -> Iterator[Line]:
    """Their lines, group by group; ``names`` are summaries of developments by id."""
    for title, rows in (
        ("Open", _open(document)),
        ("Disputed ≠", _disputed(document)),
        ("Anomalies !", _anomalies(document)),
        ("Uncertain ~", _uncertain(document, names)),
    ):
        if rows:
            yield line((f"{title} ", "title"))
        if note := _note(title.split()[0], document) if rows else "":
            yield line((f"  {note}", "muted"))
        for row in rows:
            yield from _item(title.split()[0], row, names, width)


def _note(title: str, document: Mapping[str, Any]) -> str:
    """What a group does not hold, and where that is."""
    if title == "Open":
        return f"by the state; {REGISTRY['awaited'].shown.split(' ')[0]} lists what waits for an answer, and how long"
    if title == "Anomalies" and document.get("abridged"):
        return "the newest; earlier ones are marked ! in the timeline"
    return ""


def _item(title: str, row: _Item, names: Mapping[str, str], width: int) -> Iterator[Line]:
    key = Behind(f"{title}: {row.words}", tuple(row.ids), aspect=row.aspect)
    yield from hanging(row.words, width, start=("• ", "accent"), key=key)
    if row.of is not None:
        yield from hanging(f"of: {names.get(row.of, row.of)}", width, "muted", start="  ")


def _uncertain(document: Mapping[str, Any], names: Mapping[str, str]) -> list[_Item]:
    said = "may lie before or after this date"
    return [_Item(f"{names.get(name, name)} — {said}", (name,)) for name in document["uncertain"]]


def _open(document: Mapping[str, Any]) -> list[_Item]:
    return [_Item(f"{_act(row)} — {_missing(row)}", row["because"]) for row in document["open"]]


_LACKING = {
    "demand": "has not turned it down",
    "expulsion without reply": "has expelled nobody in return",
    "closure order": "has not closed ",
}
"""Of what the state knows: an answer in other ways, or by an act that says what it answers, is in the ledger."""


def _act(row: Mapping[str, Any]) -> str:
    """What is open, and of whom."""
    if row["kind"] == "expulsion without reply":
        return f"expulsion by {row['from'].partition('>')[0]}"
    return f"{row['kind']} of {half_words(row['from'])}"


def _missing(row: Mapping[str, Any]) -> str:
    """What has not been done that would close it, and by whom."""
    other = row["from"].partition(">")[2]
    return f"{other} {_LACKING[row['kind']]}{row.get('post', '')}"


def _disputed(document: Mapping[str, Any]) -> list[_Item]:
    return [
        _Item(f"{aspect_words(row['aspect'])} — {_accounts(row)}", (row["development"],),
              row["development"], row["accounts"][0]["claims"][0]["aspect"])
        for row in document["disputed"]
    ]  # fmt: skip


def _accounts(row: Mapping[str, Any]) -> str:
    """Who says what, in one line."""
    return " ≠ ".join(f"{_speaker(account)}: {_said(account['claims'], row['aspect'])}" for account in row["accounts"])


def _speaker(account: Mapping[str, Any]) -> str:
    by = in_words(account["by"] or account["party"] or "narrator")
    return f"{by} of {account['claims'][0]['source']}" if by == "narrator" else by


def _said(claims: Sequence[Mapping[str, Any]], topic: str) -> str:
    """What one speaker says; of which part, where the aspect has parts."""
    parts = ("" if claim["aspect"] == topic else f" {aspect_words(claim['aspect'])}" for claim in claims)
    return ", ".join(f"{figure_words(claim)}{part}" for claim, part in zip(claims, parts, strict=True))


def _anomalies(document: Mapping[str, Any]) -> list[_Item]:
    return [
        _Item(f"expected: {in_words(row['expected'])} ({row['article'] or 'no article'}); found {_found(row)}",
              (row["development"], *row["disagrees"]), row["development"])
        for row in document["anomalies"]
    ]  # fmt: skip


def _found(row: Mapping[str, Any]) -> str:
    """A component and what it was: ``head ambassador``."""
    return f"{in_words(row['component'].partition('{')[0])} {in_words(row['found'])}"
