"""The directions of the house as tests, each with its reason and with an example that breaks it."""

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pytest

from tests.house import Module, all_modules, module_from

# A module of the domain imports only what stands above it; a new one is given its place here.
ORDER = (
    "parties",
    "moments",
    "occurrence",
    "evidence",
    "disputes",
    "weights",
    "law",
    "relation",
    "instructions",
    "effects",
    "expectations",
    "act",
    "development",
    "developments",
    "catalogue",
    "log",
    "dossier",
    "commands",
    "merging",
    "desk",
    "deadlines",
    "waits",
    "account",
    "chronicle",
    "lifecycle",
    "sifting",
    "ledger",
    "chains",
    "norms",
    "tension",
    "fold",
    "knockout",
    "reading",
    "gravity",
    "outlook",
    "stretches",
    "watching",
    "watch_text",
)
# The desk judges the record, these read it: neither court sits in the other.
READING = (
    "chronicle",
    "lifecycle",
    "sifting",
    "ledger",
    "chains",
    "norms",
    "tension",
    "fold",
    "knockout",
    "reading",
    "gravity",
    "outlook",
    "stretches",
    "watching",
    "watch_text",
)
CHANCE_AND_CLOCKS = ("random", "secrets", "time", "uuid")
FILES_AND_NETWORK = ("http", "io", "os", "pathlib", "shutil", "socket", "sqlite3", "tempfile", "urllib")
SURROUNDINGS = ("asyncio", "getpass", "locale", "logging", "platform", "subprocess", "threading")
IMPURE = (*CHANCE_AND_CLOCKS, *FILES_AND_NETWORK, *SURROUNDINGS)
THIRD_PARTY_OF_THE_DOMAIN = ("pydantic", "pydantic_core")


Fault = tuple[int, str]
Check = Callable[[Module], Iterable[Fault]]


def only(owner: str, *packages: str) -> Check:
    """Nothing outside `owner` imports one of `packages`."""

    def faults(module: Module) -> Iterator[Fault]:
        if not module.lies_in(owner):
            yield from ((found.line, found.name) for found in module.imports if found.brings(*packages))

    return faults


def never(importer: str, *packages: str) -> Check:
    """Nothing in `importer` imports one of `packages`."""

    def faults(module: Module) -> Iterator[Fault]:
        if module.lies_in(importer):
            yield from ((found.line, found.name) for found in module.imports if found.brings(*packages))

    return faults


def dashboard_only_when_asked(module: Module) -> Iterator[Fault]:
    for found in module.imports:
        asked = any("dashboard" in function for function in found.inside)
        if module.lies_in("tracker.cli") and found.brings("tui") and not asked:
            yield found.line, found.name


def domain_is_stdlib_and_pydantic(module: Module) -> Iterator[Fault]:
    for found in module.imports if module.lies_in("tracker.domain") else ():
        top = found.name.partition(".")[0]
        if top not in sys.stdlib_module_names and not found.brings("tracker.domain", *THIRD_PARTY_OF_THE_DOMAIN):
            yield found.line, found.name


def domain_is_pure(module: Module) -> Iterator[Fault]:
    if not module.lies_in("tracker.domain"):
        return
    yield from ((found.line, found.name) for found in module.imports if found.brings(*IMPURE))
    for call in module.calls:
        if isinstance(call.func, ast.Name) and call.func.id in ("open", "print", "input", "eval", "exec"):
            yield call.lineno, f"{call.func.id}()"


def domain_has_no_clock(module: Module) -> Iterator[Fault]:
    if module.lies_in("tracker.domain"):
        asked = (node for node in ast.walk(module.tree) if isinstance(node, ast.Attribute))
        yield from ((node.lineno, node.attr) for node in asked if node.attr in ("now", "today", "utcnow"))


def _place(name: str) -> str:
    """Return the word of ORDER under which a module of the domain stands, '' for none."""
    head, _, rest = name.partition("tracker.domain.")
    return rest.partition(".")[0] if not head else ""


def domain_keeps_its_order(module: Module) -> Iterator[Fault]:
    here = _place(module.name)
    if not here:
        return
    if here not in ORDER:
        yield 1, f"{here} has no place in ORDER"
        return
    for found in module.imports:
        there = _place(found.name)
        if there in ORDER and ORDER.index(there) > ORDER.index(here):
            yield found.line, found.name


def courts_stay_apart(module: Module) -> Iterator[Fault]:
    here = _place(module.name)
    for found in module.imports:
        there = _place(found.name)
        if (here == "desk" and there in READING) or (here in READING and there == "desk"):
            yield found.line, found.name


def categories_stay_apart(module: Module) -> Iterator[Fault]:
    folder = "tracker.domain.developments"
    if module.name == folder or not module.lies_in(folder):
        return
    for found in module.imports:
        if found.brings(folder) and not found.brings(module.name):
            yield found.line, found.name


@dataclass(frozen=True)
class Rule:
    """A direction of the house: its sentence, its reason, its check, and examples that break it."""

    sentence: str
    reason: str
    check: Check
    broken_by: tuple[tuple[str, str], ...]


RULES = (
    Rule(
        "only the store imports eventsourcing",
        "the library is replaced or upgraded in one place, and nobody else sees its rows",
        only("tracker.application.store", "eventsourcing"),
        (
            ("tracker.application.replay", "from eventsourcing.persistence import Mapper"),
            ("tracker.application.storehouse", "import eventsourcing"),
            ("tracker.domain.log", "import_module('eventsourcing.domain')"),
        ),
    ),
    Rule(
        "only the store's package of PostgreSQL imports its driver",
        "a log in a file needs no driver, and what the driver raises holds words that are not for a screen",
        only("tracker.application.store.postgres", "psycopg", "psycopg_pool", "eventsourcing.postgres"),
        (
            ("tracker.application.store.reader", "import psycopg"),
            ("tracker.cli.main", "from psycopg.errors import Error"),
            ("tracker.application.store.recorder", "from eventsourcing.postgres import PostgresDatastore"),
        ),
    ),
    Rule(
        "only tui imports textual",
        "reading verbs start fast, and what the screens show can be tested without a screen",
        only("tui", "textual"),
        (("tracker.cli.main", "def dashboard():\n    import textual"), ("tuition", "import textual.app")),
    ),
    Rule(
        "only tracker.cli imports click",
        "what a desk does is the same behind every front door; options belong to one of them",
        only("tracker.cli", "click"),
        (("tracker.application.replay", "import click"), ("tui.app", "from click import echo")),
    ),
    Rule(
        "the command line imports tui only inside a function of the dashboard",
        "tracker state must not pay for the start of a screen that it does not open",
        dashboard_only_when_asked,
        (
            ("tracker.cli.main", "from tui.app import Dashboard"),
            ("tracker.cli.main", "def state():\n    import tui"),
            ("tracker.cli.dashboard", "import tui"),
        ),
    ),
    Rule(
        "the domain imports nothing from outside itself",
        "the laws of the state hold whatever stores, asks or shows it",
        never("tracker.domain", "tracker.application", "tracker.cli", "tui"),
        (
            ("tracker.domain.fold", "from tracker.application import shown"),
            ("tracker.domain.fold", "from ..application.store import open_log"),
        ),
    ),
    Rule(
        "the application imports no front door",
        "command line and dashboard are two users of the same functions, and neither is needed for them",
        never("tracker.application", "tracker.cli", "tui"),
        (
            ("tracker.application.reading", "from tracker import cli"),
            ("tracker.application.reading", "import tui"),
        ),
    ),
    Rule(
        "the screens import nothing from the command line",
        "the dashboard shows rows of the application, not text that was made for a pipe",
        never("tui", "tracker.cli"),
        (("tui.app", "from tracker.cli import main"),),
    ),
    Rule(
        "the screens import nothing from the domain",
        "a screen that holds domain objects begins to compute; it receives rows",
        never("tui", "tracker.domain"),
        (("tui.pair", "from tracker.domain.fold import fold"),),
    ),
    Rule(
        "the command line imports nothing from the domain",
        "it prints rows of the application, so that both front doors say the same",
        never("tracker.cli", "tracker.domain"),
        (("tracker.cli.state", "import tracker.domain.relation"),),
    ),
    Rule(
        "the domain imports only the standard library and pydantic",
        "what the log means must still be computable when every other library has gone",
        domain_is_stdlib_and_pydantic,
        (
            ("tracker.domain.parties", "import pycountry"),
            ("tracker.domain.occurrence", "from edtf import parse_edtf"),
            ("tracker.domain.log", "import pydantic_settings"),
            ("tracker.domain.log", "from tracker import __version__"),
        ),
    ),
    Rule(
        "the domain has no clock of the machine, no chance, no files and no log",
        "the same log gives the same bytes in another process, place and year",
        domain_is_pure,
        (
            ("tracker.domain.log", "from uuid import uuid4"),
            ("tracker.domain.fold", "def fold():\n    import time"),
            ("tracker.domain.fold", "from os.path import join"),
            ("tracker.domain.fold", "open('seeds')"),
        ),
    ),
    Rule(
        "the domain never asks what time it is",
        "date, knowledge and record arrive from outside; a fold that reads a clock differs tomorrow",
        domain_has_no_clock,
        (
            ("tracker.domain.chronicle", "datetime.now(UTC)"),
            ("tracker.domain.chronicle", "as_of = date.today"),
            ("tracker.domain.chronicle", "dt.datetime.utcnow()"),
        ),
    ),
    Rule(
        "a module of the domain imports only what stands above it in ORDER",
        "vocabulary knows no law, law no development, development no log: each can be read alone",
        domain_keeps_its_order,
        (
            ("tracker.domain.law", "from tracker.domain.effects import Effect"),
            ("tracker.domain.relation", "from tracker.domain import development"),
            ("tracker.domain.development", "from .developments import force"),
            ("tracker.domain.chronicle", "import tracker.domain.fold"),
            ("tracker.domain.misc", ""),
        ),
    ),
    Rule(
        "the desk and what reads the log do not import each other",
        "the desk judges the record and the fold judges the world; decide never looks at relations",
        courts_stay_apart,
        (
            ("tracker.domain.desk", "from tracker.domain.fold import fold"),
            ("tracker.domain.chronicle", "from tracker.domain.desk import decide"),
        ),
    ),
    Rule(
        "categories of developments never import each other",
        "adding or changing a type touches one file",
        categories_stay_apart,
        (
            (
                "tracker.domain.developments.force",
                "from tracker.domain.developments.law import CaseFiled",
            ),
            ("tracker.domain.developments.force", "from . import representation"),
            ("tracker.domain.developments.force", "from tracker.domain import developments"),
        ),
    ),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.sentence)
def test_the_house_keeps_the_rule_that(rule: Rule) -> None:
    faults = [f"{module.name}:{line}: {what}" for module in all_modules() for line, what in rule.check(module)]
    assert not faults, f"{rule.sentence}, because {rule.reason}:\n" + "\n".join(faults)


BROKEN = [(rule, name, source) for rule in RULES for name, source in rule.broken_by]


@pytest.mark.parametrize(
    ("rule", "name", "source"),
    BROKEN,
    ids=[f"{rule.sentence}: {name}: {source}" for rule, name, source in BROKEN],
)
def test_the_check_sees_a_break_of_the_rule_that(rule: Rule, name: str, source: str) -> None:
    assert list(rule.check(module_from(name, source)))


def test_the_dashboard_command_may_open_the_screens() -> None:
    command = module_from("tracker.cli.main", "def dashboard():\n    from tui.app import Dashboard")
    assert not [fault for rule in RULES for fault in rule.check(command)]


def test_the_walk_finds_the_modules_of_the_house() -> None:
    assert {"tracker", "tracker.domain", "tracker.application", "tracker.cli", "tui"} <= {
        module.name for module in all_modules()
    }
