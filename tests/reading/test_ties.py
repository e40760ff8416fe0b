"""To what a development is tied: the date and the words of the other, as they were known."""

from pathlib import Path

from tests.reading.conftest import END, amend, at, crisis, happened, known, write
from tracker.application.dates import occurrence
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.evidence import evidence_document
from tracker.application.views.ties import TieRow, with_ties
from tracker.domain.commands import Link


def ties(reader: Reader, name: str, clocks: Clocks = END) -> list[TieRow]:
    found: list[TieRow] = with_ties(reader, evidence_document(reader, name, clocks), clocks)["ties"]
    return found


def test_each_tie_says_when_the_other_was_and_what_it_says_of_itself(reader: Reader) -> None:
    assert ties(reader, "strike") == [
        TieRow("responses", "recall", True, "2024-01-17", "", "Ambassador Téppo recalled"),
        TieRow("responses", "answer", True, "2024-01-18", "", "Pakistan strikes back"),
        TieRow("incidents", "crisis", words="The January crisis"),
    ]
    assert ties(reader, "answer") == [
        TieRow("in_response_to", "strike", True, "2024-01-16", "", "Iran strikes Panjgur"),
        TieRow("merged", "answer-again", True, "2024-01-18", "", "A strike in Sistan"),
    ]
    assert ties(reader, "answer-again") == [
        TieRow("same_as", "answer", True, "2024-01-18", "", "Pakistan strikes back")
    ]


def test_only_what_was_known_is_told(reader: Reader) -> None:
    assert ties(reader, "strike", at(30, known_at=known(17)))[0].tie == "incidents"


def test_a_group_has_the_ties_of_each_part(tmp_path: Path) -> None:
    write(tmp_path / "log.db", [*crisis(), amend(Link, "gulf/QAT-SAU", 25, in_response_to=("gulf/BHR-QAT",))])
    with Reader(tmp_path / "log.db") as reader:
        parts = with_ties(reader, evidence_document(reader, "gulf", END), END)["parts"]
    assert [[(row.tie, row.id) for row in part["ties"]] for part in parts] == [
        [("responses", "gulf/QAT-SAU")], [("in_response_to", "gulf/BHR-QAT")],
    ]  # fmt: skip


def test_what_is_not_known_yet_retracted_or_vague_says_so(tmp_path: Path) -> None:
    causes = ("late", "rumour", "vague")
    write(tmp_path / "log.db", [
        *crisis(),
        happened("late", "border_violated", 19, "IRN", "PAK", domain="sea", summary="Told late", known_from=known(28)),
        happened("vague", "border_violated", occurrence("2024-01-10/2024-01-25"), "IRN", "PAK", domain="sea"),
        happened("note", "protest_note_delivered", 20, "PAK", "IRN", in_response_to=causes),
    ])  # fmt: skip
    with Reader(tmp_path / "log.db") as reader:
        assert ties(reader, "note", at(30, known_at=known(26))) == [
            TieRow("in_response_to", "rumour", True, "2024-01-17", "", "War, somebody says", retracted=True),
            TieRow("in_response_to", "vague", True, "2024-01-20", "10–20 Jan", "border violated"),
            TieRow("in_response_to", "late"),
        ]
