"""What verbs print with --json has the shape of its schema, and the committed schemas are those of the program."""

import json
from pathlib import Path

import click
import pytest

from tracker.application.seeds import shipped_seeds
from tracker.application.shapes import SHAPES, fits, schema_of
from tracker.cli.main import VERBS, run, tracker

SCHEMAS = Path(__file__).resolve().parent / "schemas"

PAIRS = (("IRN", "PAK"), ("GBR", "RUS"), ("CAN", "IND"), ("QAT", "SAU"), ("NOR", "CHL"))
CLOCKS = ((), ("--as-of", "2018-03-20"), ("--as-of", "2024-01-18", "--known-at", "2024-01-18T12:00Z"))
OF_ALL = ("relations", "groups", "anomalies", "log", "where", "verify")
OF_PAIRS = ("state", "timeline", "cite", "accounts")
ASKED = [
    *((verb,) for verb in OF_ALL),
    ("relations", "--by", "head"),
    ("relations", "--by", "agreements"),
    *((verb, *pair, *clocks) for verb in OF_PAIRS for pair in PAIRS for clocks in CLOCKS),
    *(("relations", *clocks) for clocks in CLOCKS),
]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shapes") / "log.db"
    assert run(["--db", str(path), "replay", *map(str, shipped_seeds())]) == 0
    return path


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_what_is_printed_has_its_shape(log: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    capsys.readouterr()
    assert run(["--db", str(log), *words, "--json"]) == 0
    fits(words[0], capsys.readouterr().out)


@pytest.mark.parametrize(
    ("name", "words"),
    [("catalogue", ()), ("catalogue-type", ("ambassador_recalled",)), ("catalogue-tension", ("--tension",))],
)
def test_the_catalogue_has_its_shapes(capsys: pytest.CaptureFixture[str], name: str, words: tuple[str, ...]) -> None:
    assert run(["catalogue", *words, "--json"]) == 0
    fits(name, capsys.readouterr().out)


def test_a_replay_has_its_shape_whether_it_holds_or_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = [str(seed) for seed in shipped_seeds()]
    for words in (["--check"], ["--check", "--dry-run"], []):
        assert run(["--db", str(tmp_path / "log.db"), "replay", *seeds, *words, "--json"]) == 0
        fits("replay", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("verb", "text"),
    [
        ("where", "{}"),
        ("relations", "{}"),
        ("where", '{"path":"x","chosen_by":"me","exists":true,"bytes":0,"entries":0,"seeds":[]}'),
        ("where", '{"path":"x","chosen_by":"--db","exists":1,"bytes":0,"entries":0,"seeds":[]}'),
        ("where", '{"path":"x","chosen_by":"--db","exists":true,"bytes":0,"entries":0,"seeds":[],"more":1}'),
    ],
)
def test_what_has_another_shape_is_seen(verb: str, text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        fits(verb, text)


@pytest.mark.parametrize("verb", SHAPES)
def test_the_committed_schema_is_that_of_the_program(verb: str) -> None:
    committed = json.loads((SCHEMAS / f"{verb}.json").read_text("utf-8"))
    assert committed == schema_of(verb), "regenerate with scripts/json_schemas and look at the difference"


def test_every_verb_that_prints_json_has_a_shape() -> None:
    found = {name: tracker.get_command(click.Context(tracker), name) for name in VERBS}
    printing = {name for name, verb in found.items() if verb and any(p.name == "as_json" for p in verb.params)}
    without = {"dashboard", "prove"}  # a proof is JSON whatever is asked: docs/verify-a-proof.md has its shape
    assert printing == set(VERBS) - without == printing & set(SHAPES)


def test_no_schema_is_left_over() -> None:
    assert {path.stem for path in SCHEMAS.iterdir()} == set(SHAPES)
