"""Job 8: a report of what is shown, by keys, with its citation; nothing is replaced, nothing fetched from elsewhere."""

import re
from datetime import date
from pathlib import Path

import pytest

from tracker.application.store.reader import Reader
from tracker.application.store.writing import Writer
from tracker.application.views.citation import citation
from tui.palette import entries
from tui.reporting import Subject, file_name, local_picture
from tui.widgets.state_layout import Behind


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "reports"
    found.mkdir()
    monkeypatch.chdir(found)
    return found


def only(folder: Path, pattern: str) -> str:
    (found,) = folder.glob(pattern)
    assert found.stat().st_mode & 0o777 == 0o600
    return found.read_text("utf-8")


async def test_e_and_enter_write_the_relation_as_markdown_with_its_citation(drive, database, folder) -> None:
    async with drive(database) as screen:
        pair, clocks = screen.app.screen.pair, screen.app.screen.standpoint.clocks
        await screen.press("e")
        assert "Report of" in screen.header
        await screen.press("enter")
        assert "written:" in screen.lines[-1]
        with Reader(database) as reader:
            cited = citation(reader, pair, clocks, now=screen.app.provider.now())["line"]
    assert only(folder, "IRN-PAK-2026-01-01.md").rstrip().endswith(f"Cited as `{cited}`")


async def test_a_key_copies_the_citation_of_what_is_shown_and_says_it(drive, database, folder) -> None:
    async with drive(database) as screen:
        await screen.press("Y")
        pair, clocks, now = screen.app.screen.pair, screen.app.screen.standpoint.clocks, screen.app.provider.now()
        with Reader(database) as reader:
            cited = citation(reader, pair, clocks, now=now)["line"]
        assert screen.app.clipboard == cited
        assert screen.lines[-1].startswith(f" copied: {cited[:60]}")
        await screen.press("3", "enter", "Y")
        assert screen.app.clipboard == f"{screen.app.screen.subject} in {cited}"
    assert not list(folder.iterdir())


async def test_where_nothing_is_looked_at_nothing_is_copied(drive, tmp_path) -> None:
    with Writer(tmp_path / "none.db"):
        pass
    async with drive(tmp_path / "none.db") as screen:
        await screen.press("Y")
        assert "nothing is shown that could be cited" in screen.lines[-1]
        assert screen.app.clipboard == ""


async def test_the_report_is_of_the_date_on_which_one_stands(drive, database, folder) -> None:
    async with drive(database) as screen:
        await screen.press("t")
        await screen.type("2024-01-17")
        await screen.press("enter", "e", "j", "enter")
    page = only(folder, "IRN-PAK-2024-01-17.html")
    assert "on 17 Jan 2024, as known now" in page
    assert "IRN-PAK @2024-01-17 known" in page


async def test_a_development_that_is_shown_is_what_the_report_is_of(drive, database, folder) -> None:
    async with drive(database) as screen:
        await screen.press("3", "g", "j", "enter", "e", "enter")
    (path,) = folder.glob("*.md")
    assert "## Sources (" in path.read_text("utf-8")


def told(screen) -> str:
    """The report of what a screen shows, as Markdown."""
    return screen.app.provider.report(screen.app.screen.reported().make, "md").text


async def test_each_screen_gives_a_report_of_what_it_shows_with_its_citation(
    drive, database, folder, monkeypatch
) -> None:
    monkeypatch.setenv("TRACKER_BY", "ana")
    async with drive(database) as screen:
        main = screen.app.screen
        screen.app.open_behind(Behind("Hostility", ("strike-1", "strike-2")), main.pair, main.standpoint)
        await screen.settle()
        why = told(screen)
        await screen.press("escape", "M")
        matrix = told(screen)
        await screen.press("escape", "A")
        waiting = told(screen)
        await screen.press("p")
        one = told(screen)
        await screen.press("escape", "m")
        main.stand(main.standpoint.on(date(2024, 1, 16)))
        await screen.press("equals_sign")
        compared = told(screen)
        await screen.press("e")
        assert "Report of IRN–PAK, 16 Jan 2024, as known now → today, as known now" in screen.header
        await screen.press("j", "j", "enter", "escape", "N", "e", "j", "enter")
    assert "a sovereign right to defend itself" in why
    assert "ambassador_recalled" not in why
    assert "Cited as `IRN-PAK @2026-01-01 known" in why
    assert "| FRA–ITA |" in matrix
    assert "Cited as `log @2026-01-01 known all #" in matrix
    assert "| FRA–ITA | FRA |" in waiting
    assert "| IRN–PAK |" in one
    assert "FRA–ITA" not in one
    assert "| Head of mission PAK → IRN | ambassador at post | ambassador recalled | recall |" in compared
    assert re.search("Cited as `IRN-PAK @2024-01-16 known .*; IRN-PAK @2026-01-01 known", compared)
    assert "IRN-PAK @2024-01-16 known" in only(folder, "IRN-PAK-compared-2026-01-01.svg")
    news = only(folder, "news-2026-01-01.html")
    assert "<h2>IRN–PAK</h2>" in news
    assert "A third strike" in news


async def test_the_picture_shows_the_screen_fetches_nothing_and_cites(drive, database, folder) -> None:
    async with drive(database) as screen:
        await screen.press("e", "j", "j", "enter")
    svg = only(folder, "*.svg")
    assert "IRN–PAK" in svg
    assert "Report&#160;of" not in svg
    assert "IRN-PAK @2026-01-01 known" in svg
    assert not set(re.findall(r"https?://[^\s\"'<]+", svg)) - {"http://www.w3.org/2000/svg"}
    assert "url(http" not in svg
    assert "@font-face" not in svg


async def test_a_second_report_gets_a_name_of_its_own(drive, database, folder) -> None:
    async with drive(database) as screen:
        await screen.press("e", "enter", "e", "enter")
        assert "-2.md" in screen.lines[-1]
    assert len(list(folder.glob("*.md"))) == 2


async def test_a_folder_that_takes_no_file_is_told_and_nothing_is_lost(drive, database, folder) -> None:
    async with drive(database) as screen:
        await screen.press("e")
        folder.rmdir()
        screen.app.provider.aside.keep = refusing
        await screen.press("enter")
        assert "no space" in screen.lines[-1]
        await screen.press("escape")
        assert "1 Relations" in screen.text


def refusing(text: str, path: Path) -> None:
    from tracker.application.problems import BadInput

    raise BadInput("no space", str(path), "make some")


async def test_it_is_in_the_palette(drive, database) -> None:
    async with drive(database) as screen:
        titles = [entry.title for entry in entries(screen.app.screen.kind)]
    assert "Report" in titles


@pytest.mark.parametrize("name", ["../../etc/passwd", "-rf", ".ssh", "a/b\x1b[2J", "\u202e", "x" * 500])
def test_no_id_leads_out_of_the_folder(name: str) -> None:
    found = file_name(Subject(name, name, date(2024, 1, 17), make=refusing), "md")
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,100}\.md", found)
    assert Path(found).name == found


def test_a_hostile_citation_is_text_in_a_picture() -> None:
    found = local_picture('<svg viewBox="0 0 100 50"></svg>', "</text><script>alert(1)</script>\x1b[2J")
    assert "<script" not in found
    assert "\x1b" not in found


async def test_a_report_of_the_matrix_is_states_against_states_with_what_is_counted(drive, database, folder) -> None:
    async with drive(database) as screen:
        await screen.press("M", "e")
        assert "Report of matrix of 4 states and 2 pairs, today" in screen.header
        await screen.press("enter")
        await screen.press("e", "j", "enter")
        await screen.press("E")
        assert "Report of relations: 2 by tension" in screen.header
        await screen.press("escape", "escape", "slash")
        await screen.type("fra")
        await screen.press("enter", "M", "e")
        assert "Report of matrix of 2 states and 1 pair, today" in screen.header
        await screen.press("enter")
    whole, one = (folder / f"matrix-2026-01-01{number}.md" for number in ("", "-2"))
    lines = whole.read_text("utf-8").splitlines()
    assert "# Matrix of 4 states, 2 pairs" in lines[0]
    assert "| tension | IRN | PAK | FRA | ITA |" in lines
    row = next(line for line in lines if line.startswith("| IRN |"))
    tension = next(line for line in lines if line.startswith("| IRN–PAK |")).split("|")[2].strip()
    assert row == f"| IRN |  | {tension} | · | · |"
    assert next(line for line in lines if line.startswith("| PAK |")) == f"| PAK | {tension} |  | · | · |"
    assert "## 2 pairs" in lines
    assert "<th>FRA</th>" in only(folder, "matrix-*.html")
    narrowed = one.read_text("utf-8")
    assert "Matrix of 2 states, 1 pair\n" in narrowed
    assert "## 1 pair\n" in narrowed
    assert "| tension | FRA | ITA |" in narrowed
    assert "1 pairs" not in narrowed


async def test_a_report_of_what_is_new_is_of_as_much_as_is_shown(drive, database, folder, monkeypatch) -> None:
    monkeypatch.setattr("tui.provider.MOST_NEWS", 2)
    async with drive(database) as screen:
        await screen.press("N", "e", "enter", "G", "enter", "e", "enter")
    few, more = (only(folder, f"news-2026-01-01{number}.md") for number in ("", "-2"))
    assert few.count("| new |") + few.count("| claimed |") + few.count("| retracted |") == 2
    assert more.count("| new |") + more.count("| claimed |") + more.count("| retracted |") == 4
    assert "These are the newest; those before entry" in few
