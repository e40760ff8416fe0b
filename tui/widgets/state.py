"""The state of a pair: both directions side by side; each line opens to the developments behind it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple, TypeAlias

from tui.ink import BLANK, Line, Piece, fit, line, wrapped
from tui.spoken import half_words
from tui.widgets.row_list import FixedList
from tui.wording import TONES, arrow, counted, head_words, in_words, pair_words, signed, trend_glyph

NAMES = {
    "head": "Head of mission", "expelled_by": "Expelled by", "un_agenda": "On UN agenda", "agrement": "Agrément",
    "restoration_pending": "To be restored", "consulates_closed": "Shut consulates",
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


_Halves: TypeAlias = Mapping[str, tuple[str, str]]
"""What is said of each direction or state, and its ink."""
_Beside: TypeAlias = Callable[[tuple[str, str], _Halves, int, Behind | None], list[Line]]
"""How two such sayings are laid out."""


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
        keep, first, self.document = self.key, self.document is None, document
        self.rows_changed(keep=keep, still=not first)

    def _place_of(self, key: Behind | None) -> int:
        """The line of the same component, whatever it rests on by now."""
        for index, row in enumerate(self.laid if key else ()):
            if row.key and key and row.key.title == key.title:
                return index
        return super()._place_of(None)

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        lines = state_lines(self.document, width, self.names, apart=self.access) if self.document else ()
        self.laid = list(lines)


def state_lines(
    document: Mapping[str, Any], width: int, names: Mapping[str, str] | None = None, *, apart: bool = False
) -> Iterator[Line]:
    """All lines of a state, for a width; ``apart`` gives each direction lines of its own, named in words."""
    beside = _apart if apart else _beside
    if not apart:
        first, second = _halves(document["pair"])
        yield _row(("", "label"), (arrow(first), "strong"), (arrow(second), "strong"), width)[0]
    for title, group in GROUPS:
        rows = [row for name in group.split() for row in _component(document, name, width, beside)]
        if rows:
            yield line((f"{title} ", "title"))
            yield from rows
    yield from _lists(document, names or {}, width)
    yield BLANK
    yield from _tension(document, width, beside)


def _halves(pair: str) -> tuple[str, str]:
    one, other = pair.split("-")
    return f"{one}>{other}", f"{other}>{one}"


def label_of(name: str) -> str:
    """A component's name in words."""
    return NAMES.get(name) or name.replace("_", " ").capitalize()


def _component(document: Mapping[str, Any], name: str, width: int, beside: _Beside) -> list[Line]:
    state, why = document["state"], document["because"].get(name, {})
    value = state.get(name)
    if name not in ALWAYS and _silent(value):
        return []
    label = (label_of(name), "label")
    if isinstance(value, dict) and name not in ("agreements", "mediators", "membership"):
        return _sided(state, name, why, label, width, beside)
    text = _hostility_words(state) if name == "hostility" else in_words(value)
    ids = why if isinstance(why, list) else []
    return _across(label, (text, _tone(value)), Behind(label[0], tuple(ids)), width)


def _sided(
    state: Mapping[str, Any], name: str, why: Any, label: tuple[str, str], width: int, beside: _Beside
) -> list[Line]:
    halves = {side: (_side_words(state, name, side), _tone(value)) for side, value in state[name].items()}
    ids = tuple(dict.fromkeys(ref for side in state[name] for ref in (why.get(side, ()) if why else ())))
    return beside(label, halves, width, Behind(label[0], ids))


def _beside(label: tuple[str, str], halves: _Halves, width: int, key: Behind | None = None) -> list[Line]:
    """Both directions on one line."""
    left, right = halves.values()
    return _row(label, left, right, width, key)


def _apart(label: tuple[str, str], halves: _Halves, width: int, key: Behind | None = None) -> list[Line]:
    """Each direction on a line of its own, named in words."""
    lines: list[Line] = []
    for side, (text, tone) in halves.items():
        about = f"{half_words(side)}: {text}" if ">" in side else text
        behind = key and Behind(f"{key.title} {half_words(side)}", key.ids)
        lines += _across(label, (about, tone), behind, width)
    return lines


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
    return 17 if width >= 52 else 13


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
        if title.startswith("Anomalies") and document.get("abridged"):
            yield line(("  the newest; earlier ones are marked ! in the timeline", "muted"))
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


def _tension(document: Mapping[str, Any], width: int, beside: _Beside) -> Iterator[Line]:
    """The reading, last and never alone: both directions, cooperation beside, with what it rests on."""
    reading = document["tension"]
    tone = TONES.get(reading["band"], "plain")
    moved = f"{trend_glyph(reading['trend'])} {reading['trend']}"
    change = f" {signed(reading['change'])} in 30 days" if reading["change"] else ""
    yield line(("Tension ", "title"), (f"{reading['tension']:.1f} {reading['band']} ", tone), f" {moved}{change}")
    sides = list(reading["directions"].items())
    key = Behind("Tension", tuple(reading["because"]))
    readings = {side: (f"{half['tension']:.1f} on {counted(half['acts'], 'act')}", tone) for side, half in sides}
    yield from beside(("Tension", "label"), readings, width, key)
    helped = {
        side: (f"{half['cooperation']:.1f} on {counted(half['cooperative_acts'], 'act')}", "good")
        for side, half in sides
    }
    yield from beside(("Cooperation", "label"), helped, width, None)
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
