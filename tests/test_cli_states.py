"""The verbs that show states say which clocks hold, both directions, and what is not known, in words and in JSON."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tracker.application.pages import relations_page, state_page
from tracker.application.plain import clocks_in_words, head_in_words, trend_in_words
from tracker.application.seeds import shipped_seeds
from tracker.application.shown import cells
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.relations import relation_rows
from tracker.cli import options
from tracker.cli.main import run
from tracker.domain.moments import Cut
from tui.listing import Listing

PRESS = next(seed for seed in shipped_seeds() if seed.stem == "iran-pakistan-2024-press")


class Said(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Tell = Callable[..., Said]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with the press scenario."""
    path = tmp_path_factory.mktemp("states") / "log.db"
    assert run(["--db", str(path), "replay", str(PRESS)]) == 0
    return path


@pytest.fixture
def tell(log: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tell:
    monkeypatch.setenv("TRACKER_DB", str(log))
    capsys.readouterr()
    return lambda *words: Said(run(words), *capsys.readouterr())


def test_the_state_after_the_press_scenario_is_what_an_expert_would_say(tell: Tell) -> None:
    said = tell("state", "IRN", "PAK", "--as-of", "2024-01-18")
    assert (said.status, said.err) == (0, "")
    page = [" ".join(line.split()) for line in said.lines]
    assert page[0] == "Relations IRN-PAK on 18 Jan 2024, as known now"
    assert "relations established" in page
    assert "IRN>PAK PAK>IRN" in page
    assert "head unknown recalled, a chargé d’affaires in charge" in page
    assert "last_summons 2024-01-18 -" in page
    assert "hostility 4" in page


def test_three_accounts_of_the_casualties_stand_side_by_side_with_who_gave_them(tell: Tell) -> None:
    lines = tell("state", "IRN", "PAK", "--as-of", "2024-01-18").lines
    start = next(i for i, line in enumerate(lines) if line.endswith(" casualties"))
    accounts = [line for line in lines[start + 1 : start + 4] if line.startswith("    ")]
    assert len(accounts) == 3
    assert any("Vahidi" in account and "killed 9" in account for account in accounts)


def test_json_of_a_state_has_the_keys_of_the_format_in_their_order(tell: Tell) -> None:
    document = tell("state", "IRN", "PAK", "--as-of", "2024-01-18", "--json").document
    keys = ["pair", "state", "because", "anomalies", "disputed", "uncertain", "open", "tension", "clocks"]
    assert list(document) == keys
    assert document["state"]["head"] == {"IRN>PAK": "unknown", "PAK>IRN": "recalled"}
    assert document["clocks"]["as_of"] == "2024-01-18"


def test_json_is_one_document_and_no_byte_of_it_is_beyond_ascii(tell: Tell) -> None:
    said = tell("state", "IRN", "PAK", "--json")
    assert said.out.isascii()
    assert said.out.startswith("{\n")
    assert said.err == ""


@pytest.mark.parametrize("named", [("PAK", "IRN"), ("pakistan", "iran"), ("Iran", "PAK"), (" irn", "pak ")])
def test_states_are_named_by_code_or_name_in_any_order(tell: Tell, named: tuple[str, str]) -> None:
    assert tell("state", *named, "--json").document["pair"] == "IRN-PAK"


def test_a_state_has_no_relations_with_itself(tell: Tell) -> None:
    said = tell("state", "PAK", "Pakistan")
    assert (said.status, said.out) == (2, "")
    assert said.err == "error: PAK has no relations with itself\n  name two different states\n"


def test_an_unknown_state_is_answered_with_what_was_expected(tell: Tell) -> None:
    said = tell("state", "PAK", "Irann")
    assert said.status == 2
    assert "did you mean" in said.err


def test_a_pair_of_which_nothing_is_said_is_all_unknown(tell: Tell) -> None:
    said = tell("state", "NOR", "CHL")
    assert said.status == 0
    assert said.lines[0].startswith("Relations CHL-NOR on ")
    assert any(line.startswith("unknown: relations, recognition, mission") for line in said.lines)


def test_before_the_articles_nothing_was_known(tell: Tell) -> None:
    said = tell("state", "IRN", "PAK", "--as-of", "2024-01-18", "--known-at", "2024-01-17", "--json")
    assert said.document["state"]["relations"] == "unknown"
    page = tell("state", "IRN", "PAK", "--as-of", "2024-01-18", "--known-at", "2024-01-17")
    assert page.lines[0] == "Relations IRN-PAK on 18 Jan 2024, as known at the end of 17 Jan 2024 (UTC)"


def test_at_position_0_nothing_was_recorded(tell: Tell) -> None:
    said = tell("state", "IRN", "PAK", "--position", "0", "--as-of", "2024-01-18")
    assert said.lines[0].endswith("as known now, as recorded up to entry 0")
    assert tell("state", "IRN", "PAK", "--position", "0", "--json").document["state"]["hostility"] == "unknown"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--as-of", "2024-02-30"], 2),
        (["--as-of", "yesterday"], 2),
        (["--known-at", "soon"], 2),
        (["--position", "-1"], 2),
        (["--position", "x"], 2),
        (["--as-of", "2024-01"], 0),
        (["--as-of", "2024-01-18T12:30"], 0),
        (["--known-at", "2024-01-18T12:30:00+03:30"], 0),
    ],
)
def test_clocks_are_read_or_refused_in_words(tell: Tell, words: list[str], status: int) -> None:
    for verb in (["state", "IRN", "PAK"], ["relations"]):
        said = tell(*verb, *words)
        assert said.status == status
        assert said.err.startswith("error: ") is bool(status)
        assert "as known" in said.out or status


def test_a_date_that_lies_in_the_future_is_marked(tell: Tell) -> None:
    said = tell("state", "IRN", "PAK", "--as-of", "9000-01-01")
    assert said.lines[0] == "Relations IRN-PAK on 1 Jan 9000, as known now (lies in the future)"


def test_without_a_date_it_is_the_later_of_today_and_the_last_of_the_log(
    tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:

    for today, shown in (("2001-01-01", "2024-01-18"), ("2030-05-05", "2030-05-05")):
        monkeypatch.setattr(options, "today", lambda day=today: date.fromisoformat(day))
        assert tell("state", "IRN", "PAK", "--json").document["clocks"]["as_of"] == shown


def test_relations_are_listed_the_tensest_first_with_heads_in_words_and_a_reason(tell: Tell) -> None:
    said = tell("relations", "--as-of", "2024-01-18")
    assert said.lines[0] == "3 relations on 18 Jan 2024, as known now, the tensest first"
    row = next(line for line in said.lines if line.startswith("IRN-PAK"))
    assert "IRN in PAK: unknown; PAK in IRN: recalled, a chargé d’affaires in charge" in row
    assert "▲ deteriorated" in row
    rows = tell("relations", "--as-of", "2024-01-18", "--json").document
    assert [row["tension"] for row in rows] == sorted((row["tension"] for row in rows), reverse=True)


def test_by_a_component_relations_are_listed_as_the_dashboard_lists_them(tell: Tell, log: Path) -> None:
    said = tell("relations", "--as-of", "2024-01-18", "--by", "Head")
    assert said.lines[0].endswith("as known now, by head, the gravest first")
    assert said.lines[2].split()[-2:] == ["HEAD", "AHEAD"]
    assert "PAK>IRN: recalled; IRN>PAK: unknown" in next(line for line in said.lines if line.startswith("IRN-PAK"))
    rows = tell("relations", "--as-of", "2024-01-18", "--by", "head", "--json").document
    assert next(row["held"] for row in rows if row["pair"] == "IRN-PAK") == {
        "head": {"PAK>IRN": "recalled", "IRN>PAK": "unknown"}
    }
    with Reader(log) as reader:
        found = relation_rows(reader, Clocks(Cut(date(2024, 1, 18))), by="hostility")
    listed = [row["pair"] for row in tell("relations", "--as-of", "2024-01-18", "--by", "hostility", "--json").document]
    assert listed == [row.pair for row in Listing(component="hostility").rows(found, "")]
    assert "held" not in tell("relations", "--as-of", "2024-01-18", "--json").document[0]
    wrong = tell("relations", "--by", "headd")
    assert wrong.status == 2
    assert "there is no component 'headd' (did you mean head?)" in wrong.err


@pytest.mark.parametrize("width", [80, 100, 149])
def test_on_a_narrow_terminal_every_pair_still_tells_all(tell: Tell, width: int) -> None:
    rows = tell("relations", "--as-of", "2024-01-18", "--json").document
    page = relations_page(rows, "on 18 Jan 2024, as known now", width)
    assert len(page) >= 3 + 3 * len(rows)
    flags = [row[name] for row in rows for name in ("risk", "opportunity") if row[name]]
    assert flags
    told = " ".join(" ".join(page).split())
    assert all(f"{flag['reason']} ({flag['development']})" in told for flag in flags)
    for row in rows:
        assert any(row["reason"] in line for line in page)
    assert max(map(cells, page)) <= 80 or width > 80


def test_a_state_fits_a_terminal_of_80_cells_but_for_quotations(tell: Tell) -> None:
    document = tell("state", "IRN", "PAK", "--as-of", "2024-01-15", "--json").document
    assert max(map(cells, state_page(document, width=80))) <= 80


def test_forward_flags_are_told_with_a_sign_a_word_their_reason_and_the_development(tell: Tell) -> None:
    rows = tell("relations", "--as-of", "2024-01-18", "--json").document
    raised = {row["pair"]: row["risk"] for row in rows if row["risk"]}
    assert raised["IRN-PAK"]["rule"] == "militarised"
    line = next(line for line in tell("relations", "--as-of", "2024-01-18").lines if line.startswith("IRN-PAK"))
    assert f"! risk: {raised['IRN-PAK']['reason']} ({raised['IRN-PAK']['development']})" in line


def test_no_relations_are_said_with_how_to_record_some() -> None:
    assert relations_page([], "on 1 Jan 2024, as known now", None) == [
        "No relations on 1 Jan 2024, as known now.",
        "Record some with: tracker replay FILE",
    ]


@pytest.mark.parametrize(
    ("head", "in_charge", "said"),
    [
        ("ambassador", "unknown", "ambassador"),
        ("recalled", "charge", "recalled, a chargé d’affaires in charge"),
        ("recalled", "none", "recalled, nobody in charge"),
        ("recalled", "unknown", "recalled, who is in charge is unknown"),
        ("none", "charge", "no head of mission, a chargé d’affaires in charge"),
        ("none", "unknown", "no head of mission"),
        ("charge", "unknown", "chargé d’affaires"),
        ("unknown", "unknown", "unknown"),
    ],
)
def test_a_head_of_mission_is_said_in_words(head: str, in_charge: str, said: str) -> None:
    assert head_in_words(head, in_charge) == said


def test_a_trend_is_a_glyph_and_a_word() -> None:
    assert trend_in_words("deteriorated", 2.25) == "▲ deteriorated +2.2"
    assert trend_in_words("unchanged, no acts", 0.0) == "· unchanged, no acts"


def test_the_clocks_are_said_in_words() -> None:
    clocks = {"as_of": "2024-01-18T12:30", "known_at": "2024-01-19T08:05:00Z", "future": False}
    assert clocks_in_words(clocks) == "on 18 Jan 2024 12:30, as known on 19 Jan 2024 at 08:05 UTC"


def test_text_of_data_cannot_act_on_the_terminal() -> None:
    page = relations_page([hostile_row()], "now", None)
    assert all(line.isprintable() for line in page)


def hostile_row() -> dict[str, Any]:
    halves = {"IRN>PAK": "\x1b[2J", "PAK>IRN": "\u202e"}
    return {
        "pair": "IRN-PAK", "tension": 1.0, "band": "calm", "trend": "unchanged", "change": 0.0, "hostility": 1,
        "relations": "established", "heads": halves, "in_charge": halves, "reason": "\x07",
        "risk": {"reason": "\x1b[2J", "development": "\x9b"}, "opportunity": None,
    }  # fmt: skip


def test_where_tells_the_path_alone_and_more_in_json(tell: Tell, log: Path) -> None:
    assert tell("where").out == f"{log}\n"
    found = tell("where", "--json").document
    assert (found["path"], found["chosen_by"], found["exists"]) == (str(log), "TRACKER_DB", True)
    assert found["entries"] > 20
    assert str(PRESS) in found["seeds"]


def test_where_tells_a_place_where_nothing_is_yet(tell: Tell, tmp_path: Path) -> None:
    found = tell("where", "--json", "--db", str(tmp_path / "new.db")).document
    assert (found["exists"], found["bytes"], found["entries"]) == (False, 0, 0)
    assert not (tmp_path / "new.db").exists()


def test_rows_of_another_release_are_derived_anew_before_they_are_read(tell: Tell, log: Path, tmp_path: Path) -> None:
    import shutil
    import sqlite3

    path = tmp_path / "old.db"
    shutil.copy(log, path)
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE meta SET value = 'other' WHERE key = 'fingerprint'")
        conn.execute("DELETE FROM facts")
        conn.execute("DELETE FROM checkpoints")
    conn.close()
    said = tell("relations", "--as-of", "2024-01-18", "--json", "--db", str(path))
    assert said.status == 0
    assert said.document == tell("relations", "--as-of", "2024-01-18", "--json").document
