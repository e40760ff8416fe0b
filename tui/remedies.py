"""Remedies in the words of the dashboard: where a key does what a command line would do, the key is named."""

import re
from collections.abc import Iterable
from functools import partial

from tracker.application.problems import BadInput
from tui.commands import key_of

_KEYS = (
    (r"tracker show \S+, then say it again .*", "save: what you typed is laid beside what is held by now"),
    (r"tracker search WORDS finds ids.*", "a few letters find developments of the pair where ids are asked for"),
    (
        r"tracker correct \S+ key=value --reason WHY, or give another id=",
        "{back}, and correct that one ({correct}), or give another id",
    ),
    (r"tracker reinstate \S+ --reason WHY", "{back}, and {retract} on it reinstates it"),
    (
        r"or say with --version that you read it \(tracker show \S+\)",
        "or look at it again ({back}, {open} on it)",
    ),
    (r"undo one of the ties first: tracker unlink .*", "undo one of the ties first: {undo}, where you made it last"),
    (r"add --reason WHY", "give the reason"),
    (
        r"record something first: tracker replay FILE, or name one with --db",
        "put the file back, and save again: what you typed stays",
    ),
    (r"say what it brings as key=value", "answer at least one question"),
    (r"tracker show \S+ (tells how it stands|lists its links)", r"{back}, and {open} on it \1"),
    (r"tracker show \S+ names its fields, tracker catalogue \S+ what they take", "the questions name its fields"),
    (r"(; )?tracker catalogue \S+ (explains them|shows what it takes)", ""),
    (r"tracker catalogue \S+ lists the fields and their choices", "the questions name the choices"),
    (
        r"give source= once beside quote=, and report-add for others",
        "give one source beside it; {report-add} adds others",
    ),
    (r"tracker link and tracker unlink change it", "{back}, and {link} on it ties it to others"),
    (r"write for instance \w+=(\S+?)(, in quotes where it has spaces)?$", r"write for instance \1"),
    (r"write \w+=\((.*)\) or leave it out", r"write \1, or leave it empty"),
    (r"add source=ADDRESS", "give the source too"),
    (r"for instance aspect=killed value=9.*", "for instance 'killed' as the aspect and 9 as the value"),
    (r"tracker report-add adds (sources|quotations)", r"{back}, and {report-add} on it adds \1"),
)
_UNOPENED = (
    (r"tracker search WORDS finds ids.*", "{back}, and stand on another development: this one is not in the log"),
    (
        r"sources and incidents are described by replaying their file",
        "{back}, and stand on a development: what a file describes is described again by that file",
    ),
    (r"record something first: tracker replay FILE, or name one with --db", "put the file back; {reload} tries again"),
    (r"tracker catalogue lists the types", "{back}, and stand on another development"),
)
"""Of a form that is not there yet: none of its questions can be answered."""


def in_keys(problem: BadInput) -> BadInput:
    """The problem with a remedy that can be followed from the form where one stands."""
    return BadInput(problem.what, problem.where, _with_keys(problem.remedy, _KEYS))


def unopened(problem: BadInput) -> BadInput:
    """The problem of a form that cannot be opened, with a remedy that can be followed from what is shown instead."""
    return in_keys(BadInput(problem.what, problem.where, _with_keys(problem.remedy, _UNOPENED)))


def when_the_same() -> str:
    """What to do where a development is there already."""
    found = "{back}, and add your source to that one ({report-add}); or save, and tie the two ({link})"
    return found.format_map(_Keys())


def _with_keys(remedy: str, spoken: Iterable[tuple[str, str]]) -> str:
    for on_the_line, by_key in spoken:
        remedy = re.sub(on_the_line, partial(_expanded, by_key), remedy)
    return remedy


def _expanded(by_key: str, found: "re.Match[str]") -> str:
    return found.expand(by_key).format_map(_Keys())


class _Keys(dict[str, str]):
    """The reader's own keys, by the names of their commands."""

    def __missing__(self, name: str) -> str:
        return key_of(name)
