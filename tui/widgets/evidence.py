"""A development with what it rests on: reports with quotations, grade, claims side by side, ties, and its entries."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.application.change_words import figure_words, side_words, speaker_words
from tracker.application.views.disputes import aspects_apart
from tracker.application.when import recorded_and_known
from tracker.application.wording import arrow, aspect_words, counted, in_words
from tui.ink import BLANK, Line, fit, hanging, line, wrapped
from tui.widgets.fixed_list import FixedList
from tui.wording import signed

if TYPE_CHECKING:
    from tracker.application.views.ties import TieRow

Document = Mapping[str, Any]
DIFFER = " ≠ accounts differ"
"""What stands behind an aspect of which they do."""
OTHER_PARTS = " ≠ accounts tell of other parts"
"""What stands behind the first aspect of what is disputed where no aspect is told in two ways."""
TIES = {
    "in_response_to": "↖ answers", "responses": "↘ answered by", "same_as": "= same as", "merged": "= also told as",
    "incidents": "part of",
}  # fmt: skip


class Tie(NamedTuple):
    """A line that leads to another development."""

    id: str


class EvidenceList(FixedList):
    """One document, or several one after another, as lines."""

    is_read = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.documents: Sequence[Document] = ()
        self.brief = False

    def show_documents(self, documents: Sequence[Document], *, brief: bool = False) -> None:
        """Show these; `brief` leaves out law and history, and makes each open to the whole.

        Where some of them are shown already, what one reads stays where it is.
        """
        if {document["id"] for document in documents} & {document["id"] for document in self.documents}:
            if list(documents) != list(self.documents):
                self.documents = documents
                self.laid_again()
            return
        self.documents, self.brief = documents, brief
        self.shown_first()

    def begin_at(self, aspect: str) -> None:
        """Show first the claims that differ in the dispute to which an aspect belongs."""
        disputes = [row for document in self.documents for row in document.get("disputed", ())]
        marks = next((_marks([row]) for row in disputes if aspect in _aspects(row)), {})
        headings = {f"  {aspect_words(name)}{mark}" for name, mark in marks.items()}
        for index, drawn in enumerate(self.laid):
            if "".join(piece.text for piece in drawn.pieces) in headings:
                self.scroll_to(y=index, animate=False, force=True, immediate=True)
                return

    def lay_out(self, width: int) -> None:
        """Lines for a width."""
        self.laid = [row for document in self.documents for row in _of(document, width, self.brief)]


def _of(document: Document, width: int, brief: bool) -> Iterator[Line]:
    if document["kind"] != "development":
        yield from hanging(in_words(document.get("title") or document["id"]), width, "strong")
        for part in document.get("parts", ()):
            yield from _of(part, width, brief)
        return
    yield from _what(document, width, Tie(document["id"]) if brief else None)
    yield from _reports(document, width)
    yield from _claims(document, width)
    if not brief:
        yield from _standing(document, width)
        yield from _ties(document, width)
        yield from _law(document, width)
        yield from _history(document, width)
    yield BLANK


def _heading(text: str) -> Line:
    return line((text, "title"))


def _what(document: Document, width: int, key: Tie | None) -> Iterator[Line]:
    when = document["date"]
    kind = document["type"].replace("_", " ")
    yield from hanging(document["summary"] or kind, width, "strong", key=key)
    weight = document["weight"]["value"]
    facts = [kind, _who(document), _when(when), f"weight {signed(weight)}" if weight else "", document["id"]]
    yield from hanging(" · ".join(fact for fact in facts if fact), width, "label")
    if document["retracted"] is not None:
        yield from hanging(f"× retracted: {document['retracted']}", width, "warn")
    for name, value in document["fields"].items():
        if value not in (None, (), [], {}, ""):
            yield from hanging(in_words(value), width, start=f"  {name.replace('_', ' ')}: ")
    if document["note"]:
        yield from hanging(document["note"], width, "muted", start="  note: ")


def _who(document: Document) -> str:
    direction = document["direction"]
    if direction is not None and ">" in direction:
        return arrow(direction)
    parties = [", ".join(document["actors"]), ", ".join(document["targets"])]
    return " → ".join(part for part in parties if part)


def _when(when: Document) -> str:
    words = str(when["best"]) + (f" {when['time']}" if when["time"] else "")
    sign, bounds, doubt = "", "", ", doubtful" if when["doubtful"] else ""
    if not when["exact"]:
        sign, bounds = "~ ", f"between {when['earliest'] or 'any time before'} and {when['latest']}; "
    return f"{sign}{words}{doubt} ({bounds}source: {when['edtf']})" if bounds or doubt else words


def _reports(document: Document, width: int) -> Iterator[Line]:
    rows = document["reports"]
    yield _heading(f"Sources ({len(rows)})" if rows else "Sources: none given")
    for row in rows:
        grade = f"reliability {row['reliability']}" if row["reliability"] else ""
        about = [row["source"], row["outlet"], row["published"], grade]
        yield from hanging(" · ".join(str(item) for item in about if item), width, start="• ")
        if row["title"]:
            yield from hanging(row["title"], width, "muted", start="    ")
        if row["quote"]:
            place = f" (at {row['offset']})" if row["offset"] is not None else ""
            yield from hanging(f"“{row['quote']}”{place}", width, "quote", start="  │ ")


def _claims(document: Document, width: int) -> Iterator[Line]:
    """A table of who said what, aspect by aspect; aspects of which accounts differ are marked."""
    rows = document["claims"]
    if not rows:
        return
    marks = _marks(document["disputed"])
    yield _heading(f"Claims ({len(rows)})")
    for aspect, claims in groupby(rows, key=lambda row: row["aspect"]):
        yield line(("  ", "plain"), (aspect_words(aspect), "strong"), (marks.get(aspect, ""), "warn"))
        yield from _table(list(claims), width)


def _marks(disputes: Sequence[Document]) -> dict[str, str]:
    """What stands behind which aspects: each that is told in two ways, else once that the accounts differ."""
    found: dict[str, str] = {}
    for row in disputes:
        apart = aspects_apart(row)
        found |= dict.fromkeys(apart, DIFFER) if apart else {min(_aspects(row)): OTHER_PARTS}
    return found


def _aspects(dispute: Document) -> list[str]:
    return [claim["aspect"] for account in dispute["accounts"] for claim in account["claims"]]


def _table(claims: Sequence[Document], width: int) -> Iterator[Line]:
    says, who = max(12, (width - 6) // 3), max(10, (width - 6) // 4)
    yield line(("    ", "plain"), (fit("what", says), "muted"), (fit("who says so", who), "muted"), ("in", "muted"))
    for claim in claims:
        cells_ = [list(wrapped(figure_words(claim), says - 1)), list(wrapped(speaker_words(claim), who - 1))]
        cells_.append(list(wrapped(claim.get("source") or "", width - 4 - says - who)))
        for said, by, source in zip_longest(*cells_, fillvalue=""):
            yield line(("    ", "plain"), (fit(said, says), "plain"), (fit(by, who), "label"), (source, "muted"))
        if claim.get("quote"):
            yield from hanging(f"“{claim['quote']}”", width, "quote", start="      │ ")


def _standing(document: Document, width: int) -> Iterator[Line]:
    found = document["certainty"]
    words = [document["rating"] or "not rated", f"{found['derived'] or 'certainty open'} by what it rests on"]
    if found["claimed"]:
        words.append(f"claimed to be {found['claimed']}" + (", which is more than follows" if found["beyond"] else ""))
    words.append(counted(found["families"], "publisher"))
    yield _heading("Grade")
    yield from hanging(" · ".join(map(str, words)), width, start="  ")
    if document["assessed"]:
        yield from hanging(in_words(document["assessed"]), width, start="  assessed: ")


def _ties(document: Document, width: int) -> Iterator[Line]:
    """A line for each development that one is tied to, which leads there, and for each incident."""
    rows = document["ties"]
    if rows:
        yield _heading(f"Ties ({len(rows)})")
    for row in rows:
        key, ink = (Tie(row.id), "key") if row.leads else (None, "plain")
        yield from hanging(_tied(row), width, ink, start=f"  {TIES[row.tie]} ", key=key)


def _tied(row: "TieRow") -> str:
    """The date and the words of what one is tied to; its id where nothing is known of it."""
    when = row.date + (f" ({row.between})" if row.between else "")
    words = row.words or f"{row.id}, of which nothing is known"
    return "  ".join(filter(None, (when, words))) + (" (retracted)" if row.retracted else "")


def _law(document: Document, width: int) -> Iterator[Line]:
    from tracker.application.effect_words import effect_words

    yield _heading("Law and effect")
    yield from hanging(document["meaning"], width, "muted", start="  ")
    basis = ", ".join("no article" if law == "none" else law for law in document["basis"])
    yield from hanging(f"{in_words(document['character'])}: {basis}", width, start="  ")
    for sentence in document["effect"]:
        yield from hanging(effect_words(sentence), width, start="  effect: ")
    for row in document["anomalies"]:
        law = f" ({row['article']})" if row["article"] else ""
        yield from hanging(f"expected: {in_words(row['expected'])}{law}; found {in_words(row['found'])}", width, "warn",
                          start="  ! ")  # fmt: skip


def _history(document: Document, width: int) -> Iterator[Line]:
    """The entries, oldest first, each with what it changed."""
    yield _heading("History of the entry")
    for row in document["history"]:
        by = f" by {row['by']}" if row["by"] else ""
        words = f"{in_words(row['topic'])}{by}, {recorded_and_known(row['recorded_at'], row['known_from'])}"
        yield from hanging(words, width, start=f"  {row['version']}  ")
        if row["reason"]:
            yield from hanging(row["reason"], width, "quote", start="     reason: ")
        for change in row["changes"]:
            yield from _change(change, width)


def _change(change: Document, width: int) -> Iterator[Line]:
    """What an entry changed: old → new; a long text is cut, `tracker log` has all of it."""
    old, new = (_short(side_words(change["what"], change[side])) for side in ("old", "new"))
    yield from hanging(f"{old} → {new}", width, "label", start=f"     {in_words(change['what'])}: ")


def _short(words: str) -> str:
    return words if len(words) <= 160 else f"{words[:160]}…"
