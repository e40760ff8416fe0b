"""Targets of the fuzzer: each parser that reads text or bytes from outside, and the refusals that are its own.

An exception that is none of these is a crash. A target takes bytes, for that is what comes from outside; where a
parser takes text or several words, the bytes are decoded and parted here, so that every input is a legal call.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pieces
from exchanged import EXCHANGED
from kept import KEPT
from target import Target, text_of, words_of

from tracker.application import countries, dates, forms, watching
from tracker.application.lookalikes import oddities, skeleton
from tracker.application.problems import BadInput
from tracker.application.recording import amendments, arguments, dating, developments
from tracker.application.recording.ground import Ground, blank_ground
from tracker.application.scenario import parse_scenario, text, tokens
from tracker.application.shown import defanged, shown, shown_lines
from tracker.application.store.acts import Acts
from tracker.application.store.codec import Undecodable, decode
from tracker.application.store.snapshot import pack, remarks, unpack
from tracker.domain import act, evidence, parties
from tracker.domain.catalogue import TYPES, act_of
from tracker.domain.commands import Refused
from tracker.domain.fold import Folding
from tracker.domain.occurrence import on
from tracker.domain.watching import WATCHED, is_met, mentioned

NOW = datetime(2024, 1, 18, 12, tzinfo=UTC)
TODAY = date(2024, 1, 18)
HEAD = "schema: tracker-scenario/1\nincident: x\ndevelopments:\n- id: d1\n"
_SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def feed_yaml(data: bytes) -> object:
    """A file of any content, as far as the tree of nodes."""
    return text.parsed(tokens.decoded(data, "f.yaml"), "f.yaml").plain


def feed_scenario(data: bytes) -> object:
    """A scenario as far as its commands, and they as JSON."""
    scenario = parse_scenario(tokens.decoded(data, "f.yaml"), "f.yaml")
    return [repr(command) for command in scenario.commands(NOW, "me")]


def feed_development(data: bytes) -> object:
    """The keys of one development in a scenario that is otherwise good."""
    return feed_scenario(HEAD.encode() + data)


def feed_dates(data: bytes) -> object:
    """A date, a precision and a time of day, each by every reader of dates."""
    day, time, precision = [*words_of(data), "", ""][:3]
    found: list[object] = []
    readers: tuple[Callable[[str], object], ...] = (dates.checked, dates.cut, dates.instant, dates.occurrence)
    for read in readers:
        try:
            found.append(read(day))
        except ValueError as problem:
            found.append(str(problem))
    return [*found, dates.occurrence(day, precision=precision or None, time=time or None)]


def feed_corrected_date(data: bytes) -> object:
    """A date as corrected by hand, and a moment of knowledge."""
    first, second, third, *_ = [*words_of(data), "", "", ""]
    dating.occurred(first or None, second or None, third or None, on(TODAY))
    return dating.instant(first)


def feed_grade(data: bytes) -> object:
    """An Admiralty grade."""
    return evidence.grade(text_of(data))


def feed_parties(data: bytes) -> object:
    """A party by code, a state by name, and a directed half."""
    said = text_of(data)
    found: list[object] = [countries.name_of(said)]
    readers: tuple[Callable[[str], object], ...] = (countries.named, countries.state, parties.split_half)
    for read in readers:
        try:
            found.append(read(said))
        except ValueError as problem:
            found.append(str(problem))
    return [*found, countries.party(said)]


def feed_record(data: bytes) -> object:
    """``record``: a type and ``key=value`` words, as far as commands."""
    name, *words = words_of(data)
    form = forms.form_of(name)
    found = arguments.given(words, TODAY)
    said = arguments.item(form, found)
    with blank_ground() as ground:
        return developments.records(ground, said, found.one("id"), "me", NOW)


def feed_amendment(data: bytes) -> object:
    """An amending verb and its ``key=value`` words, on a development that is there."""
    verb, *words = words_of(data)
    if verb not in (*amendments.KEYS, "correct"):
        raise BadInput("no such verb")
    found = arguments.given(words, TODAY)
    with blank_ground() as ground:
        _stand_in(ground)
        amendment = amendments.Amendment(verb, "d1", found, "why")
        return amendments.commands_of(ground, amendment, "me", NOW)


def feed_watch(data: bytes) -> object:
    """A watch, and whether a state of which nothing is known meets it."""
    watch = watching.checked(text_of(data))
    return is_met(watch.condition, _UNKNOWN, {}), mentioned(watch.condition, _UNKNOWN, {})


def feed_type(data: bytes) -> object:
    """A few letters for a type, and the answer to a question of its form."""
    first, answer = [*words_of(data), ""][:2]
    found = forms.types_like(first)
    form = forms.form_of(first)
    key, _, said = answer.partition("=")
    if key in form.__annotations__:
        arguments.value(key, said, forms.kind_of(form, key))
    return found


def feed_entry(data: bytes) -> object:
    """A row of the log: its topic in the first line, behind it the content."""
    topic, _, state = data.partition(b"\n")
    return decode(1, "d1", 1 + (topic != topic.strip()), text_of(topic.strip()), state)


def feed_checkpoint(data: bytes) -> object:
    """A checkpoint among the derived rows."""
    return unpack(data), remarks(data)


def feed_act(data: bytes) -> object:
    """An act among the derived rows."""
    with blank_ground() as ground:
        ground.conn.execute(
            "INSERT INTO acts (act, body, crc) VALUES (1, ?, 0)", (text_of(data).encode("utf-8", "replace"),)
        )
        return Acts(ground.conn).table


def feed_shown(data: bytes) -> object:
    """Text on its way to a person; what comes out must be the same when it is shown again."""
    said = text_of(data)
    line = shown(said)
    if shown(line) != line:
        raise AssertionError(f"showing twice differs: {said!r}")
    name = said[:2000]
    return shown_lines(name), shown(name, limit=20), defanged({name: [name, 1, None]}), oddities(name), skeleton(name)


def _stand_in(ground: Ground) -> None:
    """Put the development d1 into a log, as one that was recorded."""
    state = b'{"recorded_at":"2024-01-18T12:00:00.000Z","known_from":"2024-01-18T12:00:00Z","development":'
    ground.conn.execute("INSERT INTO stored_events VALUES ('d1', 1, 'strike_conducted', ?)", (state + _STRIKE + b"}",))


_UNKNOWN = {name: {"": component.absent} for name, component in WATCHED.items() if component.kind != "number"}
_STRIKE = (
    b'{"id":"d1","occurred":{"edtf":"2024-01-16","best":"2024-01-16","earliest":"2024-01-16","latest":"2024-01-16"},'
    b'"actors":["IRN"],"targets":["PAK"],"summary":"s","means":"air"}'
)
_ENTRY = b'{"recorded_at":"2024-01-18T12:00:00.000Z","known_from":"2024-01-18T12:00:00Z","by":"a","command":"c",'
_DEVELOPMENT = (
    b"  type: strike_conducted\n  date: 2024-01-17\n  actor: IRN\n  target: PAK\n  summary: s\n"
    b"  sources: https://a.b\n  fields: {means: air, killed: 3}\n"
)
_STRIKE_WORDS = b"strike_conducted\ndate=2024-01-17\nactor=IRN\ntarget=PAK\nsummary=s\nsource=https://a.b\nmeans=air"
_STATED_WORDS = b"position_stated\ndate=2024-01-17\nactor=IRN,PAK\nsummary=s\nposition.expelled_by.IRN=3"
_ENTRIES = (
    b"strike_conducted\n" + _ENTRY + b'"development":' + _STRIKE + b"}",
    b"retracted \n" + _ENTRY + b'"reason":"x"}',
    b"corrected \n" + _ENTRY + b'"changes":{"killed":3}}',
)
_COMPILED = act_of(TYPES["strike_conducted"].model_validate_json(_STRIKE))
_ACT = b"" if _COMPILED is None else json.dumps(act.as_plain(_COMPILED)).encode()
_SCENARIOS = tuple(path.read_bytes() for path in sorted(_SEEDS.glob("*.yaml"))[:2])
_AMENDED = (b"claim\naspect=killed\nvalue=9\nby=x\noffset=3", b"correct\nkilled=4\ndate=2024-01", b"assess\nrating=B2")
_DAYS = (b"2024-01-15/2024-01-18", b"2024-01-17\n04:30+03:30", b"2024-01~")
_BAD = (BadInput, Refused)

TARGETS = (
    Target("yaml", feed_yaml, (BadInput,), pieces.YAML, (b"a: [1, 2]\nb: 'x'\n",)),
    Target("scenario", feed_scenario, (BadInput,), (*pieces.KEYS, *pieces.YAML), _SCENARIOS),
    Target("development", feed_development, (BadInput,), (*pieces.KEYS, *pieces.YAML, *pieces.DATES), (_DEVELOPMENT,)),
    Target("dates", feed_dates, (ValueError,), pieces.DATES, _DAYS),
    Target("corrected date", feed_corrected_date, (BadInput,), pieces.DATES, (b"2024-01-17\n04:30\nday",)),
    Target("grade", feed_grade, (ValueError,), pieces.NAMES, (b"B2",)),
    Target("parties", feed_parties, (ValueError,), pieces.NAMES, (b"PAK", b"org:UNSC")),
    Target("record", feed_record, _BAD, (*pieces.RECORD, *pieces.DATES), (_STRIKE_WORDS, _STATED_WORDS)),
    Target("amendment", feed_amendment, _BAD, (*pieces.AMEND, *pieces.DATES), _AMENDED),
    Target("type and answers", feed_type, _BAD, (*pieces.NAMES, *pieces.RECORD), (b"strike_conducted\nmeans=air",)),
    Target("watch", feed_watch, (BadInput,), pieces.WATCH, (b"IRN-PAK hostility>=4 and not head{PAK>IRN}=ambassador",)),
    Target("entry", feed_entry, (Undecodable,), pieces.JSON, _ENTRIES),
    Target("checkpoint", feed_checkpoint, (Undecodable,), pieces.JSON, (pack(Folding()),)),
    Target("act", feed_act, (Undecodable,), pieces.JSON, (_ACT,)),
    Target("shown", feed_shown, (), pieces.SHOWN, ("did \u202enot\u202c".encode(),)),
    *EXCHANGED,
    *KEPT,
)


def named(names: tuple[str, ...]) -> tuple[Target, ...]:
    """The targets of these names, all of them where none is given."""
    known = {target.name: target for target in TARGETS}
    strange = [name for name in names if name not in known]
    if strange:
        raise SystemExit(f"fuzz: no parser is called {strange[0]!r}; there are {', '.join(known)}")
    return tuple(known[name] for name in names) or TARGETS
