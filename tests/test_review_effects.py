"""What a ruling, an embassy's closing, several mediators and a seized ship do to a relation."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.application.forms import kind_of
from tracker.application.recording.arguments import value
from tracker.application.replay import check, rehearse
from tracker.application.replay import read as read_file
from tracker.domain.developments.legal_treaty import is_provisional
from tracker.domain.developments.security import MissionRaided

NOW = datetime(2025, 1, 1, tzinfo=UTC)
HEAD = """schema: tracker-scenario/1
incident: x
window: {from: 2024-01-01}
initial_state: {AAA-BBB: {relations: established, ceasefire: in_force, mission: {IND>PAK: open}}}
developments:
"""


def differing(tmp_path: Path, developments: list[str], state: str) -> list[Any]:
    """What of a state of IND-PAK is not as wanted at the end of January 2024."""
    lines = [
        f"- {{id: d{n}, summary: said, sources: [https://e.org/1], {text}}}" for n, text in enumerate(developments)
    ]
    checkpoint = f"\ncheckpoints:\n- {{as_of: 2024-01-31, pair: IND-PAK, state: {state}}}\n"
    path = tmp_path / "x.yaml"
    path.write_text(HEAD.replace("AAA-BBB", "IND-PAK") + "\n".join(lines) + checkpoint, "utf-8")
    item = read_file(path, NOW)
    return [found for checked in check(item.scenario, rehearse(item)) for found in checked.differences]


FILED = "date: 2024-01-02, type: case_filed, actor: IND, target: PAK, fields: {forum: ICJ, case_title: Jadhav}"
OTHER = "date: 2024-01-02, type: case_filed, actor: IND, target: PAK, fields: {forum: PCA, case_title: Kishenganga}"


def ruled(outcome: str, forum: str = "ICJ") -> str:
    """A ruling that names no case."""
    fields = f"{{forum: {forum}, outcome: {outcome}}}"
    return f"date: 2024-01-03, type: court_ruling_issued, actor: org:ICJ, target: [IND, PAK], fields: {fields}"


def test_a_judgment_that_names_no_case_decides_what_is_pending_before_its_forum(tmp_path: Path) -> None:
    wanted = "{litigation: {IND>PAK: {Jadhav: decided, Kishenganga: pending}}}"
    assert not differing(tmp_path, [FILED, OTHER, ruled("judgment", "'org:ICJ'")], wanted)


def test_a_judgment_of_another_forum_decides_nothing(tmp_path: Path) -> None:
    assert not differing(tmp_path, [FILED, ruled("judgment", "ITLOS")], "{litigation: {IND>PAK: {Jadhav: pending}}}")


@pytest.mark.parametrize(
    ("outcome", "provisional"),
    [
        ("provisional measures refused", True),
        ("interim order", True),
        ("preliminary objections rejected", True),
        ("jurisdiction upheld", True),
        ("no jurisdiction", False),
        ("preliminary objections upheld", False),
        ("final judgment; provisional measures lapse", False),
        ("discontinuance", False),
        ("judgment for India", False),
    ],
)
def test_an_outcome_decides_unless_the_court_goes_on(outcome: str, provisional: bool) -> None:
    assert is_provisional(outcome) is provisional


def test_an_embassy_that_closes_carries_out_the_order_to_close_it_and_no_other(tmp_path: Path) -> None:
    order = "date: 2024-01-02, type: mission_closure_ordered, actor: PAK, target: IND, fields: "
    developments = [
        order + "{post: Embassy, post_kind: embassy}",
        order + "{post: Karachi, post_kind: consulate}",
        "date: 2024-01-04, type: embassy_closed, actor: IND, target: PAK",
    ]
    assert not differing(tmp_path, developments, "{closure_order: {IND>PAK: [Karachi]}}")


def test_every_state_that_offers_mediation_is_a_mediator(tmp_path: Path) -> None:
    offered = "date: 2024-01-02, type: mediation_offered, actor: [SAU, ARE, 'org:UN'], target: [PAK, IND]"
    assert not differing(tmp_path, [offered], "{mediators: {SAU: offered, ARE: offered, 'org:UN': offered}}")


def test_a_seized_ship_raises_hostility_and_leaves_the_ceasefire(tmp_path: Path) -> None:
    seized = "date: 2024-01-02, type: vessel_seized, actor: PAK, target: IND, fields: {vessel: Al Sadiq}"
    assert not differing(tmp_path, [seized], "{hostility: 4, ceasefire: in_force}")


def test_a_mediator_that_both_sides_accept_is_no_side(tmp_path: Path) -> None:
    accepted = "date: 2024-01-02, type: mediation_accepted, actor: [PAK, IND], target: RUS, fields: {mediator: RUS}"
    assert not differing(tmp_path, [accepted], "{mediators: {RUS: active}}")


def test_plural_fields_take_one_value_or_a_list(tmp_path: Path) -> None:
    adopted = "date: 2024-01-02, type: resolution_adopted, actor: org:UNSC, target: [IND, PAK], fields: "
    raided = "date: 2024-01-02, type: mission_raided, actor: IND, target: PAK, fields: "
    developments = [
        adopted + "{body: org:UNSC, document: R, against: [RUS, CHN]}",
        adopted + "{body: org:UNSC, document: R, against: RUS}",
        raided + "{persons_seized: 2}",
        raided + "{persons_seized: [A, B]}",
        raided + "{persons_seized: A}",
    ]
    assert not differing(tmp_path, developments, "{relations: established}")


@pytest.mark.parametrize(("word", "held"), [("2", 2), ("Glas", "Glas"), ("Glas, Roe", ["Glas", "Roe"])])
def test_a_recorded_plural_field_that_may_be_a_count_stays_one(word: str, held: object) -> None:
    assert value("persons_seized", word, kind_of(MissionRaided, "persons_seized")) == held


def test_a_border_that_reopens_in_part_is_limited_where_it_was_shut_and_stays_open_elsewhere(tmp_path: Path) -> None:
    stated = "date: 2024-01-01, type: position_stated, actor: [IND, PAK], fields: {position: {transport: "
    developments = [
        stated + "{IND>PAK: cut, PAK>IND: open}}}",
        "date: 2024-01-02, type: transport_links_restored, actor: [IND, PAK], fields: {links: land, partial: true}",
    ]
    assert not differing(tmp_path, developments, "{transport: {IND>PAK: limited, PAK>IND: open}}")
