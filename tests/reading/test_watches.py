"""Watches: what their language says and refuses, and which entries fire them, none missed and none twice."""

import json
import shlex
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.reading.conftest import amend, crisis, happened, write
from tests.reading.test_citations import submit
from tests.test_readme import ROOT, missing, tour
from tracker.application.cited import read_citation
from tracker.application.problems import BadInput
from tracker.application.seeds import shipped_seeds
from tracker.application.shapes import fits
from tracker.application.store.address import Address
from tracker.application.store.reader import Reader
from tracker.application.watch_entries import default_name, lift_watch, set_watch
from tracker.application.watching import Watching, checked, kept_watches, met_now, rows_since
from tracker.cli.main import run
from tracker.domain.commands import Correct, Retract
from tracker.domain.moments import Cut
from tracker.domain.occurrence import Occurrence
from tracker.domain.watch_text import DEEPEST, LONGEST, UnreadableWatch, read_watch
from tracker.domain.watching import Changed, Compared, Every, Not, Some, Watch, is_met

NOW = datetime(2024, 6, 1, tzinfo=UTC)
DAY = Cut(date(2024, 1, 28))
READ = {
    "IRN-PAK hostility>=4": Watch("IRN-PAK", Compared("hostility", "", ">=", 4)),
    "* changed": Watch("*", Changed()),
    "IRN changed head{IRN>PAK}": Watch("IRN", Changed("head", "IRN>PAK")),
    "* demand_open": Watch("*", Compared("demand_open", "", "=", value=True)),
    "* consular_kept=no": Watch("*", Compared("consular_kept", "", "=", value=False)),
    "* last_summons>2024-01-16": Watch("*", Compared("last_summons", "", ">", date(2024, 1, 16))),
    "* not dispute and tension>7.5 or (changed)": Watch("*", Some((
        Every((Not(Compared("dispute", "", "=", value=True)), Compared("tension", "", ">", 7.5))), Changed(),
    ))),
    "* expelled_by{IRN} == 3": Watch("*", Compared("expelled_by", "IRN", "=", 3)),
}  # fmt: skip
REFUSED = {
    "": 1, "IRN-PAK": 8, "PAK-IRN dispute": 1, "iran dispute": 1, "* hostilty>=4": 3, "* head>ambassador": 7,
    "* head=envoy": 8, "* hostility": 12, "* hostility>=9": 14, "* dispute=maybe": 11, "* tension>many": 11,
    "* expelled_by>1.5": 15, "* last_summons>2024-13-01": 16, "IRN-PAK head{IRN>IND}=none": 9,
    "* hostility{IRN}=3": 3, "* head{IRN}=none": 3, "* head{IRN>IRN}=none": 3, "* dispute dispute": 11,
    "* (dispute": 11, "* dispute)": 10, "* !": 3, "* and": 3, "* \x1b[31m": 3, "* dispute \udcff": 11,
    "* " + "not " * (DEEPEST + 1) + "dispute": 3 + 4 * DEEPEST, "* " + "(" * 400: 3 + DEEPEST,
    "* " + "x" * LONGEST: LONGEST + 1, "FRA-GBR expelled_by{IRN}>1": 9,
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_an_expression_is_read_as_it_is_meant(text: str) -> None:
    assert read_watch(text) == READ[text]
    assert checked(f"  {text}  ") == READ[text]


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text[:30]))
def test_what_is_not_of_the_language_is_refused_where_it_stands(text: str) -> None:
    with pytest.raises(UnreadableWatch) as refused:
        read_watch(text)
    assert refused.value.column == REFUSED[text]
    with pytest.raises(BadInput, match=r"\w"):
        checked(text)


def test_a_state_that_there_is_not_is_refused_too() -> None:
    for text in ("IRN-PKA dispute", "PKA dispute", "* expelled_by{PKA}>1"):
        with pytest.raises(BadInput, match="did you mean"):
            checked(text)


STANDING = {
    "hostility": {"": 4}, "tension": {"": 8.0, "IRN>PAK": 8.0, "PAK>IRN": 1.0},
    "head": {"IRN>PAK": "ambassador", "PAK>IRN": "recalled"}, "mechanisms": {"": ["border commission"]},
    "agreements": {"": {"Gas 1995": "in_force"}}, "last_summons": {"IRN>PAK": "2024-01-17", "PAK>IRN": None},
    "ceasefire": {"": "unknown"}, "dispute": {"": True},
}  # fmt: skip
BEFORE = {**STANDING, "hostility": {"": "unknown"}, "head": {"IRN>PAK": "ambassador", "PAK>IRN": "ambassador"}}
MET = {
    "hostility>=4": True, "hostility>4": False, "hostility<5": True, "hostility<=3": False, "hostility!=4": False,
    "head=recalled": True, "head{IRN>PAK}=recalled": False, "head!=ambassador": True, "not head=ambassador": False,
    "tension<3": False, "tension{PAK>IRN}<3": True, 'mechanisms="border commission"': True, "mechanisms=other": False,
    "mechanisms!=other": True, 'agreements="Gas 1995"': True, "last_summons>2024-01-16": True,
    "last_summons{PAK>IRN}<2024-01-16": False, "ceasefire=unknown": True, "dispute": True, "dispute=false": False,
    "changed": True, "changed head{PAK>IRN}": True, "changed head{IRN>PAK}": False, "changed dispute": False,
    "dispute and hostility=5": False, "dispute or hostility=5": True, "not (dispute and hostility=5)": True,
    "hostility=5 and dispute or dispute": True, "hostility=5 and (dispute or dispute)": False,
}  # fmt: skip


@pytest.mark.parametrize("text", MET)
def test_a_condition_is_met_where_the_state_says_so(text: str) -> None:
    assert is_met(read_watch(f"IRN-PAK {text}").condition, STANDING, BEFORE) is MET[text]


def test_what_is_unknown_is_neither_more_nor_less() -> None:
    for sign in ("<", "<=", ">", ">="):
        assert not is_met(read_watch(f"* hostility{sign}3").condition, BEFORE, BEFORE)


def test_what_changed_is_the_state_and_not_a_reading_which_moves_with_every_day() -> None:
    later_on = {**STANDING, "tension": {"": 7.0, "IRN>PAK": 7.0, "PAK>IRN": 1.0}}
    assert not is_met(read_watch("* changed").condition, later_on, STANDING)
    assert is_met(read_watch("* changed tension").condition, later_on, STANDING)


def kept(place: Address) -> dict[str, str]:
    with Reader(place) as reader:
        return {name: found.expression for name, found in kept_watches(reader).items()}


def since(place: Address, after: int) -> list[dict[str, Any]]:
    with Reader(place) as reader:
        found = Watching(reader, after).firings(reader, rows_since(reader, after), DAY, NOW)
        return [firing for _, firings in found for firing in firings]


def last(place: Address) -> int:
    with Reader(place) as reader:
        return reader.last_position()


def later(place: Address) -> None:
    """Watches, and then entries that fire them one after the other."""
    set_watch(place, "IRN-PAK changed head", "heads", "ada")
    set_watch(place, "QAT relations=severed", "gulf", "ada")
    set_watch(place, "* hostility=5", "war", "ada")
    submit(place, happened("back", "ambassador_returned", 21, "PAK", "IRN", summary="Back at post."))
    submit(place, happened("war", "war_begun", 22, "PAK", "IRN", criterion="so", summary="War"))
    lift_watch(place, "gulf", ["gulf"], "bob")
    submit(place, amend(Retract, "war", 29, reason="no"), amend(Retract, "gulf/BHR-QAT", 29, reason="no"))
    submit(place, happened("war-2", "war_begun", 23, "PAK", "IRN", criterion="so", summary="War"))
    submit(place, amend(Correct, "war-2", 30, changes={"summary": "Still a war"}))


def told(firings: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    return [(firing["position"], firing["watch"], firing["pair"]) for firing in firings]


def test_an_entry_fires_a_watch_where_it_comes_to_be_met(log: Address) -> None:
    end = last(log)
    later(log)
    assert told(since(log, end)) == [
        (end + 2, "gulf", "BHR-QAT"), (end + 2, "gulf", "QAT-SAU"),
        (end + 4, "heads", "IRN-PAK"), (end + 5, "war", "IRN-PAK"), (end + 9, "war", "IRN-PAK"),
    ]  # fmt: skip


def test_none_is_missed_and_none_told_twice_wherever_one_begins_again(log: Address) -> None:
    end = last(log)
    later(log)
    whole = since(log, end)
    for after in range(end, last(log) + 1):
        assert since(log, after) == [firing for firing in whole if firing["position"] > after]


def test_an_answer_between_others_fires_where_it_dates_what_it_answers(log: Address) -> None:
    """What happened some day in January happened by the day on which it was answered."""
    month = Occurrence(
        edtf="2024-01-01/2024-01-31", best=date(2024, 1, 31), earliest=date(2024, 1, 1), latest=date(2024, 1, 31),
        interval=True,
    )  # fmt: skip
    set_watch(log, "FRA relations=severed", "france", "ada")
    submit(log, happened("break", "relations_severed", month, "FRA", "GBR", form="severed", summary="A break"))
    end = last(log)
    answer = happened("answered", "condemnation_issued", 18, "IRN", "PAK", summary="No", in_response_to=("break",))
    submit(log, answer)
    assert told(since(log, end)) == [(end + 1, "france", "FRA-GBR")]


def test_a_firing_tells_what_was_and_is_with_the_developments_behind_and_a_citation(log: Address) -> None:
    end = last(log)
    later(log)
    (firing,) = [found for found in since(log, end) if found["watch"] == "heads"]
    (row,) = [row for row in firing["components"] if row["component"] == "head{PAK>IRN}"]
    assert (row["was"], row["value"], row["because"][-1]) == ("recalled", "ambassador", "back")
    cited = read_citation(firing["citation"])
    assert (cited.pair, cited.position) == ("IRN-PAK", firing["position"])


def test_what_is_met_now_is_told_and_changed_counts_from_when_the_watch_was_set(log: Address) -> None:
    later(log)
    set_watch(log, "IRN-PAK changed", "late", "ada")
    with Reader(log) as reader:
        assert [(row["watch"], row["pair"]) for row in met_now(reader, DAY, NOW)] == [
            ("heads", "IRN-PAK"), ("war", "IRN-PAK"),
        ]  # fmt: skip


def test_a_watch_is_kept_once_set_anew_and_lifted(log: Address) -> None:
    first = set_watch(log, "IRN-PAK dispute", None, "ada")
    assert first[0] == default_name("IRN-PAK dispute") == "irn-pak-dispute"
    assert set_watch(log, "IRN-PAK dispute", None, "ada") == ("irn-pak-dispute", None)
    set_watch(log, "* dispute", "irn-pak-dispute", "bob")
    assert kept(log) == {"irn-pak-dispute": "* dispute"}
    lift_watch(log, "irn-pak-dispute", list(kept(log)), "ada")
    assert kept(log) == {}
    with pytest.raises(BadInput, match="no watch is called"):
        lift_watch(log, "irn-pak-dispute", list(kept(log)), "ada")
    set_watch(log, "* dispute", "irn-pak-dispute", "ada")
    assert kept(log) == {"irn-pak-dispute": "* dispute"}


def test_a_watch_of_a_later_release_is_told_and_not_taken_for_silence(
    log: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.reading.conftest import known
    from tracker.domain.commands import SetWatch

    submit(log, SetWatch(stream="watch:new", id="n", known_from=known(28), expression="* trend=up"))
    assert run(["--db", str(log), "watch", "run", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["fired"], found["unread"]) == ([], ["new"])


@pytest.mark.parametrize(
    "words",
    ["add", "list x", "remove", "remove a b", "run x", "list --follow", "add '* dispute' --since 1", "run --since 999",
     "run --name x", "add '* dispute' --name 'two words'", "remove nothing", "list --as-of 2024-01-01"],
)  # fmt: skip
def test_what_an_action_does_not_take_is_refused_and_changes_nothing(log: Address, words: str) -> None:
    end = last(log)
    assert run(["--db", str(log), "watch", *shlex.split(words)]) == 2
    assert last(log) == end


def test_each_action_has_its_shape_and_run_its_exit_status(log: Address, capsys: pytest.CaptureFixture[str]) -> None:
    def status(*words: str) -> int:
        found = run(["--db", str(log), "watch", *words, "--json"])
        fits("watch", capsys.readouterr().out)
        return found

    assert status("run") == 0
    assert status("add", "IRN-PAK head=recalled", "--name", "w") == 0
    assert status("list") == 0
    assert (status("run"), status("run", "--since", "0"), status("run", "--as-of", "2024-01-02")) == (1, 1, 0)
    assert status("remove", "w") == 0
    assert status("run") == 0


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("watches") / "log.db"
    assert run(["--db", str(path), "replay", *map(str, sorted(shipped_seeds()))]) == 0
    return path


def test_the_page_on_watches_says_what_the_program_says(
    seeded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_DB", str(seeded))
    capsys.readouterr()
    for step in tour((ROOT / "docs" / "watches.md").read_text("utf-8")):
        run(step.words)
        out, err = capsys.readouterr()
        assert missing(step.quoted, out or err) is None, out + err


def test_following_prints_a_firing_a_line_as_entries_come(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "log.db"
    write(path, crisis())
    end = last(path)
    later(path)
    command = [sys.executable, "-m", "tracker.cli.main", "--db", str(path), "watch", "run", "--follow", "--json"]
    with subprocess.Popen(
        [*command, "--since", str(end), "--as-of", "2024-01-28"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as following:
        assert following.stdout is not None
        lines = [json.loads(following.stdout.readline()) for _ in since(path, end)]
        submit(path, happened("off", "ambassador_recalled", 25, "PAK", "IRN", kind="indefinite", summary="Off again"))
        lines.append(json.loads(following.stdout.readline()))
        following.terminate()
        assert following.wait(30) == 1
    assert told(lines) == told(since(path, end))
