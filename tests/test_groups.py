"""Groups of states: what ships is sound, members stand as on the date, one's own are checked, watches list pairs."""

from datetime import date
from pathlib import Path

import pycountry
import pytest

from tracker.application.configuration import chosen_groups
from tracker.application.countries import state
from tracker.application.groups import ALLIANCE, OWN, REGION, WATCH, Group, Span, named, own_groups, shipped
from tracker.application.problems import BadInput
from tracker.application.seeds import shipped_seeds
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.groups import all_groups, group_rows
from tracker.cli.main import run
from tracker.domain.moments import Cut

PARTS = {"Africa", "Americas", "Asia", "Europe", "Oceania"}
TODAY = date(2026, 1, 1)


def test_every_state_of_the_table_is_one_and_every_day_a_day() -> None:
    for group in shipped():
        for span in group.spans:
            assert state(span.state) == span.state
            days = [date.fromisoformat(day) for day in (span.since, span.until) if day]
            assert days == sorted(days)


def test_every_country_stands_in_one_region_and_in_its_part_of_the_world() -> None:
    regions = [group for group in shipped() if group.kind == REGION]
    for country in pycountry.countries:
        held = [group.name for group in regions if country.alpha_3 in group.states(TODAY)]
        expected = 0 if country.alpha_3 == "ATA" else 2
        assert len(held) == expected, country
        assert not held or (held[1] in PARTS and held[0] not in PARTS)


@pytest.mark.parametrize(
    ("name", "code", "before", "first"),
    [("NATO", "FIN", "2023-04-03", "2023-04-04"), ("EU", "HRV", "2013-06-30", "2013-07-01")],
)
def test_a_member_is_one_from_the_day_of_its_entry(name: str, code: str, before: str, first: str) -> None:
    group = named(shipped(), name)
    assert code not in group.states(date.fromisoformat(before))
    assert code in group.states(date.fromisoformat(first))


def test_who_left_is_a_member_no_more_from_that_day_and_may_come_again() -> None:
    union, treaty = named(shipped(), "EU"), named(shipped(), "CSTO")
    assert ["GBR" in union.states(date(2020, *day)) for day in ((1, 31), (2, 1))] == [True, False]
    assert ["UZB" in treaty.states(date(year, 6, 1)) for year in (1998, 2003, 2008, 2013)] == [True, False, True, False]


def test_a_group_holds_pairs_of_one_member_and_within_it_those_of_two() -> None:
    group = Group(OWN, "two", (), (Span("IRN"), Span("PAK")))
    pairs = ["FRA-ITA", "IRN-IRQ", "IRN-PAK"]
    assert group.held(pairs, TODAY) == ["IRN-IRQ", "IRN-PAK"]
    assert group.held(pairs, TODAY, within=True) == ["IRN-PAK"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NATO", "NATO"), ("nato", "NATO"), ("in:NATO", "NATO"), ("alliance: nato", "NATO"),
        ("South Asia", "Southern Asia"), ("region:south-asia", "Southern Asia"), ("southeast asia", "South-eastern Asia"),
    ],
)  # fmt: skip
def test_a_group_is_found_by_its_names_with_or_without_its_kind(text: str, name: str) -> None:
    assert named(shipped(), text).name == name


@pytest.mark.parametrize(
    ("text", "hint"), [("NTAO", "did you mean NATO?"), ("region:NATO", "region:NATO"), ("x:y", "x:y")]
)
def test_a_group_that_is_none_is_told_with_the_nearest(text: str, hint: str) -> None:
    with pytest.raises(BadInput) as caught:
        named(shipped(), text)
    assert hint in str(caught.value)
    assert caught.value.remedy == "tracker groups lists them"


def test_of_one_name_a_reader_s_own_group_is_meant() -> None:
    own, _ = own_groups({"NATO": ["IRN"]})
    assert named([*own, *shipped()], "nato").kind == OWN
    assert named([*own, *shipped()], "in:nato").kind == ALLIANCE


def test_own_groups_are_read_from_the_file_of_choices_by_code_or_name(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    assert chosen_groups(path) == ((), [])
    path.write_text('theme = "x"\n[groups]\nneighbours = ["IRN", "Pakistan", "IRN"]\n', "utf-8")
    (group,), problems = chosen_groups(path)
    assert (group.kind, group.name, sorted(group.states(TODAY))) == (OWN, "neighbours", ["IRN", "PAK"])
    assert not problems


@pytest.mark.parametrize(
    ("text", "said", "left"),
    [
        ("groups = 3", "groups is a table", 0),
        ("[groups]\na = 'IRN'", "a is a list of states", 0),
        ("[groups]\na = [1]", "a is a list of states", 0),
        ("[groups]\na = []", "a has no states", 0),
        ("[groups]\na = ['IRM', 'PAK']\nb = ['USA']", "a: 'IRM' is no state (did you mean", 2),
        (f"[groups]\n{'a' * 61} = ['IRN']", "a name has 1 to 60 characters", 0),
        ("[groups", "cannot be read", 0),
    ],
)
def test_what_of_own_groups_cannot_hold_is_told_and_the_rest_holds(tmp_path: Path, text, said, left) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    groups, problems = chosen_groups(path)
    assert len(groups) == left
    assert said in problems[0]
    assert problems[0].startswith("config.toml: ")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("groups") / "log.db"
    assert run(["--db", str(path), "replay", *map(str, shipped_seeds())]) == 0
    watches = {"pair": "GBR-RUS tension>5", "state": "QAT relations=severed", "all": "* tension>9"}
    for name, expression in watches.items():
        assert run(["--db", str(path), "watch", "add", expression, "--name", name]) == 0
    return path


def test_watches_are_groups_of_the_pairs_that_they_cover(log: Path) -> None:
    with Reader(log) as reader:
        clocks, pairs = Clocks(Cut(TODAY)), reader.pairs()
        groups = {group.name: group for group in all_groups(reader, clocks) if group.kind == WATCH}
        assert {name: len(group.held(pairs, TODAY)) for name, group in groups.items()} == {
            "watch list": 1 + sum("QAT" in pair for pair in pairs), "pair": 1,
            "state": sum("QAT" in pair for pair in pairs), "all": len(pairs),
        }  # fmt: skip
        assert not [group for group in all_groups(reader, clocks._replace(position=1)) if group.kind == WATCH]


def test_a_group_s_rows_count_pairs_and_pairs_within() -> None:
    (row,) = group_rows([named(shipped(), "GCC")], ["BHR-QAT", "EGY-QAT", "GBR-RUS"], TODAY)
    assert (row.pairs, row.within) == (2, 1)
    assert row.document()["states"] == ["ARE", "BHR", "KWT", "OMN", "QAT", "SAU"]


def asked(log: Path, capsys, *words: str) -> str:
    capsys.readouterr()
    assert run(["--db", str(log), *words]) == 0
    return capsys.readouterr().out


def test_relations_are_narrowed_to_a_group(log: Path, capsys) -> None:
    import json

    def pairs(*words: str) -> list[str]:
        rows = json.loads(asked(log, capsys, "relations", "--as-of", "2018-03-30", "--json", *words))
        return [row["pair"] for row in rows]

    every = pairs()
    assert pairs("--group", "GCC") == [
        p for p in every if set(p.split("-")) & {"ARE", "BHR", "KWT", "OMN", "QAT", "SAU"}
    ]
    assert pairs("--group", "watch:pair") == ["GBR-RUS"]
    assert set(pairs("--group", "GCC", "--within")) == {"ARE-QAT", "BHR-QAT", "QAT-SAU"}
    assert "of GCC on 30 Mar 2018" in asked(log, capsys, "relations", "--group", "GCC", "--as-of", "2018-03-30")


def test_what_is_wrong_in_own_groups_is_told_beside_the_answer(log: Path, capsys, monkeypatch, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[groups]\nmine = ['GBR', 'XXY']\n", "utf-8")
    monkeypatch.setenv("TRACKER_CONFIG", str(path))
    assert "own" in asked(log, capsys, "groups").splitlines()[1]
    capsys.readouterr()
    assert run(["--db", str(log), "relations", "--group", "mine", "--json"]) == 0
    found = capsys.readouterr()
    assert "GBR-RUS" in found.out
    assert "mine.toml: groups: mine: 'XXY' is no state" in found.err
