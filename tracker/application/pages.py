"""Pages: a state and all relations laid out as lines of text, for where there is no screen."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from tracker.application.plain import (
    aligned,
    bar,
    clocks_in_words,
    day_in_words,
    head_in_words,
    heads_in_words,
    trend_in_words,
    words,
)
from tracker.application.views.outlooks import FLAG_SIGNS

UNKNOWN: tuple[Any, ...] = ("unknown",)
NOTHING: tuple[Any, ...] = (None, False, 0, [], {})
"""Blanks: nobody said anything, and nothing was ever done. A page names such components in a line each."""
_WIDE, _NARROW = 150, 80
_INDENT = "  "
_COLUMN = 100
"""Cells of a paragraph where nothing says how wide the terminal is."""


def relations_page(
    rows: Sequence[Mapping[str, Any]], said: str, width: int | None, *, by: str | None = None
) -> list[str]:
    """Lines of all relations; ``said`` is the clocks in words, ``width`` that of the terminal (None: any).

    ``by`` is the component by which they are listed, which is told instead of the reason.
    """
    if not rows:
        return [f"No relations {said}.", "Record some with: tracker replay FILE"]
    order = "the tensest first" if by is None else f"by {by.replace('_', ' ')}, the gravest first"
    head = f"{len(rows)} relation{'s' if len(rows) != 1 else ''} {said}, {order}"
    return [head, "", *(_narrow(rows, by) if width is not None and width < _WIDE else _wide(rows, by))]


def _wide(rows: Iterable[Mapping[str, Any]], by: str | None) -> list[str]:
    why = "why" if by is None else by.replace("_", " ")
    columns = ("pair", "tension", "band", "trend", "hostility", "relations", "heads of mission", why, "ahead")
    return aligned(
        [(*_front(row), row["relations"], _heads(row), _told(row, by), "; ".join(_ahead(row))) for row in rows], columns
    )


def _told(row: Mapping[str, Any], by: str | None) -> str:
    """The reason of the tension, or what the component is by which the rows are listed."""
    return str(row["reason"]) if by is None else words(row["held"][by])


def _narrow(rows: Sequence[Mapping[str, Any]], by: str | None) -> Iterator[str]:
    """Two more lines a pair, and one for each flag, so that 80 cells are enough."""
    first, *table = aligned([_front(row) for row in rows], ("pair", "tension", "band", "trend", "hostility"))
    yield first
    for row, text in zip(rows, table, strict=True):
        yield text
        yield f"{_INDENT}{_told(row, by)}; relations {row['relations']}"
        yield f"{_INDENT}{_heads(row)}"
        for flag in _ahead(row):
            yield from wrap(flag, _NARROW, initial_indent=_INDENT, subsequent_indent=_INDENT * 2)


def _ahead(row: Mapping[str, Any]) -> list[str]:
    """The forward flags that are raised, each with its reason and the development."""
    flags = ((sign, name, row[name]) for name, sign in FLAG_SIGNS.items())
    return [f"{sign} {name}: {flag['reason']} ({flag['development']})" for sign, name, flag in flags if flag]


def _front(row: Mapping[str, Any]) -> tuple[str, ...]:
    tension = row["tension"]
    trend = trend_in_words(row["trend"], row["change"])
    return row["pair"], f"{bar(tension)} {tension:4.1f}", row["band"], trend, words(row["hostility"])


def _heads(row: Mapping[str, Any]) -> str:
    return heads_in_words(row["heads"], row["in_charge"])


def state_page(document: Mapping[str, Any], *, position: int | None = None, width: int | None = None) -> list[str]:
    """Lines of the state of a pair, of the document that ``tracker state --json`` prints."""
    pair = document["pair"]
    said = clocks_in_words(document["clocks"], position=position)
    page = [f"Relations {pair} {said}", "", *_components(document["state"], pair, width or _COLUMN)]
    for title, body in state_sections(document):
        if body:
            page += ["", title, *(f"{_INDENT}{text}" for text in body)]
    return page


def state_sections(document: Mapping[str, Any]) -> Sequence[tuple[str, Sequence[str]]]:
    """What stands below the components: titles with their lines, some of them empty."""
    return (
        ("Open", [_open(item) for item in document["open"]]),
        ("Disputed", [text for item in document["disputed"] for text in _dispute(item)]),
        ("Anomalies", [_anomaly(item) for item in document["anomalies"]]),
        ("Uncertain on this date", document["uncertain"]),
        ("Tension", _tension(document["tension"])),
    )


def _as_named(name: str, value: Any) -> str:
    return words(value)


def state_tables(
    state: Mapping[str, Any], pair: str, label: Callable[[str], str] = str, say: Callable[[str, Any], str] = _as_named
) -> tuple[list[tuple[str, str]], list[tuple[str, ...]], list[str]]:
    """The components that belong to the pair, those with both sides, and lines that name what tells nothing.

    ``label`` words a component, and ``say`` what one of such a name is.
    """
    sided = [name for name, value in state.items() if _is_sided(value, pair)]
    told = [name for name, value in state.items() if not _is_in(value, UNKNOWN) and not _is_in(value, NOTHING)]
    shared = [(label(name), _pair_value(name, state[name], say)) for name in told if name not in sided]
    rows = [(label(name), *_both(name, state[name], state, say)) for name in told if name in sided]
    blanks = []
    for title, values in (("unknown", UNKNOWN), ("none", NOTHING)):
        names = [label(name) for name, value in state.items() if _is_in(value, values)]
        blanks += [f"{title}: {', '.join(names)}"] if names else []
    return shared, rows, blanks


def _components(state: Mapping[str, Any], pair: str, width: int) -> list[str]:
    """What belongs to the pair, both directions side by side, then the names of what tells nothing."""
    shared, rows, blanks = state_tables(state, pair)
    page = [*aligned(shared), *(["", *aligned(rows, ("", *_halves(pair)))] if rows else [])]
    for text in blanks:
        page += ["", *wrap(text, width, subsequent_indent=_INDENT)]
    return page


def _halves(pair: str) -> tuple[str, str]:
    first, second = pair.split("-")
    return f"{first}>{second}", f"{second}>{first}"


def _is_sided(value: object, pair: str) -> bool:
    return isinstance(value, Mapping) and set(value) in (set(_halves(pair)), set(pair.split("-")))


def _is_in(value: object, blanks: tuple[Any, ...]) -> bool:
    """Whether a value, or each of its sides, is one of some blanks; false is not 0 here."""
    if isinstance(value, Mapping) and value:
        return all(_is_in(item, blanks) for item in value.values())
    return any(value == blank and type(value) is type(blank) for blank in blanks)


def _both(name: str, value: Mapping[str, Any], state: Mapping[str, Any], say: Callable[[str, Any], str]) -> list[str]:
    if name == "head":
        return [head_in_words(head, state["in_charge"][half]) for half, head in value.items()]
    return [say(name, item) for item in value.values()]


def _pair_value(name: str, value: Any, say: Callable[[str, Any], str]) -> str:
    if name != "dispute":
        return say(name, value)
    if value["last_act"] is None:
        return "none"
    last = day_in_words(value["last_act"])
    return f"{'open' if value['open'] else 'closed'}, highest level {value['highest']}, last act {last}"


def _open(item: Mapping[str, Any]) -> str:
    post = f" ({item['post']})" if "post" in item else ""
    return f"{item['from']} {item['kind']}{post}: {words(item['because'])}"


def _dispute(item: Mapping[str, Any]) -> Iterator[str]:
    subject, accounts = dispute(item)
    yield subject
    yield from (f"{_INDENT}{text}" for text in accounts)


def dispute(item: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Of what accounts differ, and a line for each account of it."""
    settled = f", assessed as {words(item['assessed'])}" if item["assessed"] is not None else ""
    accounts = [
        f"{_speaker(account)}: {'; '.join(_claim(claim, item['aspect']) for claim in account['claims'])}"
        for account in item["accounts"]
    ]
    return f"{item['development']} {item['aspect']}{settled}", accounts


def _speaker(account: Mapping[str, Any]) -> str:
    """Who gives an account; of what a source says in its own voice, the source."""
    name = account["by"] or account["party"] or "no speaker named"
    if account["by"] in (None, "narrator"):
        beside = words([source for source in dict.fromkeys(c["source"] for c in account["claims"]) if source])
    else:
        beside = account["party"] or "-"
    return name if beside == "-" else f"{name} ({beside})"


def _claim(claim: Mapping[str, Any], topic: str) -> str:
    name = "" if claim["aspect"] == topic else f"{claim['aspect']} "
    qualifier = f" ({claim['qualifier']})" if claim["qualifier"] else ""
    return f"{name}{words(claim['value'])}{qualifier}"


def _anomaly(item: Mapping[str, Any]) -> str:
    doubt = ", uncertain: the dates overlap" if item["uncertain"] else ""
    against = f"; against it: {words(item['disagrees'])}" if item["disagrees"] else ""
    found = f"{item['component']} was {words(item['found'])}"
    return f"! {item['development']}: expected that {item['expected']} ({item['article']}), {found}{against}{doubt}"


def _tension(tension: Mapping[str, Any]) -> list[str]:
    """Both readings of both directions with the count they rest on, the trend, the reason."""
    rows = [
        (half, f"{bar(r['tension'])} {r['tension']:4.1f}", r["acts"], f"{r['cooperation']:.1f}", r["cooperative_acts"])
        for half, r in tension["directions"].items()
    ]
    columns = ("", "tension", "negative acts", "cooperation", "cooperative acts")
    return [*tension_and_reason(tension), *aligned(rows, columns)]


def tension_and_reason(tension: Mapping[str, Any]) -> tuple[str, str]:
    """The reading with its trend, and what made it: neither is told without the other."""
    moved = f"{tension['band']}, {trend_in_words(tension['trend'], tension['change'])} against 30 days earlier"
    return f"{tension['tension']:.1f} of 10, {moved}", f"because: {tension['reason']}"
