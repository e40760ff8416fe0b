"""The fold: hostility, restoration, anomalies, open acts, and what is read on a date."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.portraits import pure_portrait
from tracker.domain.catalogue import TYPES
from tracker.domain.fold import six_months_after
from tracker.domain.log import Recorded
from tracker.domain.moments import Cut
from tracker.domain.occurrence import Occurrence, on
from tracker.domain.reading import DETERIORATED, IMPROVED, NO_ACTS, UNCHANGED

DAY = date(2024, 1, 16)
KNOWN = datetime(2023, 1, 1, tzinfo=UTC)
ESTABLISHED = {
    "relations": "established",
    "restoration_pending": True,
    "head": {"IRN>PAK": "recalled", "PAK>IRN": "recalled"},
}


def after(days: int) -> date:
    return DAY + timedelta(days=days)


class Story:
    """What happens between Iran and Pakistan, told a line at a time; read on any day."""

    def __init__(self) -> None:
        self.log: list[tuple[int, Recorded]] = []

    def then(self, type: str, when: int | Occurrence = 0, actor: str = "IRN", **fields: Any) -> "Story":
        target = "PAK" if actor == "IRN" else "IRN"
        parties: dict[str, Any] = {"actors": (actor,), "targets": (target,)}
        if type == "position_stated":
            parties, fields = {"actors": ("IRN", "PAK")}, {"position": fields}
        stream = f"{len(self.log) + 1:02} {type}"
        occurred = on(after(when)) if isinstance(when, int) else when
        development = TYPES[type](id=stream, occurred=occurred, **parties, **fields)
        self.log.append(
            (len(self.log) + 1, Recorded(stream=stream, version=1, known_from=KNOWN, development=development))
        )
        return self

    def on(self, days: int = 0) -> dict[str, Any]:
        return pure_portrait(self.log, "IRN-PAK", Cut(after(days)))

    def state(self, days: int = 0) -> dict[str, Any]:
        return self.on(days)["state"]

    def hostility(self, days: int = 0) -> Any:
        return self.state(days)["hostility"]

    def tension(self, days: int = 0) -> dict[str, Any]:
        return self.on(days)["tension"]


def story() -> Story:
    return Story()


def strike(days: int = 0) -> Story:
    return story().then("strike_conducted", days, means="missile")


LEVELS = {
    "a show of force": ("force_posture_raised", {}, 3),
    "a crossing of the border": ("border_violated", {"domain": "air"}, 3),
    "a strike": ("strike_conducted", {"means": "drone"}, 4),
    "a clash": ("armed_clash_occurred", {}, 4),
    "a seized ship": ("vessel_seized", {"vessel": "MT Advantage"}, 4),
    "a war": ("war_begun", {"criterion": "1,000 dead"}, 5),
}


@pytest.mark.parametrize(("type", "fields", "level"), LEVELS.values(), ids=LEVELS)
def test_hostility_rises_to_the_level_of_the_act(type: str, fields: dict[str, Any], level: int) -> None:
    told = story().then(type, **fields)
    assert told.hostility(-1) == "unknown"
    assert told.hostility() == level
    assert told.state()["dispute"] == {"open": True, "highest": level, "last_act": "2024-01-16"}


def test_hostility_never_sinks_by_a_lesser_act() -> None:
    told = strike().then("border_violated", 1, domain="air")
    assert told.hostility(1) == 4
    assert told.on(1)["because"] == strike().then("border_violated", 1, domain="air").on(1)["because"]


def test_hostility_lapses_when_six_months_have_passed_since_the_last_militarised_act() -> None:
    told = strike().then("border_violated", 30, domain="air")
    last = date.fromordinal(six_months_after(after(30).toordinal()))
    days = (last - DAY).days
    assert (told.hostility(days - 1), told.hostility(days)) == (4, 1)
    assert told.state(days - 1)["dispute"]["open"] is True
    assert told.state(days)["dispute"] == {"open": False, "highest": 4, "last_act": after(30).isoformat()}


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("2024-01-16", "2024-07-16"), ("2023-08-31", "2024-02-29"), ("2022-08-31", "2023-02-28"),
        ("2024-10-31", "2025-04-30"), ("2024-06-30", "2024-12-30"), ("9999-12-01", "9999-12-31"),
    ],
)  # fmt: skip
def test_six_months_are_calendar_months(day: str, wanted: str) -> None:
    assert date.fromordinal(six_months_after(date.fromisoformat(day).toordinal())).isoformat() == wanted


def test_an_act_after_a_lapse_begins_anew_at_its_own_level() -> None:
    told = strike().then("border_violated", 400, domain="air")
    assert told.hostility(400) == 3
    assert told.state(400)["dispute"]["highest"] == 3


@pytest.mark.parametrize(
    ("type", "fields", "end"),
    [("blockade_imposed", {}, "blockade_lifted"), ("territory_seized", {"place": "a ridge"}, "forces_withdrawn")],
)
def test_an_open_blockade_or_occupation_holds_hostility_until_it_ends(
    type: str, fields: dict[str, Any], end: str
) -> None:
    told = story().then(type, **fields)
    assert told.hostility(1000) == 4
    ended = story().then(type, **fields).then(end, 1000)
    assert (ended.hostility(999), ended.hostility(1000)) == (4, 1)


def test_a_blockade_held_does_not_keep_the_dispute_open_for_ever() -> None:
    assert story().then("blockade_imposed").state(1000)["dispute"]["open"] is False


def test_a_ceasefire_calms_and_ends_no_dispute() -> None:
    told = strike().then("ceasefire_agreed", 5)
    assert (told.hostility(4), told.hostility(5)) == (4, 1)
    assert told.state(5)["ceasefire"] == "in_force"
    assert told.state(5)["dispute"] == {"open": True, "highest": 4, "last_act": "2024-01-16"}


def test_a_strike_breaks_a_ceasefire_and_is_remarked_on() -> None:
    told = strike().then("ceasefire_agreed", 5).then("strike_conducted", 9, "PAK", means="air")
    assert (told.state(9)["ceasefire"], told.hostility(9)) == ("broken", 4)
    (found,) = [a for a in told.on(9)["anomalies"] if a["component"] == "ceasefire"]
    assert found["development"] == "03 strike_conducted"
    assert found["disagrees"] == ["02 ceasefire_agreed"]
    assert (found["found"], found["article"]) == ("in_force", "UN Charter 2(4)")


def test_a_withdrawal_calms_a_show_of_force_and_not_a_war() -> None:
    assert story().then("force_posture_raised").then("forces_withdrawn", 5).hostility(5) == 1
    assert story().then("war_begun", criterion="1,000 dead").then("forces_withdrawn", 5).hostility(5) == 5


def test_hostility_that_is_stated_lapses_too() -> None:
    told = story().then("position_stated", hostility=4)
    assert (told.hostility(), told.hostility(400)) == (4, 1)
    assert story().then("position_stated", hostility=1).state()["dispute"]["last_act"] is None


def restoring(relations: str = "established") -> Story:
    return story().then("position_stated", **{**ESTABLISHED, "relations": relations})


def test_restoration_is_over_when_both_heads_are_ambassadors_at_post() -> None:
    told = restoring().then("ambassador_returned", 1).then("ambassador_returned", 2, "PAK")
    assert [told.state(days)["restoration_pending"] for days in (0, 1, 2)] == [True, True, False]


def test_one_ambassador_at_post_is_half_a_restoration() -> None:
    assert (
        restoring().then("ambassador_returned", 1).then("ambassador_returned", 2).state(2)["restoration_pending"]
        is True
    )


def test_ambassadors_at_post_restore_nothing_where_relations_are_not_established() -> None:
    told = restoring("unknown").then("ambassador_returned", 1).then("ambassador_returned", 2, "PAK")
    assert told.state(2)["restoration_pending"] is True


def test_restoration_is_cleared_by_an_arrival_and_not_by_ambassadors_who_were_there() -> None:
    there = {"relations": "established", "head": {"IRN>PAK": "ambassador", "PAK>IRN": "ambassador"}}
    told = story().then("position_stated", **there).then("position_stated", 1, restoration_pending=True)
    assert told.state(1)["restoration_pending"] is True


def test_relations_restored_clear_what_was_pending() -> None:
    assert restoring("severed").then("relations_restored", 1).state(1)["restoration_pending"] is False


def test_nothing_is_assumed() -> None:
    state = story().state()
    assert (state["relations"], state["head"]["IRN>PAK"], state["hostility"]) == ("unknown", "unknown", "unknown")
    assert (state["expelled_by"], state["restoration_pending"]) == ({"IRN": 0, "PAK": 0}, False)
    assert story().then("ambassador_recalled", kind="indefinite").on()["anomalies"] == []


def test_a_second_recall_is_applied_and_remarked_on() -> None:
    told = restoring().then("ambassador_recalled", 1, kind="permanent")
    (found,) = told.on(1)["anomalies"]
    assert (found["component"], found["found"]) == ("head{IRN>PAK}", "recalled")
    assert found["disagrees"] == ["01 position_stated"]
    assert found["uncertain"] is False
    assert told.state(1)["head"]["IRN>PAK"] == "recalled"


def test_an_anomaly_of_one_day_is_uncertain() -> None:
    told = story().then("position_stated", relations="established", head={"IRN>PAK": "ambassador"})
    told.then("ambassador_recalled", 3, kind="indefinite").then("ambassador_recalled", 3, kind="permanent")
    (found,) = told.on(3)["anomalies"]
    assert found["uncertain"] is True


def test_an_anomaly_whose_days_overlap_is_uncertain_and_one_a_day_apart_is_not() -> None:
    for start, wanted in ((3, True), (4, False)):
        told = story().then("position_stated", relations="established", head={"IRN>PAK": "ambassador"})
        told.then("ambassador_recalled", 3, kind="indefinite")
        interval = Occurrence(edtf="", best=after(9), earliest=after(start), latest=after(9), interval=True)
        told.then("ambassador_recalled", interval, kind="permanent")
        (found,) = told.on(9)["anomalies"]
        assert found["uncertain"] is wanted


def test_what_may_have_happened_before_and_after_a_date_is_uncertain_on_it() -> None:
    interval = Occurrence(edtf="", best=after(9), earliest=after(3), latest=after(9), interval=True)
    told = story().then("ambassador_recalled", interval, kind="permanent")
    assert [bool(told.on(days)["uncertain"]) for days in (2, 3, 8, 9, 10)] == [False, True, True, True, False]
    assert told.state(8)["head"]["IRN>PAK"] == "unknown"


def test_a_component_says_which_developments_made_it_so() -> None:
    told = story().then("position_stated", contacts="normal").then("high_level_contacts_suspended", 1)
    told.then("high_level_contacts_suspended", 2, "PAK")
    assert ["01 position_stated"] in told.on()["because"]
    assert ["02 high_level_contacts_suspended", "03 high_level_contacts_suspended"] in told.on(2)["because"]
    assert ["01 position_stated"] not in told.on(2)["because"]


def test_an_act_stays_open_until_what_closes_it() -> None:
    told = story().then("ambassador_recalled", kind="permanent").then("ambassador_returned", 1000)
    assert [act[0] for act in told.on(999)["open"]] == ["ambassador_recalled"]
    assert told.tension(999)["tension"] == 5.0
    assert told.on(1000)["open"] == []
    assert told.tension(1000)["tension"] < 0.1


def test_a_closing_of_the_other_side_closes_nothing() -> None:
    told = story().then("ambassador_recalled", kind="permanent").then("ambassador_returned", 5, "PAK")
    assert [act[1] for act in told.on(5)["open"]] == ["IRN>PAK"]


def test_a_closing_with_a_scope_closes_the_post_that_it_names() -> None:
    told = story().then("consulate_closed", post="North").then("consulate_closed", 1, post="South")
    told.then("consulate_opened", 2, post="North")
    assert sorted(act[2] for act in told.on(1)["open"]) == ["North", "South"]
    assert [act[2] for act in told.on(2)["open"]] == ["South"]


def test_two_acts_of_one_scope_are_one_open_act_of_the_heaviest_weight() -> None:
    told = story().then("ambassador_recalled", kind="permanent").then("ambassador_recalled", 3, kind="consultations")
    (act,) = told.on(3)["open"]
    assert (act[3], act[4]) == (5.0, DAY.toordinal())
    assert act[5] == ["01 ambassador_recalled", "02 ambassador_recalled"]


def test_demands_expulsions_and_closure_orders_wait_for_an_answer() -> None:
    told = story().then("demand_issued", demands=["hand them over"]).then("diplomats_expelled", 1, count=3)
    told.then("mission_closure_ordered", 2, post="Consulate North", post_kind="consulate")
    assert {(w["kind"], w["from"]) for w in told.on(2)["waiting"]} == {
        ("demand", "IRN>PAK"), ("expulsion without reply", "IRN>PAK"), ("closure order", "IRN>PAK"),
    }  # fmt: skip
    told.then("diplomats_expelled", 3, "PAK", count=3)
    assert not [w for w in told.on(3)["waiting"] if w == {**w, "kind": "expulsion without reply", "from": "IRN>PAK"}]


def test_the_trend_moves_only_when_an_act_or_a_closing_falls_into_the_window() -> None:
    told = story().then("ambassador_recalled", kind="permanent").then("ambassador_returned", 100)
    words = [told.tension(days)["trend"] for days in (0, 29, 30, 60, 100, 129, 130)]
    assert words == [DETERIORATED, DETERIORATED, NO_ACTS, NO_ACTS, IMPROVED, IMPROVED, NO_ACTS]


def test_a_small_act_beside_a_grave_one_changes_nothing() -> None:
    told = story().then("ambassador_recalled", kind="permanent").then("denial_issued", 100)
    assert told.tension(100)["trend"] == UNCHANGED


def test_cooperation_is_never_netted() -> None:
    told = strike()
    alone = told.tension()["tension"]
    told.then("talks_held", 0, format="phone").then("visit_made", 0, level="foreign_minister")
    found = told.tension()
    assert found["tension"] == alone
    assert found["directions"]["IRN>PAK"]["cooperation"] > 0


def test_a_third_party_s_act_weighs_on_neither() -> None:
    offer = TYPES["mediation_offered"](id="m", occurred=on(DAY), actors=("OMN",), targets=("IRN", "PAK"))
    log = [(1, Recorded(stream="m", version=1, known_from=KNOWN, development=offer))]
    found = pure_portrait(log, "IRN-PAK", Cut(DAY))
    assert {d["cooperative_acts"] for d in found["tension"]["directions"].values()} == {0}
    assert found["count"] == 1
