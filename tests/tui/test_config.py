"""The reader's own keys, colours and styles: they hold, what is wrong in them is told, and nothing keeps one out."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from tracker.application.configuration import config_path
from tracker.application.problems import BadInput
from tracker.cli.main import run
from tui import screens
from tui.answers import answered
from tui.app import Dashboard
from tui.commands import REGISTRY
from tui.config import STYLES, Config, read_config
from tui.keymap import checked_keymap, rebind
from tui.palette import entries
from tui.provider import Provider
from tui.screens.base import TrackerScreen
from tui.widgets.form import FormList


@pytest.fixture(autouse=True)
def own_keys_again():
    yield
    rebind({}, REGISTRY)


def config_of(folder: Path, text: str, style: str | None = None) -> Config:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    if style is not None:
        (folder / "style.tcss").write_text(style, "utf-8")
    return read_config(path)


def test_the_file_is_where_the_variable_says(tmp_path) -> None:
    assert config_path({"TRACKER_CONFIG": str(tmp_path / "mine.toml")}) == tmp_path / "mine.toml"
    assert config_path({}).name == "config.toml"


def test_a_variable_that_names_the_folder_of_no_user_is_told(capsys, monkeypatch) -> None:
    with pytest.raises(BadInput, match="'~nobody-here' is the folder of no user"):
        config_path({"TRACKER_CONFIG": "~nobody-here/config.toml"})
    monkeypatch.setenv("TRACKER_CONFIG", "~nobody-here/config.toml")
    assert run(["doctor"]) == 2
    assert "TRACKER_CONFIG" in capsys.readouterr().err


def test_no_file_is_no_choice_and_no_problem(tmp_path) -> None:
    assert read_config(tmp_path / "config.toml") == Config()


def test_choices_are_read(tmp_path) -> None:
    found = config_of(tmp_path, 'theme = "tracker-light"\nascii = true\nmouse = false\n[keymap]\nfilter = "f"\n')
    assert found == Config(keymap={"filter": ("f",)}, theme="tracker-light", ascii=True, mouse=False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theme = ", "cannot be read"),
        ('theme = "neon"', "there is no theme 'neon'"),
        ("ascii = 1", "ascii is true or false"),
        ("colour = 1", "'colour' is no setting"),
        ("keymap = 1", "keymap is a table"),
        ('[keymap]\nfilte = "f"', "no command is called 'filte'"),
        ('[keymap]\nfilter = "hyperspace"', "there is no key 'hyperspace'"),
        ("[keymap]\nfilter = 3", "give a key such as"),
        ('[keymap]\nfilter = "q"', "filter would take q from quit"),
        ('[keymap]\nquit = "ctrl+t"', "quit would take Ctrl+T from theme"),
        ('[keymap]\nfilter = "ctrl+j"', "filter would take Ctrl+J from the program"),
        ('[keymap]\nfilter = "ctrl+p"', "filter would take Ctrl+P from the program"),
        ('[keymap]\nfilter = "f"\nchart = "f"', "would take f from"),
    ],
)
def test_what_is_wrong_is_told_and_left_out(tmp_path, text: str, told: str) -> None:
    found = config_of(tmp_path, text)
    assert any(told in problem for problem in found.problems), found.problems
    assert found.theme is None
    assert found.keymap.get("filter") in (None, ("f",))


def test_two_commands_may_exchange_their_keys() -> None:
    keymap = {"record": "o", "next-order": "r"}
    held, problems = checked_keymap(keymap, REGISTRY)
    assert problems == []
    assert held == {"record": ("o",), "next-order": ("r",)}


def test_one_key_may_mean_two_things_on_two_screens() -> None:
    assert checked_keymap({"mark-read": "m", "mark": "m"}, REGISTRY)[1] == []


async def test_a_key_of_ones_own_works_and_is_shown_in_footer_help_and_palette(database) -> None:
    app = Dashboard(Provider(database), Config(keymap={"filter": ("f",), "known-on": ("f2",), "swap": ("ctrl+g",)}))
    async with app.run_test(size=(200, 40)) as pilot:
        await pilot.pause()
        await answered(app)
        strips = lambda: "\n".join("".join(s.text for s in strip) for strip in app.screen._compositor.render_strips())  # noqa: E731
        assert " f Filter" in strips()
        assert " [ F2 Known" in strips() or " [ f2 Known" in strips()
        assert any("(f)" in entry.help_on(app.screen) for entry in entries(app.screen.kind))
        await pilot.press("slash")
        assert app.screen.query_one("Prompt").display is False
        await pilot.press("f")
        assert app.screen.query_one("Prompt").display is True
        await pilot.press("escape", "r")
        await answered(app)
        form = app.screen.query_one(FormList).form
        await pilot.press("ctrl+x")
        assert (form.text_of("actor"), form.text_of("target")) == ("IRN", "PAK")
        await pilot.press("ctrl+g")
        assert (form.text_of("actor"), form.text_of("target")) == ("PAK", "IRN")


async def test_problems_are_told_in_the_footer_and_nothing_is_lost(database, tmp_path) -> None:
    config = config_of(tmp_path, 'theme = "neon"')
    assert config_of(tmp_path, "ascii = 1").told(80) == "config.toml: ascii is true or false"
    app = Dashboard(Provider(database), config)
    async with app.run_test(size=(200, 40)) as pilot:
        await pilot.pause()
        await answered(app)
        await pilot.pause()
        last = "".join(segment.text for segment in app.screen._compositor.render_strips()[-1])
        assert "there is no theme 'neon'" in last
        assert app.theme == "tracker-dark"


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [('theme = "neon"\nascii = 1', "RowList { colour: ", 3), ('theme = "neon"', None, 1)],
)
async def test_many_problems_and_long_ones_are_counted_and_listed_by_a_key(
    database, tmp_path, text, style, number
) -> None:
    app = Dashboard(Provider(database), config_of(tmp_path, text, style))
    async with app.run_test(size=(80, 24)) as pilot:
        shown = lambda: ["".join(s.text for s in strip).strip() for strip in app.screen._compositor.render_strips()]  # noqa: E731
        await pilot.pause()
        await answered(app)
        await pilot.pause()
        files = "config.toml and style.tcss" if style else "config.toml"
        problems = "problems" if number > 1 else "problem"
        assert shown()[-1] == f"{number} {problems} in {files}: F3 or tracker doctor tells all"
        await pilot.press("f3")
        await pilot.pause()
        words = " ".join(" ".join(shown()).split())
        assert f"{number} {problems} in your own choices" in words
        for problem in app.config.problems:
            assert " ".join(problem.split()) in words
        assert "write one of tracker-dark" in words
        await pilot.press("escape")
        assert app.screen.kind == "relations"


async def test_choices_that_hold_have_no_problems_to_list(database) -> None:
    app = Dashboard(Provider(database))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert "what you chose holds" in app.screen.footer.message


@pytest.mark.parametrize(
    "style", ["RowList { colour: red; }", "RowList { color: $nothing; }", "{", "RowList { color: ; ", "/*"]
)
def test_a_broken_style_sheet_is_left_out(tmp_path, style: str) -> None:
    found = config_of(tmp_path, "", style)
    assert found.style is None
    assert "style.tcss is left out" in found.problems[0]


async def test_a_style_sheet_of_ones_own_has_the_last_word(database, tmp_path) -> None:
    config = config_of(tmp_path, "", "ClockBar { background: $t4; }")
    assert config.problems == ()
    app = Dashboard(Provider(database), config)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.query_one("ClockBar").styles.background.hex.lower() == app.theme_variables["t4"].lower()


async def test_each_screen_brings_its_sheet_when_it_is_opened_and_ascii_and_ones_own_win_over_it(
    database, tmp_path
) -> None:
    """Over a sheet that was read after them too, where both name a thing as closely."""
    own = "MatrixScreen MatrixGrid { padding: 0 3; } HelpScreen HelpList { padding: 2; } EvidenceList { color: red; }"
    app = Dashboard(Provider(database), config_of(tmp_path, "ascii = true", own))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        sheets = lambda: {Path(name).stem for (name, part) in app.stylesheet.source if not part}  # noqa: E731
        assert sheets() == {"app", "relations", "chart", "ascii", "style"}
        await pilot.press("M")
        await pilot.pause()
        assert sheets() >= {"matrix"}
        assert app.screen.query_one("MatrixGrid").styles.padding == (0, 3, 0, 3)
        assert app.screen.query_one("Brief").styles.border_top[0] == "ascii"
        await pilot.press("question_mark")
        await pilot.pause()
        assert app.screen.query_one("HelpList").styles.padding == (2, 2, 2, 2)


def test_every_screen_has_a_sheet_of_its_own() -> None:
    """Those of developments and of what is behind a component share one."""
    for module in iter_modules(screens.__path__, "tui.screens."):
        import_module(module.name)
    every = [screen for screen in kinds(TrackerScreen) if screen.kind and screen.kind != "relations"]
    sheets = {screen.kind: Path(str(screen.CSS_PATH)) for screen in every}
    assert len({*sheets.values()}) == len(sheets) - 1
    for path in sheets.values():
        assert (STYLES / path.name).is_file()


def kinds(of: type) -> list[type]:
    return [found for one in of.__subclasses__() for found in (one, *kinds(one))]
