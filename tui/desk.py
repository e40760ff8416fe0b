"""The desk behind the screens: prepares forms, previews what they would do, and writes them. Asked in a thread."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.clocks import day_text
from tui.editing import Edited
from tui.forms import (
    DATES,
    MOST,
    NO_STATE,
    NO_TYPE,
    PARTIES,
    TO_COME,
    UNREAD,
    Field,
    Form,
    amend_form,
    begins_a_word,
    record_form,
    suggestions,
)
from tui.remedies import when_the_same

if TYPE_CHECKING:
    from datetime import date

    from tracker.application.recording.around import Neighbour
    from tracker.application.recording.held import Held
    from tracker.application.recording.outcome import Outcome
    from tui.provider import Provider

DONE = {
    "record": "recorded", "correct": "corrected", "retract": "retracted", "reinstate": "reinstated",
    "claim": "claimed about", "report-add": "reported again", "assess": "assessed", "link": "linked",
    "unlink": "unlinked",
}  # fmt: skip
OPPOSITE = {"record": "retract", "retract": "reinstate", "reinstate": "retract", "link": "unlink", "unlink": "link"}
"""What takes back what was just done."""
_TAKING_BACK = ("retract", "reinstate", "unlink")
_AS_THEY_ARE = ("same_as", "in_response_to", "incident")


class Written(NamedTuple):
    """What was last written from here."""

    verb: str
    id: str
    words: tuple[str, ...]
    begins: int | None = None
    """Its first position, of what was written before the dashboard was opened."""


def warm_up() -> None:
    """Import what forms need; it takes a noticeable time once."""
    import tracker.application.forms
    import tracker.application.organisations
    import tracker.application.recording.outcome  # noqa: F401
    from tracker.application.countries import spellings

    spellings()


def suggested(asked: Field) -> Sequence[tuple[str, str]]:
    """What may be meant by what is typed."""
    from tracker.application.forms import meaning, types_like

    if asked.of_parties and _is_one(asked.text):
        return ()
    found = suggestions(asked, types_like, _states)
    if asked.of_parties:
        meant = _named(asked.last)
        return [*meant, *(one for one in found if one not in meant)][:MOST]
    if asked.key == "type":
        return [(name, meaning(name)) for name, _ in found]
    return found


def is_meant(asked: Field, suggestion: tuple[str, str]) -> bool:
    """Whether a suggestion may be pointed at before one chooses.

    A party that only holds what is typed is not, nor one of several where another answer may be meant.
    """
    text = asked.last
    if asked.free:
        return suggestion[0].casefold() == asked.text.strip().casefold()
    return not asked.of_parties or suggestion in _named(text) or begins_a_word(text, suggestion)


def _named(text: str) -> list[tuple[str, str]]:
    """What just this names: the state that the command line takes it for, and an organisation."""
    from tracker.application.organisations import organisation

    known = organisation(text)
    return [*_meant(text), *([] if known is None else [known])]


def _states() -> list[tuple[str, str]]:
    from tracker.application.countries import spellings

    return [(code, name) for name, code in spellings().items() if name != code]


def explained(asked: Field, today: "date") -> str:
    """How an answer is read: the day of a date, the names of parties; nothing where it is as it says."""
    text = asked.text.strip()
    if asked.key == "type" and text:
        return _whether_a_type(text)
    if asked.key in DATES and text:
        return _day_of(text, today, early=asked.key == "date")
    if asked.offered:
        said = dict(asked.offered)
        return "; ".join(said[part] for part in map(str.strip, text.split(",")) if part in said)
    if asked.of_parties:
        parts = [text] if _is_one(text) else map(str.strip, text.split(","))
        return ", ".join(filter(None, map(_party, parts)))
    return ""


def _party(text: str) -> str:
    """What a party is taken for; that it is none where nothing else may be meant, as long as one goes on typing."""
    meant = _meant(text)
    if not meant:
        asked = Field(PARTIES[0], "", line=Edited.of(text))
        near = suggestions(asked, lambda _: (), _states)
        return "" if ":" in text or not text or any(begins_a_word(text, one) for one in near) else NO_STATE
    code, name = meant[0]
    return name if text == code else f"{code} {name}"


def _is_one(text: str) -> bool:
    """Whether a comma is part of a name, as in Congo, The Democratic Republic of the."""
    from tracker.application.countries import is_named

    return "," in text and is_named(text.strip())


def _meant(text: str) -> list[tuple[str, str]]:
    """The state that the command line takes a text for, as code and name; none where it takes it for none."""
    from tracker.application.countries import is_named, name_of, named

    return [(named(text), name_of(named(text)))] if text and is_named(text) else []


def _day_of(text: str, today: "date", *, early: bool) -> str:
    """The day that a text names; with ``early`` also that all of it is still to come."""
    from tracker.application.dates import occurrence
    from tracker.application.intervals import calendar_words
    from tracker.application.recording.dating import to_come
    from tracker.application.typed_dates import Ambiguous, typed

    try:
        found = typed(text, today)
        when = occurrence(found or text)
    except Ambiguous as problem:
        return f"{problem}: {UNREAD}"
    except ValueError:
        return UNREAD
    comes = f", {TO_COME}" if early and to_come(when, today) else ""
    if when.exact:
        return f"{when.best:%A} {day_text(when.best)}{comes}"
    first, last = when.earliest, when.latest
    if first is not None and last == when.best and (name := calendar_words(first, last)):
        return f"some day of {name}; placed {day_text(when.best).rpartition(' ')[0]}{comes}"
    start = "any time" if first is None else day_text(first)
    return f"{found or text}: from {start} to {day_text(last)}, placed on {day_text(when.best)}{comes}"


def type_named(text: str) -> str:
    """The only type that a text means: the one of this name; nothing where it is the name of none."""
    from tracker.application.forms import types_like

    name = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    return name if name and name in types_like(name)[:1] else ""


def _whether_a_type(text: str) -> str:
    from tracker.application.forms import types_like

    if type_named(text):
        return ""
    return "Enter takes what is pointed at" if types_like(text) else NO_TYPE


def told_of_type(name: str) -> list[tuple[str, str]]:
    """What a type means, in full, as sentences with their inks; nothing of none."""
    from tracker.application.forms import meaning

    return [("", "plain"), (name, "strong"), (meaning(name), "plain")] if name else []


def of_type(name: str, before: Form) -> Form:
    """The form of a type, with what was typed before; BadInput where there is no such type."""
    from tracker.application.forms import as_asked, form_of

    form = form_of(name)
    return record_form(form.type_name(), before, as_asked(form))


def amending(provider: "Provider", verb: str, id: str) -> Form:
    """The form that amends a development as it is held; of one that is retracted, ``retract`` reinstates."""
    from tracker.application.recording.held import held

    form = _amending(held(provider.path, id), verb)
    return _with_neighbours(form, provider) if verb == "link" else form


def _with_neighbours(form: Form, provider: "Provider") -> Form:
    """The form of a tie, with the developments of the pair that may be meant."""
    from tracker.application.recording.around import around

    near = around(provider.path, form.id)
    incidents = tuple(dict.fromkeys((id, "") for one in near for id in one.incidents))
    for asked in form.fields:
        asked.sought = asked.key in ("same_as", "in_response_to")
        asked.known = _told_of(near) if asked.sought else incidents if asked.key == "incident" else ()
    return form


def look_for(provider: "Provider", form: Form, asked: Field) -> None:
    """Offer what of all developments of the pair holds what is typed."""
    from tracker.application.recording.around import holding

    found = _told_of(holding(provider.path, form.id, asked.last))
    asked.known = (*asked.known, *(one for one in found if one not in asked.known))


def _told_of(near: "Sequence[Neighbour]") -> tuple[tuple[str, str], ...]:
    return tuple((one.id, one.summary if one.id.startswith(one.date) else f"{one.date}  {one.summary}") for one in near)


def _amending(found: "Held", verb: str) -> Form:
    from tracker.application.forms import as_asked, form_of

    if verb in ("retract", "reinstate"):
        verb = "retract" if found.retracted is None else "reinstate"
    return amend_form(verb, found, as_asked(form_of(found.type)) if verb == "correct" else ())


def last_written(provider: "Provider", before: int | None) -> Written | None:
    """What who records here wrote last, or before a position, by the log: so it can be taken back after a restart."""
    found = provider.own_last(before)
    return None if found is None else Written(*found[0], found[1])


def why_no_undo(written: Written | None, *, more: bool = False) -> str:
    """Why what was written last cannot be taken back by an entry; nothing where it can.

    ``more``: what was written since is taken back already.
    """
    if written is None:
        return "you wrote nothing before that" if more else "you wrote nothing of a development in this log"
    return "" if written.verb in OPPOSITE else f"{written.id} was {DONE[written.verb]}: to take that back, correct it"


def undoing(provider: "Provider", written: Written) -> Form:
    """The form that takes back what was written last, and says what it is; a tie is undone by what tied it."""
    from tracker.application.recording.held import held

    what = held(provider.path, written.id)
    form = _amending(what, OPPOSITE[written.verb])
    form.title = f"{form.title}: {what.summary or what.type.replace('_', ' ')}"
    if written.verb in _TAKING_BACK:
        form.remark = f"You {DONE[written.verb]} it last: saving takes that back."
    for word in written.words if written.verb in ("link", "unlink") else ():
        key, _, text = word.partition("=")
        found = form.field(key)
        if found is not None:
            found.line.set(text)
    return form


def submit(provider: "Provider", form: Form, *, dry_run: bool) -> "Outcome":
    """Do what a form says, or only show what it would do; BadInput where it cannot be done."""
    from tracker.application.forms import PLURAL
    from tracker.application.recording import outcome
    from tracker.application.recording.amendments import Amendment
    from tracker.application.recording.arguments import given
    from tracker.application.recording.desks import desk_of

    desk = desk_of(None, provider.today())._replace(begins=False)
    if form.verb == "record":
        return outcome.record(provider.path, form.type, form.words(), desk, dry_run=dry_run)
    words = given(form.words(), desk.today, plural=(*PLURAL, *_AS_THEY_ARE))
    reason, known = form.text_of("reason") or None, form.text_of("known_from") or None
    amendment = Amendment(form.verb, form.id, words, reason=reason, known_from=known, versions=form.versions)
    return outcome.amend(provider.path, amendment, desk, dry_run=dry_run)


def foretold(provider: "Provider", form: Form) -> list[tuple[str, str]]:
    """What a record that is not told in full yet would do, as far as it can be said, as sentences with their inks."""
    from tracker.application.recording.desks import desk_of
    from tracker.application.recording.foreseen import foreseen

    desk = desk_of(None, provider.today())._replace(begins=False)
    found = foreseen(provider.path, form.type, form.words(), desk) if form.verb == "record" else None
    return [] if found is None else told(form, found)[1:]


def told(form: Form, found: "Outcome") -> list[tuple[str, str]]:
    """What an outcome says, as sentences with their inks; of an amendment first old → new."""
    from tracker.application.recording.told import lines_of

    changed = [one for one in form.fields if form.verb == "correct" and one.key in _changed(form)]
    sentences = [
        (f"{one.key.replace('_', ' ')}: {one.held or 'none'} → {one.text or 'none'}", "strong") for one in changed
    ]
    if form.verb != "correct":
        sentences += [(str(one), "strong") for one in found.amended]
    for text in lines_of(found, DONE[form.verb], same=when_the_same()):
        said = text.strip()
        sentences.append((said, "warn" if said.startswith(("!", "note:")) else "plain"))
    return sentences


def _changed(form: Form) -> set[str]:
    return {word.partition("=")[0] for word in form.words()}


def command_line(form: Form, today: "date") -> str:
    """The words on the command line that do the same, on any day."""
    from shlex import join

    from tracker.application.recording.arguments import DATED, resolved

    split = [word.partition("=") for word in form.words()]
    words = [f"{key}={resolved(key, text, today, []) if key in DATED else text}" for key, _, text in split]
    if form.verb == "record":
        return join(["tracker", "record", form.type, *words])
    options = [("--reason", form.text_of("reason")), ("--known-from", form.text_of("known_from"))]
    return join(["tracker", form.verb, form.id, *words, *(part for pair in options if pair[1] for part in pair)])
