"""Lines that are the same from one document to the next are drawn once; the screen is as if all were drawn anew."""

import pytest
from rich.style import Style
from textual.app import App, ComposeResult

from tui.ink import line
from tui.widgets.fixed_list import FixedList


class Words(FixedList):
    """Shows words, of which those with a capital can be stood upon."""

    words: tuple[str, ...] = ()

    def over(self, name: str) -> Style:
        return Style()

    def lay_out(self, width: int) -> None:
        self.laid = [line(word, key=word if word.istitle() else None) for word in self.words]

    def show(self, text: str) -> None:
        keep, self.words = self.key, tuple(text.split(","))
        self.rows_changed(keep=keep, still=True)


class Alone(App[None]):
    def compose(self) -> ComposeResult:
        yield Words(id="words")


def drawn(shown: Words) -> list[str]:
    return [shown.render_line(y).text.rstrip() for y in range(len(shown.words))]


def anew(shown: Words) -> list[str]:
    shown._strips.clear()
    return drawn(shown)


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("One,two,three,Four", "One,zwei,three,Four", {0, 2, 3}),
        ("One,two,three,Four", "One,two,three,Four", {0, 1, 2, 3}),
        ("One,two,three,Four", "Eins,two,three,Four", {1, 2, 3}),
        ("One,two,three,Four", "one,two,three,Four", set()),
        ("One,two,three,Four", "One,two,three", set()),
        ("One,two", "One,two,three", set()),
    ],
)
async def test_only_other_lines_are_drawn(before: str, after: str, kept: set[int]) -> None:
    async with Alone().run_test(size=(30, 6)) as pilot:
        shown = pilot.app.query_one(Words)
        shown.show(before)
        await pilot.pause()
        drawn(shown)
        strips = dict(shown._strips)
        shown.show(after)
        await pilot.pause()
        assert {index for index, strip in strips.items() if shown._strips.get(index) is strip} & set(range(4)) == kept
        seen = drawn(shown)
        assert seen == anew(shown)
        assert [text[1:] for text in seen] == after.split(",")


async def test_what_is_drawn_of_another_line_comes_to_the_screen() -> None:
    async with Alone().run_test(size=(30, 6)) as pilot:
        shown = pilot.app.query_one(Words)
        for text in ("One,two,three,Four", "One,zwei,three,Four", "One,zwei,drei,Four"):
            shown.show(text)
            await pilot.pause()
            for y, word in enumerate(text.split(",")):
                strips = pilot.app.screen._compositor.render_strips()
                assert word in strips[y].text
