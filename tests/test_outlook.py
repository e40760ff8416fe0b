"""Forward flags: each rule raises its flag, and lets it fall when what it rests on is old, answered or ended."""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tracker.application.store.reader import Clocks, Reader
from tracker.application.store.writing import Writer
from tracker.application.views.relations import RelationRow, relation_rows
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Command, Correct, Record, Retract
from tracker.domain.moments import Cut
from tracker.domain.occurrence import on
from tracker.domain.outlook import RULES, Flag

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts" / "benchmarks"))
import synthetic

DAY0 = date(2024, 1, 1)
IRN, PAK = "IRN", "PAK"
SAID = datetime(2026, 1, 1, tzinfo=UTC)


def day(number: int) -> date:
    return DAY0 + timedelta(number)


def act(name: str, number: int, type: str, actors: Any = IRN, targets: Any = PAK, **fields: Any) -> Record:
    when = on(day(number))
    parties = {"actors": actors} if targets is None else {"actors": actors, "targets": targets}
    development = TYPES[type](
        id=name, occurred=when, summary=name, sources=("https://example.org/",), **parties, **fields
    )
    return Record(stream=name, id=f"c:{name}", known_from=when.end_of_best_date(), development=development)


BOTH = (IRN, PAK)
STRIKE = act("strike", 0, "strike_conducted", means="mixed")
DEMAND = act("demand", 0, "demand_issued")
ULTIMATUM = act("demand", 0, "demand_issued", deadline=str(day(50)))
ORDER = act("order", 0, "mission_closure_ordered", post="Karachi", post_kind="consulate")
CEASEFIRE = act("truce", 10, "ceasefire_agreed", BOTH, None)
CALM = act("calm", 10, "deescalation_agreed", BOTH, None)
ENVOY = act("envoy", 5, "ambassador_appointed", head_name="X")
RESTORING = act("restoring", 0, "restoration_agreed", BOTH, None)
TALKS = act("talks", 5, "talks_held", BOTH, None, format="phone")
BREAK = act("break", 0, "relations_severed", form="severed")
MEDIATED = act("mediated", 5, "mediation_accepted", mediator="OMN")


@pytest.fixture
def told(tmp_path):
    """The row of IRN-PAK on a day of a story, as known at a time."""
    path = tmp_path / "log.db"

    def row(story: list[Command], number: int, known_at: datetime | None = None) -> RelationRow:
        path.unlink(missing_ok=True)
        with Writer(path) as writer:
            writer.submit(story)
        with Reader(path) as reader:
            return relation_rows(reader, Clocks(Cut(day(number)), known_at))[0]

    return row


def rule(flag: Flag | None) -> str | None:
    return None if flag is None else flag.rule


@pytest.mark.parametrize(
    ("story", "first", "last", "name"),
    [
        ([DEMAND], 0, 30, "demand"),
        ([ULTIMATUM], 20, 80, "deadline"),
        ([ORDER], 0, 30, "closure order"),
        ([act("order", 0, "mission_closure_ordered", post="P", post_kind="embassy", deadline_hours=72)], 0, 33, "deadline"),
        ([act("threat", 0, "threat_made", threat="sanctions")], 0, 30, "threat"),
        ([act("threat", 0, "threat_made", threat="force")], 0, 30, "militarised"),
        ([act("troops", 0, "force_posture_raised", posture="mobilisation")], 0, 30, "militarised"),
        ([STRIKE], 0, 30, "militarised"),
        ([STRIKE, CEASEFIRE, act("breach", 12, "ceasefire_violated")], 12, 42, "ceasefire broken"),
    ],
)  # fmt: skip
def test_a_risk_is_flagged_from_its_first_day_to_its_last(told, story, first, last, name) -> None:
    assert [rule(told(story, number).risk) for number in (first, last)] == [name, name]
    assert rule(told(story, last + 1).risk) is None
    assert name == "closure order" or first == 0 or rule(told(story, first - 1).risk) != name


@pytest.mark.parametrize(
    ("story", "first", "last", "name"),
    [
        ([RESTORING], 0, 90, "restoration"),
        ([act("restoring", 0, "restoration_agreed", BOTH, None, deadline=str(day(120)))], 0, 120, "restoration"),
        ([STRIKE, CEASEFIRE], 10, 100, "ceasefire"),
        ([STRIKE, CALM], 10, 100, "hostilities ended"),
        ([BREAK, MEDIATED], 5, 95, "mediation"),
        ([BREAK, TALKS], 5, 35, "talks"),
        ([BREAK, act("offer", 5, "dialogue_offered")], 5, 35, "talks"),
        ([STRIKE, ENVOY], 5, 95, "head of mission"),
    ],
)  # fmt: skip
def test_an_opportunity_is_flagged_from_its_first_day_to_its_last(told, story, first, last, name) -> None:
    assert [rule(told(story, number).opportunity) for number in (first, last)] == [name, name]
    assert rule(told(story, last + 1).opportunity) is None
    assert first == 0 or rule(told(story, first - 1).opportunity) is None


def test_every_rule_is_tried_here() -> None:
    marks = [mark for test in (
        test_a_risk_is_flagged_from_its_first_day_to_its_last,
        test_an_opportunity_is_flagged_from_its_first_day_to_its_last,
    ) for mark in test.pytestmark]  # fmt: skip
    assert {case[3] for mark in marks for case in mark.args[1]} == {rule.name for rule in RULES}


@pytest.mark.parametrize(
    "ends",
    [
        act("no", 2, "proposal_rejected", PAK, IRN, rejects="demand"),
        Retract(stream="demand", id="r", known_from=SAID, reason="it was never made"),
    ],
    ids=["turned down", "retracted"],
)
def test_a_demand_that_is_turned_down_or_was_none_raises_nothing(told, ends) -> None:
    assert told([ULTIMATUM, TALKS, ends], 40).risk is None


def test_an_order_that_is_carried_out_is_pending_no_more_but_the_other_one_is(told) -> None:
    other = act("other", 1, "mission_closure_ordered", post="Quetta", post_kind="consulate")
    shut = act("shut", 3, "consulate_closed", PAK, IRN, post="Quetta")
    flag = told([ORDER, other, shut], 5).risk
    assert (flag.development, flag.rule) == ("order", "closure order")
    assert flag.reason == "the IRN>PAK order of 2024-01-01 to close Karachi is not carried out"
    both = act("gone", 4, "consulate_closed", PAK, IRN, post="Karachi")
    assert told([ORDER, other, shut, both], 5).risk is None


def test_force_that_a_ceasefire_ended_is_no_risk_and_a_broken_ceasefire_is_no_way_out(told) -> None:
    assert told([STRIKE, CEASEFIRE], 10).risk is None
    broken = told([STRIKE, CEASEFIRE, act("breach", 12, "ceasefire_violated")], 12)
    assert broken.opportunity is None
    assert broken.risk.development == "breach"


def test_a_threat_that_was_taken_back_is_no_risk(told) -> None:
    assert told([act("threat", 0, "threat_made", threat="sanctions"), CALM], 10).risk is None


@pytest.mark.parametrize("way", [TALKS, ENVOY, MEDIATED], ids=lambda way: way.stream)
def test_where_nothing_is_at_issue_talks_envoys_and_mediators_are_no_way_out(told, way) -> None:
    assert told([way], 5).opportunity is None


@pytest.mark.parametrize(
    "issue",
    [
        [act("state", 0, "position_stated", BOTH, None, position={"relations": "severed"})],
        [act("recall", 0, "ambassador_recalled", kind="indefinite")],
        [STRIKE, CALM],
    ],
    ids=["severed", "an open act", "a dispute in which nothing is open"],
)
def test_what_is_at_issue_makes_talks_a_way_out(told, issue) -> None:
    later = act("later", 110, "talks_held", BOTH, None, format="phone")
    assert told([*issue, later], 112).opportunity.rule == "talks"


def test_an_offer_that_is_turned_down_is_no_way_out_and_an_offered_mediation_alone_is_none(told) -> None:
    refused = act("no", 6, "proposal_rejected", PAK, IRN, rejects="dialogue")
    assert told([BREAK, act("offer", 5, "dialogue_offered"), refused], 6).opportunity is None
    assert told([BREAK, act("good", 5, "mediation_offered", "OMN", BOTH)], 6).opportunity is None


def test_peace_that_was_never_broken_is_no_way_out(told) -> None:
    peace = act("peace", 0, "position_stated", BOTH, None, position={"hostility": 1})
    assert told([peace], 5).opportunity is None


def test_restored_relations_are_to_be_restored_no_more(told) -> None:
    story = [BREAK, act("agreed", 1, "restoration_agreed", BOTH, None)]
    assert told(story, 5).opportunity.rule == "restoration"
    assert told([*story, act("again", 4, "relations_restored", BOTH, None)], 5).opportunity is None


def test_the_reason_names_the_development_its_day_and_its_deadline(told) -> None:
    before, after = told([ULTIMATUM], 50).risk, told([ULTIMATUM], 51).risk
    assert before == Flag(
        "deadline", "the IRN>PAK demand of 2024-01-01 runs out on 2024-02-20", "demand", "2024-01-01", "2024-02-20"
    )
    assert after.reason == "the IRN>PAK demand of 2024-01-01 ran out on 2024-02-20"


def test_of_several_reasons_the_first_rule_speaks_and_of_one_rule_the_later_development(told) -> None:
    later = act("demand-2", 3, "demand_issued", PAK, IRN)
    assert told([DEMAND, later], 4).risk.development == "demand-2"
    assert told([DEMAND, later, act("strike", 1, "strike_conducted", means="mixed")], 4).risk.rule == "militarised"
    assert told([ULTIMATUM, STRIKE], 25).risk.rule == "deadline"


def test_an_earlier_ultimatum_is_not_hidden_by_a_later_demand_without_a_deadline(told) -> None:
    assert told([ULTIMATUM, act("more", 2, "demand_issued")], 45).risk.development == "demand"


def test_a_deadline_that_is_corrected_counts_from_when_that_was_known(told) -> None:
    corrected = Correct(stream="demand", id="c", known_from=SAID, reason="misread", changes={"deadline": str(day(200))})
    assert told([ULTIMATUM, corrected], 45).risk is None
    assert told([ULTIMATUM, corrected], 180).risk.due == str(day(200))
    assert told([ULTIMATUM, corrected], 45, SAID - timedelta(1)).risk.due == str(day(50))


def test_a_deadline_that_only_a_correction_brought_counts(told) -> None:
    added = Correct(stream="demand", id="c", known_from=SAID, reason="it had one", changes={"deadline": str(day(50))})
    assert told([DEMAND, added], 45).risk.rule == "deadline"
    assert told([DEMAND, TALKS, added], 45, SAID - timedelta(1)).risk is None


def test_what_was_not_known_raises_no_flag(told) -> None:
    late = replace(DEMAND, known_from=SAID)
    assert told([TALKS, late], 20, SAID).risk.rule == "demand"
    assert told([TALKS, late], 20, SAID - timedelta(1)).risk is None


def test_braces_in_the_name_of_a_post_stay_what_they_are(told) -> None:
    flag = told([act("order", 0, "mission_closure_ordered", post="{due} {x", post_kind="consulate")], 1).risk
    assert "to close {due} {x is" in flag.reason


def flags(reader: Reader, clocks: Clocks, *, warm: bool = False) -> dict[str, tuple[Flag | None, Flag | None]]:
    return {row.pair: (row.risk, row.opportunity) for row in relation_rows(reader, clocks, warm=warm)}


@pytest.fixture
def busy() -> list[Command]:
    """A year of six pairs to whom much happens."""
    return list(synthetic.commands(360, seed=11, days=366, pairs=6))


def test_flags_are_the_same_however_they_are_read_and_nothing_later_changes_them(anywhere, busy, tmp_path) -> None:
    chance, every = Random(3), busy
    cuts = [Cut(synthetic.START + timedelta(days=chance.randrange(60, 366))) for _ in range(4)]
    with Writer(anywhere) as writer:
        writer.submit(every)
    raised = 0
    with Reader(anywhere) as reader:
        for cut in cuts:
            cold = flags(reader, Clocks(cut))
            assert cold == flags(reader, Clocks(cut), warm=True)
            assert cold == flags(reader, Clocks(cut, None, reader.last_position()))
            assert cold == flags(reader, Clocks(cut, synthetic.FOREVER))
            known_by_then = flags(reader, Clocks(cut, None, 200))
            assert known_by_then == prefix(tmp_path / f"{cut.day}.db", every[:200], cut)
            raised += sum(any(both) for both in cold.values())
            upto = [command for command in every if command.development.occurred.best <= cut.day]
            assert cold == prefix(tmp_path / f"{cut.day}-upto.db", upto, cut)
    assert raised > 12


def prefix(path: Path, some: list, cut: Cut) -> dict[str, tuple[Flag | None, Flag | None]]:
    """The flags of a log that holds only some commands."""
    with Writer(path) as writer:
        writer.submit(some)
    with Reader(path) as reader:
        return flags(reader, Clocks(cut))


def test_the_page_on_forward_flags_tells_every_rule_in_order() -> None:
    page = (Path(__file__).parent.parent / "docs" / "forward-flags.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith(("| risk", "| opportunity"))]
    assert rows == [f"| {rule.flag} | {rule.name} | {rule.sentence} |" for rule in RULES]


def test_the_reason_of_the_tension_names_the_heaviest_act_that_is_open(told) -> None:
    lighter = act("threat", 1, "threat_made", threat="sanctions")
    assert told([ORDER, lighter], 40).reason == "IRN>PAK mission closure ordered open since 2024-01-01"
