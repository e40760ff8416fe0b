"""One pair of ten thousand developments: how long it takes to say why, what is told otherwise, and what was learned."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from measures import BATCH, batched, median
from synthetic import commands, pair_states

from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.accounts import account_document
from tracker.application.views.diff import diff_document
from tracker.application.views.parted_accounts import accounts_document
from tracker.application.views.why import asked as question
from tracker.application.views.why import why_document
from tracker.domain.commands import Record
from tracker.domain.evidence import Claim
from tracker.domain.moments import Cut

COUNT = 10_000
SHARES = (0.05, 1.0)
"""How many of the developments carry claims: of 5 % somebody says something; both parties speak of each."""
PAIR = "-".join(pair_states(1)[0])
NOW = datetime(2026, 1, 1, tzinfo=UTC)
END = Clocks(Cut(date(2030, 1, 1)))
BEFORE, AFTER = date(2014, 1, 1), date(2015, 1, 1)


def built(folder: Path, share: float) -> Path:
    """A log of one pair, of whose developments a share carries a claim of each party."""
    path = folder / f"pair{share:.2f}.db"
    chance = Random(3)
    with Writer(path) as writer:
        for part in batched(commands(COUNT, pairs=1), BATCH):
            writer.submit([_claimed(said, chance) if chance.random() < share else said for said in part])
    return path


def _claimed(said: Record, chance: Random) -> Record:
    source = said.development.sources[0]
    claims = tuple(
        Claim(aspect="killed", value=chance.randrange(9), party=party, source=source, quote=f"{party} gave a figure")
        for party in PAIR.split("-")
    )
    return replace(said, development=said.development.model_copy(update={"claims": claims}))


def asked(path: Path, times: int) -> Iterator[tuple[str, float]]:
    """Median seconds of each question, in process."""
    with Reader(path) as reader:
        for name, ask in _questions(reader).items():
            yield name, median(ask, times)


def _questions(reader: Reader) -> dict[str, Callable[[], object]]:
    old, new = (Clocks(Cut(day)) for day in (BEFORE, AFTER))
    known, learned = (END._replace(known_at=datetime(day.year, 1, 1, tzinfo=UTC)) for day in (BEFORE, AFTER))
    return {
        "why relations": lambda: why_document(reader, PAIR, question("relations", None, PAIR), END),
        "why tension": lambda: why_document(reader, PAIR, question("tension", None, PAIR), END),
        "accounts": lambda: accounts_document(reader, PAIR, END, now=NOW),
        "state --account": lambda: account_document(reader, PAIR, PAIR[:3], END, now=NOW),
        "diff of dates": lambda: diff_document(reader, PAIR, old, new, NOW),
        "diff of knowledge": lambda: diff_document(reader, PAIR, known, learned, NOW),
    }


def commanded(path: Path, times: int) -> Iterator[tuple[str, float]]:
    """Median seconds of each as a command with ``--json``, from its start to its end."""
    one, other = PAIR.split("-")
    verbs = (
        ("why", one, other, "relations"),
        ("accounts", one, other),
        ("diff", one, other, "--from", f"{BEFORE}", "--to", f"{AFTER}"),
        ("diff", one, other, "--known-from", f"{BEFORE}", "--known-to", f"{AFTER}"),
    )
    for verb in verbs:
        command = [sys.executable, "-m", "tracker.cli.main", "--db", str(path), *verb, "--json"]
        yield " ".join((verb[0], *verb[3:4])), median(lambda command=command: _run(command), times)  # type: ignore[misc]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
