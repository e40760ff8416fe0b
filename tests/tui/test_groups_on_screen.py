"""Groups on the real screens by keys: chosen by what one types, told in the title, moved with the date, lifted again."""

from datetime import UTC, date, datetime

import pytest
from textual import events

from tests.tui.test_following import until
from tracker.application.groups import own_groups
from tracker.application.store.writing import Writer
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record, SetWatch
from tracker.domain.occurrence import on
from tui.answers import answered
from tui.app import Dashboard
from tui.config import Config, read_config
from tui.provider import Provider

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def visit(name: str, day: str, actor: str, target: str) -> Record:
    when = on(datetime.fromisoformat(day).date())
    development = TYPES["visit_made"](
        id=name,
        occurred=when,
        summary=name,
        sources=("https://example.org/",),
        actors=actor,
        targets=target,
        level="other",
    )
    return Record(stream=name, id=f"c:{name}", known_from=when.end_of_best_date(), development=development)


@pytest.fixture
def pairs(tmp_path):
    path = tmp_path / "pairs.db"
    told = (("FIN", "RUS"), ("FIN", "SWE"), ("GBR", "USA"), ("IND", "PAK"), ("IRN", "PAK"), ("IRN", "IRQ"))
    with Writer(path) as writer:
        writer.submit([visit(f"{a}-{b}", "2022-01-10", a, b) for a, b in told])
        writer.submit([SetWatch(stream="watch:mine", id="w", known_from=NOW, expression="IRN-IRQ tension>5")])
    return path


def listed(screen) -> set[str]:
    return {
        row[1:8].replace("–", "-") for row in screen.lines[2:30] if row[4:5] == "–" and " relations " not in row[8:20]
    }


async def filtered(screen, text: str) -> None:
    """Filter by words that are pasted."""
    await screen.press("slash")
    screen.app.post_message(events.Paste(text))
    await screen.settle()


async def test_a_group_is_typed_among_the_words_of_the_filter_and_one_that_is_none_is_told(drive, pairs) -> None:
    async with drive(pairs, (120, 30)) as screen:
        await filtered(screen, "in:nato !usa")
        assert listed(screen) == {"FIN-RUS", "FIN-SWE"}
        assert "2 of 6 with 'in:nato !usa'" in screen.line("1 Relations")
        await screen.press("enter")
        screen.app.screen.stand(screen.app.screen.standpoint.on(date(2022, 2, 1)))
        await screen.settle()
        assert listed(screen) == set()
        await screen.press("escape")
        await filtered(screen, "in:mine")
        assert listed(screen) == {"IRN-IRQ"}
        await screen.press("x")
        assert "no group is called 'minex'" in screen.lines[-1]
        assert "# lists them" in screen.lines[-1]
        assert listed(screen) == set()
        await screen.press("backspace")
        assert "no group" not in screen.lines[-1]
        assert listed(screen) == {"IRN-IRQ"}


async def test_a_group_is_chosen_by_some_letters_and_told_in_the_title(drive, pairs) -> None:
    async with drive(pairs) as screen:
        await screen.press("number_sign", *"nat")
        assert "NATO" in screen.line("▌ NATO")
        await screen.press("enter")
        assert "1 Relations 3 in NATO by tension" in screen.line("1 Relations")
        assert listed(screen) == {"FIN-RUS", "FIN-SWE", "GBR-USA"}
        await screen.press("escape")
        assert "1 Relations 6 by tension" in screen.line("1 Relations")


async def test_what_is_recorded_meanwhile_is_counted_and_the_cursor_stays(drive, pairs) -> None:
    async with drive(pairs) as screen:
        await screen.press("number_sign", *"nort", "down", "down")
        before = [(line[:34], line[34:]) for line in screen.lines if line.startswith((" ▌", "▌"))]
        assert "over 6 pairs" in screen.line("Groups")
        with Writer(pairs) as writer:
            writer.submit([visit("DNK-SWE", "2022-01-11", "DNK", "SWE"), visit("CAN-USA", "2022-01-11", "CAN", "USA")])
        await until(screen, lambda: "over 8 pairs" in screen.line("Groups"))
        after = [(line[:34], line[34:]) for line in screen.lines if line.startswith((" ▌", "▌"))]
        assert [name for name, _ in before] == [name for name, _ in after]
        assert "4 pairs" in screen.line("Northern Europe")
        await screen.press("enter")
        assert before[0][0].strip(" ▌") in screen.line("1 Relations")


async def test_pairs_of_two_members_are_a_choice_of_their_own(drive, pairs) -> None:
    async with drive(pairs) as screen:
        await screen.press("number_sign", *"south", "space", *"asia", "down", "enter")
        assert "2 within Southern Asia" in screen.line("1 Relations")
        assert listed(screen) == {"IND-PAK", "IRN-PAK"}


async def test_members_are_those_of_the_date(drive, pairs) -> None:
    async with drive(pairs) as screen:
        await screen.press("number_sign", *"nato", "enter", "t")
        await screen.type("2023-04-03")
        await screen.press("enter")
        assert "1 in NATO" in screen.line("1 Relations")
        assert listed(screen) == {"GBR-USA"}
        await screen.press("right")
        assert listed(screen) == {"FIN-RUS", "FIN-SWE", "GBR-USA"}


async def test_a_filter_narrows_a_group_and_the_title_says_both(drive, pairs) -> None:
    async with drive(pairs) as screen:
        await screen.press("number_sign", *"nato", "enter", "slash", *"rus", "enter")
        assert "1 of 3 in NATO with 'rus'" in screen.line("1 Relations")
        await screen.press("escape")
        assert "3 in NATO" in screen.line("1 Relations")


async def test_the_matrix_shows_the_group_its_members_first(drive, pairs) -> None:
    async with drive(pairs) as screen:
        await screen.press("number_sign", *"region:northern", "space", *"europe", "enter", "M")
        assert "5 states, 3 pairs in Northern Europe" in screen.line("Matrix")
        assert {row[1:4] for row in screen.lines[3:6]} == {"FIN", "GBR", "SWE"}


async def test_what_is_watched_is_a_group(drive, pairs) -> None:
    async with drive(pairs) as screen:
        await screen.press("number_sign", *"watch", "space", *"list", "enter")
        assert "1 in watch list" in screen.line("1 Relations")
        assert listed(screen) == {"IRN-IRQ"}


async def test_where_no_group_has_the_words_nothing_is_chosen_and_typing_goes_on(drive, pairs) -> None:
    async with drive(pairs) as screen:
        await screen.press("number_sign", *"natx")
        assert "no group has these words" in screen.text
        await screen.press("enter", "backspace", *"o", "enter")
        assert "in NATO" in screen.line("1 Relations")


async def test_leaving_keeps_what_was_chosen_and_all_relations_lifts_it(drive, pairs) -> None:
    async with drive(pairs) as screen:
        await screen.press("number_sign", *"nato", "enter", "number_sign", *"eu", "escape")
        assert "3 in NATO" in screen.line("1 Relations")
        await screen.press("number_sign", "enter")
        assert "6 by tension" in screen.line("1 Relations")


async def test_a_pair_beyond_the_group_is_shown_when_it_is_opened_from_elsewhere(drive, pairs) -> None:
    async with drive(pairs) as screen:
        await screen.press("number_sign", *"nato", "enter")
        screen.app.screen.look_at("IND-PAK")
        await screen.settle()
        assert "2 IND–PAK" in screen.text
        assert "6 by tension" in screen.line("1 Relations")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_own_groups_come_first_and_no_name_of_theirs_acts_on_the_terminal(pairs, size) -> None:
    groups, problems = own_groups({"\x1b[2J\u202e[red]mine[/]": ["IRN", "PAK"]})
    assert not problems
    app = Dashboard(Provider(pairs, now=lambda: NOW), Config(groups=groups, ascii=size == (80, 24)))
    async with app.run_test(size=size) as pilot:
        for key in ("number_sign", "down", "enter"):
            await pilot.press(key)
            await pilot.pause()
            await answered(app)
            await pilot.pause()
            text = "\n".join("".join(s.text for s in strip) for strip in app.screen._compositor.render_strips())
            assert not {"\x1b", "\u202e"} & set(text)
            assert "[red]mine[/]" in text or key == "down"
        assert "3 in " in text


def test_own_groups_are_read_with_the_other_choices_and_what_cannot_hold_is_told(tmp_path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("ascii = true\n[groups]\ngood = ['IRN', 'Pakistan']\nbad = ['XXY']\n", "utf-8")
    found = read_config(path)
    assert [group.name for group in found.groups] == ["good"]
    assert any("bad: 'XXY' is no state" in problem for problem in found.problems)
    assert found.ascii


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_where_no_group_has_the_words_it_says_how_a_watch_and_a_group_are_made_on_this_machine(
    drive, database, tmp_path, monkeypatch, size
) -> None:
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path / "my\x1b[31m.toml"))
    async with drive(database, size) as screen:
        await screen.press("number_sign")
        await screen.type("watch")
        said = " ".join(" ".join(screen.lines[2:9]).split())
        assert "no group has these words; Esc leaves" in said
        assert 'tracker watch add "IRN-PAK hostility>=4" --name fire' in said
        assert "below [groups] in" in said
        assert tmp_path.name in said.replace(" ", "")
        assert "\x1b" not in said
        await screen.press("enter")
        assert "no group has these words" in screen.text
        monkeypatch.setenv("TRACKER_CONFIG", "~nobody-is-called-so/config.toml")
        await screen.type("x")
        assert "in config.toml (" in " ".join(" ".join(screen.lines[2:9]).split())
