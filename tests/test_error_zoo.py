"""Every message says what, where and how to go on, and leaves the log as it was; the page of the zoo is current."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts" / "zoo"))

from cases import PAGE, ZOO, Case, cases  # noqa: E402 - the zoo is a script, found by its place
from page import _HEAD, Answer, Zoo, section  # noqa: E402

EVERY = cases()
# Of an empty file no line is to blame.
PLACELESS = {"empty-file"}
POSITION = re.compile(r"^error: (?P<file>[\w.-]+\.yaml)(:\d+(:\d+)?)?: \S")


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, Answer]]:
    # Not pytest's own folder: a case gives the rights of root away, and must still get to its file.
    with TemporaryDirectory() as folder:
        zoo = Zoo(Path(folder))
        yield {case.name: zoo.answer(case) for case in EVERY}


def named(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", EVERY, ids=named)
def test_bad_input_ends_with_status_2(case: Case, answers: dict[str, Answer]) -> None:
    assert answers[case.name].status == 2, answers[case.name]


@pytest.mark.parametrize("case", EVERY, ids=named)
def test_nothing_is_written_and_nothing_is_printed_but_the_message(case: Case, answers: dict[str, Answer]) -> None:
    assert answers[case.name].untouched
    assert answers[case.name].out == ""


@pytest.mark.parametrize("case", EVERY, ids=named)
def test_a_message_is_one_line_that_says_what_and_one_that_says_how_to_go_on(
    case: Case, answers: dict[str, Answer]
) -> None:
    first, *rest = answers[case.name].err.splitlines()
    assert first.startswith("error: ")
    assert len(rest) == 1
    assert rest[0].startswith("  ")
    assert len(rest[0].split()) > 1


@pytest.mark.parametrize("case", EVERY, ids=named)
def test_a_message_holds_no_traceback_and_nothing_that_a_terminal_obeys(case: Case, answers: dict[str, Answer]) -> None:
    said = answers[case.name].err
    assert "Traceback" not in said
    assert "the tracker itself failed" not in said
    assert all(line.isprintable() for line in said.splitlines())


@pytest.mark.parametrize("case", [case for case in EVERY if case.file.suffix == ".yaml"], ids=named)
def test_what_is_wrong_with_a_file_is_said_with_its_place(case: Case, answers: dict[str, Answer]) -> None:
    found = POSITION.match(answers[case.name].err)
    assert found is not None, answers[case.name].err
    assert found["file"] == case.file.name
    assert bool(found[2]) != (case.name in PLACELESS), answers[case.name].err


def test_the_page_is_what_the_program_says(answers: dict[str, Answer]) -> None:
    wanted = "\n".join([_HEAD, *(section(case, answers[case.name]) for case in EVERY)])
    assert PAGE.read_text("utf-8") == wanted, "regenerate with scripts/error_zoo and look at the difference"


def test_every_file_of_the_zoo_is_a_case() -> None:
    files = {path.name for path in ZOO.iterdir() if path.is_file()} - {PAGE.name}
    assert files == {case.file.name for case in EVERY}


def test_what_would_be_written_is_seen_as_a_change(tmp_path: Path) -> None:
    """The check of the log's bytes would be worth nothing if it could not fail."""
    case = Case("a-good-one", ZOO / "x.cmd", (("correct", "recall", "kind=permanent", "--reason", "a typo"),))
    answer = Zoo(tmp_path).answer(case)
    assert answer.status == 0
    assert not answer.untouched
