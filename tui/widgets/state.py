"""The state of a pair: both directions side by side; each line opens to the developments behind it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from tui.ink import BLANK, Line, Piece, fit, line, wrapped
from tui.widgets.row_list import FixedList
from tui.wording import TONES, arrow, counted, head_words, in_words, pair_words, signed, trend_glyph

NAMES = {
    "head": "Head of mission", "expelled_by": "Expelled by", "un_agenda": "On UN agenda", "agrement": "Agrément",
    "visa": "Visas", "consular_kept": "Consular kept", "detained": "Detained by", "demand_open": "Demand open",
}  # fmt: skip
ALWAYS = {"relations", "mission", "head", "hostility", "ceasefire"}
"""These are shown even where nothing is known."""
_REPRESENTATION = (
    "relations restoration_pending mission head rank agrement recognition seat protecting_power staff staff_cap "
    "premises expelled_by consulates_closed closure_order consular_kept last_summons"
)
_MEASURES = "sanctions trade transport visa movement detained demand_open attribution justification litigation"
GROUPS = (
    ("Representation", _REPRESENTATION),
    ("Measures", _MEASURES),
    ("Force", "hostility ceasefire un_agenda"),
    ("Ways out", "contacts dialogue mediators mechanisms agreements membership"),
)


class Behind(NamedTuple):
    """What a line of the state rests on."""

    title: str
    ids: tuple[str, ...]


class StateList(FixedList):
    """The state document of a pair as lines."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.document: Mapping[str, Any] | None = None
        self.names: Mapping[str, str] = {}
        """Summaries of developments by id, where they are known here."""

    def name_them(self, names: Mapping[str, str]) -> None:
        """Call developments by these summaries."""
        if names != self.names:
            self.names = names
            if self.document is not None and self.document["uncertain"]:
                self.rows_changed(keep=self.key)

    def show_state(self, document: Mapping[str, Any] | None) -> None:
        """Show a state; the cursor stays with its component."""
        if document == self.document:
            return
        title = self.key.title if self.key else None
        self.document = document
        self._measure()
        keep = next((row.key for row in self.laid if row.key and row.key.title == title), None)
        self.rows_changed(keep=keep)

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        self.laid = list(state_lines(self.document, width, self.names)) if self.document else []


def state_lines(document: Mapping[str, Any], width: int, names: Mapping[str, str] | None = None) -> Iterator[Line]:
    """All lines of a state, for a width."""
    first, second = _halves(document["pair"])
    yield _row(("", "label"), (arrow(first), "strong"), (arrow(second), "strong"), width)[0]
    for title, group in GROUPS:
        rows = [row for name in group.split() for row in _component(document, name, width)]
        if rows:
            yield line((f"{title} ", "title"))
            yield from rows
    yield from _lists(document, names or {}, width)
    yield BLANK
    yield from _tension(document, width)


def _halves(pair: str) -> tuple[str, str]:
    one, other = pair.split("-")
    return f"{one}>{other}", f"{other}>{one}"


def label_of(name: str) -> str:
    """A component's name in words."""
    return NAMES.get(name) or name.replace("_", " ").capitalize()


def _component(document: Mapping[str, Any], name: str, width: int) -> list[Line]:
    state, why = document["state"], document["because"].get(name, {})
    value = state.get(name)
    if name not in ALWAYS and _silent(value):
        return []
    label = (label_of(name), "label")
    if isinstance(value, dict) and name not in ("agreements", "mediators", "membership"):
        return _sided(state, name, why, label, width)
    text = _hostility_words(state) if name == "hostility" else in_words(value)
    ids = why if isinstance(why, list) else []
    return _across(label, (text, _tone(value)), Behind(label[0], tuple(ids)), width)


def _sided(state: Mapping[str, Any], name: str, why: Any, label: tuple[str, str], width: int) -> list[Line]:
    cells_ = [(_side_words(state, name, side), _tone(value)) for side, value in state[name].items()]
    ids = tuple(dict.fromkeys(ref for side in state[name] for ref in (why.get(side, ()) if why else ())))
    return _row(label, cells_[0], cells_[1], width, Behind(label[0], ids))


def _silent(value: Any) -> bool:
    """Whether nothing was ever said of a component."""
    if isinstance(value, dict):
        return all(_silent(item) for item in value.values())
    return value in ("unknown", False, 0, None, [], ())


def _tone(value: Any) -> str:
    return "muted" if _silent(value) else "plain"


def _side_words(state: Mapping[str, Any], name: str, side: str) -> str:
    value = state[name][side]
    if name == "head":
        return head_words(value, state["in_charge"][side], state["rank"][side])
    return f"{side} {in_words(value)}" if ">" not in side else in_words(value)


def _hostility_words(state: Mapping[str, Any]) -> str:
    dispute, level = state["dispute"], state["hostility"]
    words = f"{level} of 5" if level != "unknown" else "unknown"
    if dispute["open"]:
        words += f" · dispute open, highest {dispute['highest']}, last act {dispute['last_act']}"
    return words


def _label_width(width: int) -> int:
    return 17 if width >= 60 else 13


def _across(label: tuple[str, str], cell: tuple[str, str], key: Behind | None, width: int) -> list[Line]:
    """A label and one text over both columns."""
    start = _label_width(width)
    texts = wrapped(cell[0], max(8, width - start))
    return [
        line((fit(label[0] if not index else "", start), label[1]), (text, cell[1]), key=None if index else key)
        for index, text in enumerate(texts)
    ]


def _row(
    label: tuple[str, str], left: tuple[str, str], right: tuple[str, str], width: int, key: Behind | None = None
) -> list[Line]:
    """A label and two texts side by side, each wrapped in its column."""
    start = _label_width(width)
    room = max(8, (width - start - 1) // 2)
    pairs = zip_longest(wrapped(left[0], room - 1), wrapped(right[0], room), fillvalue="")
    return [
        line(
            (fit(label[0] if not index else "", start), label[1]),
            (fit(one, room), left[1]), ("│" if label[0] else " ", "muted"), (other, right[1]),
            key=None if index else key,
        )
        for index, (one, other) in enumerate(pairs)
    ]  # fmt: skip


def _lists(document: Mapping[str, Any], names: Mapping[str, str], width: int) -> Iterator[Line]:
    for title, rows in (
        ("Waiting for an answer", _open(document)),
        ("Disputed ≠", _disputed(document)),
        ("Anomalies !", _anomalies(document)),
        ("Uncertain ~", _uncertain(document, names)),
    ):
        if rows:
            yield line((f"{title} ", "title"))
        for label, text, ids in rows:
            yield from _item(f"{title.split()[0]}: {label}", label, text, ids, width)


def _item(title: str, label: str, text: str, ids: Sequence[str], width: int) -> list[Line]:
    key = Behind(title, tuple(ids))
    lines = list(wrapped(f"{label} — {text}", width - 2))
    return [line("  " if index else ("• ", "accent"), part, key=None if index else key)
            for index, part in enumerate(lines)]  # fmt: skip


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


def _tension(document: Mapping[str, Any], width: int) -> Iterator[Line]:
    """The reading, last and never alone: both directions, cooperation beside, with what it rests on."""
    reading = document["tension"]
    tone = TONES.get(reading["band"], "plain")
    moved = f"{trend_glyph(reading['trend'])} {reading['trend']}"
    change = f" {signed(reading['change'])} in 30 days" if reading["change"] else ""
    yield line(("Tension ", "title"), (f"{reading['tension']:.1f} {reading['band']} ", tone), f" {moved}{change}")
    sides = list(reading["directions"].items())
    key = Behind("Tension", tuple(reading["because"]))
    readings = [(f"{half['tension']:.1f} on {counted(half['acts'], 'act')}", tone) for _, half in sides]
    yield from _row(("Tension", "label"), readings[0], readings[1], width, key)
    helped = [(f"{half['cooperation']:.1f} on {counted(half['cooperative_acts'], 'act')}", "good") for _, half in sides]
    yield from _row(("Cooperation", "label"), helped[0], helped[1], width)
    yield from _across(("Because", "label"), (reading["reason"], "muted"), None, width)


def title_of(document: Mapping[str, Any] | None) -> tuple[Piece, ...]:
    """What stands over the state."""
    if document is None:
        return (Piece("State"),)
    reading = document["tension"]
    tone = TONES.get(reading["band"], "plain")
    return (
        Piece(f"{pair_words(document['pair'])} ", "strong"),
        Piece(f"{reading['tension']:.1f} {reading['band']}", tone),
    )
