"""How a state is laid out: since when measures are in force, and labels that no width cuts."""

from datetime import UTC, date, datetime

import pytest

from tests.tui.conftest import january, recorded
from tracker.application.store.reader import Clocks
from tracker.application.store.writing import Writer
from tracker.application.wording import label_of
from tracker.domain.moments import Cut
from tui.provider import Provider
from tui.widgets.components import GROUPS
from tui.widgets.remarks import remark_lines
from tui.widgets.state import state_lines
from tui.widgets.state_layout import across, one_beside_other


@pytest.fixture
def state(tmp_path):
    """The state of IRN-PAK on a day of January, with measures of Iran."""
    path = tmp_path / "measures.db"
    with Writer(path) as writer:
        writer.submit(
            [
                recorded("first", january(3), "trade_suspended", actors="IRN", targets="PAK"),
                recorded("more", january(5), "trade_suspended", actors="IRN", targets="PAK"),
                recorded("over", january(7), "trade_resumed", actors="IRN", targets="PAK"),
                recorded("again", january(9), "trade_suspended", actors="IRN", targets="PAK"),
            ]
        )
    provider = Provider(path, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    yield lambda day: provider.state("IRN-PAK", Clocks(Cut(date(2024, 1, day))))
    provider.close()


def said(document, width=100) -> list[str]:
    return ["".join(piece.text for piece in drawn.pieces) for drawn in state_lines(document, width)]


def test_a_measure_says_since_when_it_is_in_force_from_the_first_that_made_it_so(state) -> None:
    assert any("Trade" in drawn and "suspended since 2024-01-03" in drawn for drawn in said(state(6)))
    assert any("suspended since 2024-01-09" in drawn for drawn in said(state(10)))


def test_what_is_over_says_since_when_and_what_nobody_spoke_of_says_nothing(state) -> None:
    assert any("Trade" in drawn and "normal since 2024-01-07" in drawn for drawn in said(state(8)))
    assert all("unknown since" not in drawn for drawn in said(state(10)))


@pytest.mark.parametrize("width", [20, 30, 40, 51, 52, 80])
def test_no_label_is_cut(width) -> None:
    for name in " ".join(names for _, names in GROUPS).split():
        label = label_of(name)
        for lines in (across((label, "label"), ("open", "plain"), None, width),
                      one_beside_other((label, "label"), {"a": ("x", "plain"), "b": ("y", "plain")}, width)):  # fmt: skip
            words = " ".join(" ".join(drawn.pieces[0].text for drawn in lines).split())
            assert words == label


@pytest.fixture
def shown(tmp_path):
    """What a screen says of GBR-RUS on a day of January."""
    told = "GBR", "RUS"
    path = tmp_path / "told.db"
    with Writer(path) as writer:
        writer.submit(
            [
                recorded("demand", january(3), "demand_issued", actors=told[:1], targets=told[1:]),
                recorded("order", january(4), "mission_closure_ordered", actors=told[1:], targets=told[:1],
                         post="Consulate North", post_kind="consulate"),
                recorded("cap", january(5), "mission_size_capped", actors=told[:1], targets=told[1:]),
                recorded("out", january(6), "diplomats_expelled", actors=told[1:], targets=told[:1], count=3),
                recorded("cut", january(6), "high_level_contacts_suspended", actors=told[:1], targets=told[1:]),
            ]
        )  # fmt: skip
    provider = Provider(path, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    yield said(provider.state("GBR-RUS", Clocks(Cut(date(2024, 1, 10)))))
    provider.close()


def test_who_must_answer_and_who_has_not_closed_what_is_said(shown) -> None:
    assert "• demand of GBR to RUS — RUS has not turned it down" in shown
    assert "• expulsion by RUS — GBR has expelled nobody in return" in shown
    assert "• closure order of RUS to GBR — GBR has not closed Consulate North" in shown
    opened = shown.index("Open ")
    assert shown[opened + 1].strip() == "by the state; A lists what waits for an answer, and how long"


def test_what_the_other_side_does_to_a_mission_is_said_with_who_does_it(shown) -> None:
    capped = next(row for row in shown if row.startswith("Staff cap"))
    assert "yes, by GBR since 2024-01-05" in capped.partition("│")[2]
    ordered = next(row for row in shown if row.startswith("Closure order"))
    assert "Consulate North, by RUS since 2024-01-04" in ordered.partition("│")[0]
    assert "by" not in capped.partition("│")[0].removeprefix("Staff cap")


def test_what_holds_between_both_says_since_when(shown) -> None:
    assert any("Contacts" in row and "suspended since 2024-01-06" in row for row in shown)


def test_a_line_of_a_development_calls_it_by_its_summary_where_that_is_known() -> None:
    row = {"expected": "a head", "article": None, "component": "head{A>B}", "found": "ambassador",
           "development": "d1", "disagrees": []}  # fmt: skip
    document = {"open": [], "disputed": [], "uncertain": [], "anomalies": [row]}
    for names, of in (({}, "d1"), ({"d1": "The ambassador left"}, "The ambassador left")):
        lines = ["".join(piece.text for piece in drawn.pieces) for drawn in remark_lines(document, names, 90)]
        assert lines[1:] == ["• expected: a head (no article); found head ambassador", f"  of: {of}"]
