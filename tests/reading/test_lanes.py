"""The tree of responses beside a timeline: lines lead from what is answered to its answers, in order of time."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.application.views.lanes import ELSEWHERE, MOST, lanes


class Row:
    """What of a development the lanes look at."""

    def __init__(self, id: str, *answers: str) -> None:
        self.id, self.in_response_to = id, answers


def drawn(*rows: Row, most: int = MOST) -> list[str]:
    found = lanes(rows, most)
    assert list(found) == [row.id for row in rows]
    return list(found.values())


def test_answers_are_joined_with_what_they_answer_and_what_stands_between_is_passed_by() -> None:
    rows = (Row("a"), Row("b"), Row("c", "a"), Row("d"), Row("e", "a"), Row("f"))
    assert drawn(*rows) == ["┌ ", "│ ", "├ ", "│ ", "└ ", "  "]


def test_an_answer_that_is_answered_begins_a_lane_to_the_right() -> None:
    rows = (Row("a"), Row("b", "a"), Row("c", "a"), Row("d", "b"), Row("e", "d"))
    assert drawn(*rows) == ["┌── ", "├┬─ ", "└│─ ", " └┬ ", "  └ "]


def test_a_lane_that_has_no_part_in_an_answer_is_passed_by() -> None:
    rows = (Row("a"), Row("b"), Row("c", "a"), Row("d", "b"))
    assert drawn(*rows) == ["┌─ ", "│┌ ", "└│ ", " └ "]


def test_where_no_lane_is_free_to_the_right_one_to_the_left_is_taken() -> None:
    rows = (Row("a"), Row("b"), Row("c", "a"), Row("d", "b"), Row("e", "d"), Row("f", "b"))
    assert drawn(*rows, most=2) == ["┌─ ", "│┌ ", "└│ ", "┌┼ ", "└│ ", " └ "]


def test_what_answers_two_is_joined_with_both() -> None:
    rows = (Row("a"), Row("b"), Row("c", "b", "a"), Row("d", "a"))
    assert drawn(*rows) == ["┌─ ", "│┌ ", "├┴ ", "└─ "]


def test_a_lane_is_free_below_its_last_answer() -> None:
    rows = (Row("a"), Row("b", "a"), Row("c"), Row("d", "c"))
    assert drawn(*rows) == ["┌ ", "└ ", "┌ ", "└ "]


def test_what_is_answered_elsewhere_or_further_down_and_what_finds_no_lane_is_signed() -> None:
    rows = (Row("a"), Row("b"), Row("c", "gone"), Row("d", "e"), Row("e", "b"), Row("f", "a"))
    assert drawn(*rows, most=1) == ["┌ ", "│ ", f"│ {ELSEWHERE}", f"│ {ELSEWHERE}", f"│ {ELSEWHERE}", "└ "]


def test_where_nothing_is_answered_nothing_is_drawn() -> None:
    assert drawn(Row("a"), Row("b", "gone")) == ["", ELSEWHERE]
    assert drawn() == []


UP, DOWN = "├└┴┼│", "┌┬├┼│"


@given(st.lists(st.lists(st.integers(0, 30), max_size=3), max_size=30), st.sampled_from([1, 2, 4, 40]))
def test_every_line_leads_on_and_every_answer_reaches_what_it_answers(answers: list[list[int]], most: int) -> None:
    rows = [Row(str(number), *map(str, said)) for number, said in enumerate(answers)]
    cells = [line.removesuffix(ELSEWHERE) for line in drawn(*rows, most=most)]
    width = len(cells[0]) if cells else 0
    assert {len(line) for line in cells} <= {width}
    for above, below in zip([" " * width, *cells], [*cells, " " * width], strict=True):
        assert [sign in DOWN for sign in above] == [sign in UP for sign in below]
    signed = [line.endswith(ELSEWHERE) for line in drawn(*rows, most=most)]
    for number, (row, line) in enumerate(zip(rows, cells, strict=True)):
        ends = {_begun(cells, number, lane) for lane, sign in enumerate(line) if sign in UP and sign != "│"}
        assert signed[number] is (bool(row.in_response_to) and not ends)
        before = {int(name) for name in row.in_response_to if int(name) < number}
        assert ends == before if most > len(rows) else ends <= before


def _begun(cells: list[str], number: int, lane: int) -> int:
    """Where the lane that reaches a row from above begins."""
    return next(at for at in range(number - 1, -1, -1) if cells[at][lane] in "┌┬")
