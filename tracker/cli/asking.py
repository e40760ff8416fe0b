"""Asking for a development on a terminal: its type by a few letters, then each key with its choices."""

import click

from tracker.application.forms import Question, as_asked, form_of, kind_of, types_like
from tracker.application.problems import BadInput
from tracker.application.recording.arguments import value
from tracker.cli import output

_MOST = 12


def ask() -> tuple[str, list[str]]:
    """The type and the ``key=value`` words that a person gives."""
    name = _ask_type()
    form = form_of(name)
    output.line(f"{name}: {(form.__doc__ or '').split(chr(10))[0]}")
    output.line("Empty leaves a key out; Ctrl-C ends without writing.")
    words: list[str] = []
    for question in as_asked(form):
        answer = _ask_key(question, name)
        if answer:
            words.append(f"{question.key}={answer}")
    return name, words


def _ask_type() -> str:
    while True:
        text = click.prompt("Type (a few letters find it)", type=str)
        found = types_like(text)
        if len(found) == 1 or (found and found[0] == text):
            return found[0]
        if not found:
            output.line("No type is like that; for instance: recall, strike, summon, expel.")
            continue
        for number, name in enumerate(found[:_MOST], 1):
            output.line(f"  {number:2}  {name}")
        chosen = click.prompt("Number, or other letters", type=str)
        if chosen.isdecimal() and 1 <= int(chosen) <= min(len(found), _MOST):
            return found[int(chosen) - 1]
        if chosen in found:
            return str(chosen)


def _ask_key(question: Question, name: str) -> str:
    needed = " *" if question.required else ""
    while True:
        answer: str = click.prompt(
            f"{question.key}{needed} ({question.wanted})", default="", show_default=False, type=str
        ).strip()
        if not answer and question.required:
            output.line(f"  {question.key} is needed")
            continue
        problem = _problem(question, name, answer)
        if problem is None:
            return answer
        output.line(f"  {problem}")


def _problem(question: Question, name: str, answer: str) -> str | None:
    """What is wrong with an answer, None where nothing is."""
    if not answer:
        return None
    form = form_of(name)
    if question.choices and answer not in question.choices:
        return f"one of {', '.join(question.choices)}"
    try:
        if question.key in form.__annotations__:
            value(question.key, answer, kind_of(form, question.key))
    except BadInput as problem:
        return problem.what
    return None
