"""Remedies in the words of the dashboard: where a key does what a command line would do, the key is named."""

import re

from tracker.application.problems import BadInput

_KEYS = (
    (r"tracker show \S+, then say it again .*", "save: what you typed is laid beside what is held by now"),
    (r"tracker search WORDS finds ids.*", "a few letters find developments of the pair where ids are asked for"),
    (
        r"tracker correct \S+ key=value --reason WHY, or give another id=",
        "Esc, and correct that one (c), or give another id",
    ),
    (r"tracker reinstate \S+ --reason WHY", "Esc, and x on it reinstates it"),
    (r"or say with --version that you read it \(tracker show \S+\)", "or look at it again (Esc, Enter on it)"),
    (r"undo one of the ties first: tracker unlink .*", "undo one of the ties first: u, where you made it last"),
    (r"add --reason WHY", "give the reason"),
    (r"say what it brings as key=value", "answer at least one question"),
    (r"tracker show \S+ (tells how it stands|lists its links)", r"Esc, and Enter on it \1"),
    (r"tracker show \S+ names its fields, tracker catalogue \S+ what they take", "the questions name its fields"),
    (r"(; )?tracker catalogue \S+ (explains them|shows what it takes)", ""),
    (r"tracker catalogue \S+ lists the fields and their choices", "the questions name the choices"),
    (r"give source= once beside quote=, and report-add for others", "give one source beside it; s adds others"),
)


def in_keys(problem: BadInput) -> BadInput:
    """The problem with a remedy that can be followed from where one stands."""
    remedy = problem.remedy
    for on_the_line, by_key in _KEYS:
        remedy = re.sub(on_the_line, by_key, remedy)
    return BadInput(problem.what, problem.where, remedy)
