"""What must be known beside a state: what waits for an answer, is disputed, was not expected, or is uncertain."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.application.wording import in_words
from tui.ink import Line, hanging, line
from tui.widgets.state_layout import Behind


def remark_lines(document: Mapping[str, Any], names: Mapping[str, str], width: int) -> Iterator[Line]:
    """Their lines, group by group; ``names`` are summaries of developments by id."""
    for title, rows in (
        ("Waiting for an answer", _open(document)),
        ("Disputed ≠", _disputed(document)),
        ("Anomalies !", _anomalies(document)),
        ("Uncertain ~", _uncertain(document, names)),
    ):
        if rows:
            yield line((f"{title} ", "title"))
        if title.startswith("Anomalies") and document.get("abridged"):
            yield line(("  the newest; earlier ones are marked ! in the timeline", "muted"))
        for label, text, ids in rows:
            yield from _item(f"{title.split()[0]}: {label}", label, text, ids, width)


def _item(title: str, label: str, text: str, ids: Sequence[str], width: int) -> Iterator[Line]:
    return hanging(f"{label} — {text}", width, start=("• ", "accent"), key=Behind(title, tuple(ids)))


_Item = tuple[str, str, Sequence[str]]


def _uncertain(document: Mapping[str, Any], names: Mapping[str, str]) -> list[_Item]:
    return [(names.get(name, name), "may lie before or after this date", (name,)) for name in document["uncertain"]]


def _open(document: Mapping[str, Any]) -> list[_Item]:
    return [
        (f"{row['kind']} of {row['from'].replace('>', ' to ')}", row.get("post", "unanswered"), row["because"])
        for row in document["open"]
    ]


def _disputed(document: Mapping[str, Any]) -> list[_Item]:
    return [(in_words(row["aspect"]), _accounts(row), (row["development"],)) for row in document["disputed"]]


def _accounts(row: Mapping[str, Any]) -> str:
    """Who says what, in one line."""
    return " ≠ ".join(f"{_speaker(account)}: {_said(account['claims'], row['aspect'])}" for account in row["accounts"])


def _speaker(account: Mapping[str, Any]) -> str:
    by = in_words(account["by"] or account["party"] or "narrator")
    return f"{by} of {account['claims'][0]['source']}" if by == "narrator" else by


def _said(claims: Sequence[Mapping[str, Any]], topic: str) -> str:
    """What one speaker says; of which part, where the aspect has parts."""
    return ", ".join(
        " ".join(
            filter(
                None,
                (
                    claim["qualifier"],
                    in_words(claim["value"]),
                    "" if claim["aspect"] == topic else _part(claim["aspect"]),
                ),
            )
        )
        for claim in claims
    )


def _part(aspect: str) -> str:
    """``children`` of ``killed.children``: ``killed children``."""
    return in_words(aspect).replace(".", " ")


def _anomalies(document: Mapping[str, Any]) -> list[_Item]:
    return [
        (in_words(row["expected"]), f"{row['article'] or 'no article'}, found {in_words(row['found'])}",
         (row["development"], *row["disagrees"]))
        for row in document["anomalies"]
    ]  # fmt: skip
