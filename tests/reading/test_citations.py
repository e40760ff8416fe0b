"""Citations come back: the same picture for ever, or what was tampered with; and what of it no longer holds."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.reading.conftest import amend, at, crisis, happened, known, write
from tests.stores import run as change
from tracker.application.cited import looks_cited, read_citation
from tracker.application.problems import BadInput
from tracker.application.shapes import fits
from tracker.application.store.address import Address
from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.citation import citation
from tracker.application.views.errata import errata
from tracker.application.views.recited import recited
from tracker.cli.main import run
from tracker.domain.commands import AddClaims, Command, Correct, Link, Reinstate, Retract
from tracker.domain.evidence import Claim
from tracker.domain.moments import Cut

NOW = datetime(2024, 6, 1, tzinfo=UTC)
PAIRS = ("IRN-PAK", "BHR-QAT", "QAT-SAU", "FRA-GBR")
LATER: dict[str, Callable[[], Command]] = {
    "a development": lambda: happened("back", "ambassador_returned", 19, "PAK", "IRN", summary="Back at post."),
    "a correction": lambda: amend(Correct, "recall", 25, changes={"kind": "permanent"}, reason="for good"),
    "a correction of a date": lambda: amend(Correct, "strike", 25, changes={"actors": ["PAK"], "targets": ["IRN"]}),
    "a retraction": lambda: amend(Retract, "recall", 26, reason="he never left"),
    "a reinstatement": lambda: amend(Reinstate, "rumour", 27, reason="it is true after all"),
    "a claim": lambda: amend(AddClaims, "answer", 28, claims=(Claim(aspect="killed", value=9, by="Iran"),)),
    "a merger": lambda: amend(Link, "second-recall", 29, same_as=("recall",)),
}


def cite(place: Address, pair: str = "IRN-PAK", clocks: Clocks | None = None) -> str:
    with Reader(place) as reader:
        return str(citation(reader, pair, clocks or at(28, 2), now=NOW)["line"])


def again(place: Address, line: str) -> dict[str, Any]:
    with Reader(place) as reader:
        return recited(reader, read_citation(line), now=NOW)


def errata_of(place: Address, line: str) -> dict[str, Any]:
    with Reader(place) as reader:
        return errata(reader, read_citation(line), now=NOW)


def submit(place: Address, *commands: Command) -> None:
    with Writer(place, clock=lambda: datetime(2024, 4, 1, tzinfo=UTC)) as writer:
        writer.submit(list(commands))


EVERY_CLOCK = (
    at(28, 2), at(16), at(17, known_at=known(17)), at(20, known_at=known(22)), at(28, 2, position=9),
    Clocks(Cut(at(18).as_of.day, 300)), at(5, position=0),
)  # fmt: skip


def test_a_citation_brings_the_same_picture_back_whatever_was_recorded_since(log: Address) -> None:
    lines = [cite(log, pair, clocks) for pair in PAIRS for clocks in EVERY_CLOCK]
    before = [again(log, line) for line in lines]
    assert [(found["verdict"], found["found"]) for found in before] == [("same", line) for line in lines]
    submit(log, *(make() for make in LATER.values()))
    assert [again(log, line) for line in lines] == before


def test_a_citation_of_an_earlier_release_has_no_root_and_comes_back_too(log: Address) -> None:
    line, _, _ = cite(log).partition(" root:")
    assert again(log, line)["same"]
    other = line.replace("sha256:", "sha256:0")[: len(line)]
    assert again(log, other)["verdict"] == "state"


@pytest.mark.parametrize("pair", PAIRS)
def test_the_newest_citation_has_no_errata(log: Address, pair: str) -> None:
    for clocks in (at(28, 2), at(16), at(1)):
        found = errata_of(log, cite(log, pair, clocks))
        assert (found["holds"], found["errata"], found["entries"]) == (True, [], [])


@pytest.mark.parametrize("later", LATER)
def test_there_are_errata_exactly_where_another_picture_follows_now(log: Address, later: str) -> None:
    cited = [(cite(log, clocks=clocks), clocks) for clocks in (at(28, 2), at(16), at(18, known_at=known(18)), at(18))]
    submit(log, LATER[later]())
    for line, clocks in cited:
        found = errata_of(log, line)
        now = read_citation(cite(log, clocks=clocks._replace(known_at=None)))
        assert found["holds"] == (now.sha256 == read_citation(line).sha256)
        assert all(row["old"] != row["new"] and row["entries"] for row in found["errata"])


def test_an_erratum_names_old_and_new_and_who_said_it_and_why(log: Address) -> None:
    line = cite(log)
    submit(log, amend(Retract, "second-recall", 26, reason="he never left"))
    found = errata_of(log, line)
    (entry,) = found["entries"]
    assert (entry["kind"], entry["by"], entry["reason"]) == ("retracted", "ann", "he never left")
    submit(log, amend(Retract, "recall", 26, reason="he never left"))
    head = {row["component"]: row for row in errata_of(log, line)["errata"]}["head{PAK>IRN}"]
    assert (head["old"], head["new"], len(head["entries"])) == ("recalled", "ambassador", 1)


def test_what_was_recorded_already_and_is_known_only_later_is_an_erratum(log: Address) -> None:
    found = errata_of(log, cite(log, clocks=at(17, known_at=known(17))))
    rows = {row["component"]: (row["old"], row["new"]) for row in found["errata"]}
    assert rows["head{PAK>IRN}"] == ("ambassador", "recalled")
    assert {entry["kind"] for entry in found["entries"]} >= {"new", "corrected", "retracted"}
    assert all(entry["known_from"] > "2024-01-17T23:59:59Z" for entry in found["entries"])


def test_what_happened_after_the_date_of_the_picture_is_no_erratum(log: Address) -> None:
    line = cite(log, clocks=at(9))
    submit(log, LATER["a development"](), LATER["a retraction"]())
    assert errata_of(log, line)["holds"]


TAMPERED = {
    "an entry is altered": "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), 'revenge', 'mistake') AS BLOB)",
    "an entry is removed": "DELETE FROM stored_events WHERE originator_id = 'patrol'",
    "an entry is renamed": "UPDATE stored_events SET originator_id = 'x' WHERE originator_id = 'patrol'",
    "an entry is moved": "UPDATE stored_events SET rowid = 1000 WHERE originator_id = 'patrol'",
    "an entry is no entry": "UPDATE stored_events SET state = 5 WHERE originator_id = 'patrol'",
}


@pytest.mark.parametrize("statement", TAMPERED.values(), ids=TAMPERED)
def test_a_changed_entry_is_found_though_the_derived_rows_still_say_the_same(filed: Path, statement: str) -> None:
    line = cite(filed)
    submit(filed, LATER["a development"]())  # so that the log still reaches the position
    change(filed, statement)
    found = again(filed, line)
    assert (found["same"], found["verdict"]) == (False, "entries")
    assert found["findings"][0]["where"].startswith("entry ")
    with pytest.raises(BadInput, match="does not give the picture"):
        errata_of(filed, line)


def test_another_log_is_told_by_its_root_though_its_picture_is_the_same(filed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    write(other, [*crisis()[1:], crisis()[0]])
    found = again(other, cite(filed))
    assert found["verdict"] == "entries"
    assert [row["where"] for row in found["findings"]] == ["the citation"]
    assert read_citation(found["found"]).sha256 == read_citation(cite(filed)).sha256


def test_a_changed_derived_row_is_told_apart_from_a_changed_entry(filed: Path) -> None:
    line = cite(filed)
    change(filed, "DELETE FROM facts WHERE id = 'answer'")
    assert again(filed, line)["verdict"] == "derived"


def test_other_rules_are_told_apart_from_tampering(log: Address) -> None:
    line = cite(log)
    digest = read_citation(line).sha256
    other = line.replace(digest, digest[::-1])
    assert again(log, other)["verdict"] == "rules"
    assert errata_of(log, other)["rules_differ"]


def test_a_position_beyond_the_log_has_no_picture(log: Address) -> None:
    cited = read_citation(cite(log))
    line = cited.line.replace(f"#{cited.position}", f"#{cited.position + 1}")
    found = again(log, line)
    assert (found["verdict"], found["state"], found["found"]) == ("beyond", None, None)


GOOD = f"IRN-PAK @2024-01-18 known 2024-01-19T12:00Z #412 sha256:{'0' * 64} root:{'A' * 43}="
BAD = {
    "another order": (GOOD.replace("IRN-PAK", "PAK-IRN"), 1, "order of the alphabet"),
    "one state": (GOOD.replace("IRN-PAK", "IRN-IRN"), 1, "two different states"),
    "no pair": (GOOD.replace("IRN-PAK", "IRN"), 1, "is not a pair"),
    "no date": (GOOD.replace("01-18", "02-30"), 9, "date that there is"),
    "no hour": (GOOD.replace("18 known", "18T25:00 known"), 9, "date that there is"),
    "no time": (GOOD.replace("T12:00Z", ""), 27, "is not a time of knowledge"),
    "an impossible time": (GOOD.replace("T12:00Z", "T24:01Z"), 27, "time that there is"),
    "no position": (GOOD.replace("#412", "412"), 45, "is not a position"),
    "a short digest": (GOOD.replace(" root", "x root").replace("0x", ""), 50, "is not a digest"),
    "a forged root": (GOOD[:-2] + "B=", 122, "base64 of 32 bytes"),
    "no root": (GOOD[:-1], 122, "is not a root"),
    "too much": (GOOD + " more", 172, "too much"),
    "a comment": ("IRN-PAK @2024-01-18 known 2024-01-19T12:00Z ", 44, "in quotes"),
    "letters of other scripts": (GOOD.replace("#412", "#٤١٢"), 45, "is not a position"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "column", "hint"), BAD.values(), ids=BAD)
def test_what_is_no_citation_is_refused_with_its_place(line: str, column: int, hint: str) -> None:
    with pytest.raises(BadInput, match=f"column {column}: ") as problem:
        read_citation(line)
    assert hint in str(problem.value)
    assert problem.value.remedy


def test_a_citation_is_read_as_it_is_written_spaces_apart() -> None:
    assert read_citation("  " + GOOD.replace(" ", "\n  ")).line == GOOD
    assert looks_cited(GOOD)
    assert looks_cited("x sha256:1")
    assert not looks_cited("irn-pak-2024-001")
    assert not looks_cited("crisis/late")


@pytest.fixture
def tracker(log: Address, capsys: pytest.CaptureFixture[str]) -> Any:
    def said(*words: str) -> Any:
        status = run(["--db", str(log), *words])
        return status, *capsys.readouterr()

    return said


def test_on_the_command_line_the_same_is_0_and_another_or_no_citation_2(tracker: Any, log: Address) -> None:
    line = cite(log)
    assert tracker("show", line)[0] == 0
    assert tracker("show", *line.split())[0] == 0
    status, out, err = tracker("show", line.replace("sha256:", "sha256:0").replace(" root", "\b root", 1))
    assert (status, out) == (2, "")
    digest = read_citation(line).sha256
    status, out, err = tracker("show", line.replace(digest, digest[::-1]))
    assert (status, "the rules" in err, "found  " in out) == (2, True, True)
    status, out, err = tracker("errata", line.replace(digest, digest[::-1]))
    assert (status, "this is not what was cited" in err, "tracker show" in err) == (2, True, True)
    assert out == tracker("errata", line)[1]
    assert tracker("show", line, "--as-of", "2024-01-01")[0] == 2
    assert tracker("show", "strike", "recall")[0] == 2
    assert tracker("errata", line)[:2] == (0, tracker("errata", *line.split())[1])


def test_the_documents_have_their_shapes(tracker: Any, log: Address) -> None:
    for clocks in EVERY_CLOCK:
        line = cite(log, clocks=clocks)
        fits("show", tracker("show", line, "--json")[1])
        fits("errata", tracker("errata", line, "--json")[1])
    cited = read_citation(cite(log))
    for other in (cited.line.replace(cited.sha256, "0" * 64), cited.line.replace(f"#{cited.position}", "#99999")):
        status, out, _ = tracker("show", other, "--json")
        fits("show", out)
        assert (status, json.loads(out)["same"]) == (2, False)
