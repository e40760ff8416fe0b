"""Forward flags on the real screens: a sign in the list, a word and the reason below it, never colour alone."""

from datetime import UTC, datetime

import pytest

from tracker.application.store.writing import Writer
from tracker.application.views.outlooks import Flag
from tracker.application.views.relations import RelationRow
from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.occurrence import on
from tui.answers import answered
from tui.app import Dashboard
from tui.config import Config
from tui.provider import Provider
from tui.wording import about

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def record(name: str, day: str, type: str, **fields) -> Record:
    when = on(datetime.fromisoformat(day).date())
    development = TYPES[type](id=name, occurred=when, summary=name, sources=("https://example.org/",), **fields)
    return Record(stream=name, id=f"c:{name}", known_from=when.end_of_best_date(), development=development)


@pytest.fixture
def ahead(tmp_path):
    """IRN-PAK: an ultimatum; FRA-ITA: a break with talks and a threat; CHN-USA: nothing ahead."""
    path = tmp_path / "ahead.db"
    break_ = {"actors": "FRA", "targets": "ITA", "form": "severed"}
    with Writer(path) as writer:
        writer.submit(
            [
                record("demand", "2025-12-20", "demand_issued", actors="PAK", targets="IRN", deadline="2026-01-10"),
                record("break", "2025-11-20", "relations_severed", **break_),
                record("threat", "2025-12-28", "threat_made", actors="FRA", targets="ITA", threat="other"),
                record("talks", "2025-12-29", "talks_held", actors=("FRA", "ITA"), format="phone"),
                record("calm", "2025-12-30", "visit_made", actors="CHN", targets="USA", level="other"),
            ]
        )
    return path


def row(screen, pair: str) -> str:
    """Its row of the list."""
    return next(line for line in screen.lines if line[1:8] == pair)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_each_flag_has_its_sign_beside_the_trend_and_its_reason_in_words(drive, ahead, size) -> None:
    async with drive(ahead, size) as screen:
        assert " !+ " in row(screen, "FRA–ITA")
        assert " !  " in row(screen, "IRN–PAK")
        assert " !" not in row(screen, "CHN–USA")
        await screen.press("slash", *"opportunity", "enter")
        said = " ".join(" ".join(screen.lines).split())
        assert "! risk: the FRA>ITA threat of 2025-12-28" in said
        assert "+ opportunity: talks were held on 2025-12-29 · talks" in said


async def test_pairs_with_flags_can_be_listed_first_and_filtered(drive, ahead) -> None:
    async with drive(ahead) as screen:
        await screen.press("O", *"ooooo")
        assert "by what lies ahead" in screen.line("1 Relations")
        order = [name for line in screen.lines for name in ("FRA–ITA", "IRN–PAK", "CHN–USA") if line[1:8] == name]
        assert order[:3] == ["FRA–ITA", "IRN–PAK", "CHN–USA"]
        await screen.press("slash", *"risk", "enter")
        assert "2 of 3 with 'risk'" in screen.line("1 Relations")


async def test_flags_are_those_of_the_date_that_one_stands_on(drive, ahead) -> None:
    async with drive(ahead) as screen:
        await screen.press("t")
        await screen.type("2025-12-21")
        await screen.press("enter")
        assert " !  " in row(screen, "IRN–PAK")
        assert " !" not in row(screen, "FRA–ITA")


async def test_flags_are_ascii_where_all_is(ahead) -> None:
    app = Dashboard(Provider(ahead, now=lambda: NOW), Config(ascii=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await answered(app)
        await pilot.pause()
        rows = ["".join(s.text for s in strip) for strip in app.screen._compositor.render_strips()]
        assert all(row.isascii() for row in rows)
        assert any("FRA-ITA" in row and "!+" in row for row in rows)


async def test_beside_a_flag_the_reason_of_the_trend_is_said_where_there_is_room(drive, ahead) -> None:
    below = {}
    for size in ((80, 24), (120, 40), (200, 60)):
        async with drive(ahead, size) as screen:
            await screen.press("slash", *"pak", "enter")
            place = next(index for index, line in enumerate(screen.lines) if line[1:8] == "IRN–PAK")
            below[size[0]] = screen.lines[place + (size[0] > 80)]
    assert "risk: the PAK>IRN dem" in below[80]
    assert " · " not in below[80]
    assert "! risk: the PAK>IRN dema… · " in below[120]
    assert "PAK>IRN demand issu…" in below[120]
    assert "PAK>IRN demand issued open since 20…" in below[200]


def test_each_of_flag_and_reason_is_cut_or_the_flag_stands_alone() -> None:
    row = RelationRow("A-B", 1.0, 0.0, "watch", "unchanged", 0.0, "r" * 40, "established", False, "1", ("", ""), ("", ""),
                      None, 1, risk=Flag("rule", "f" * 40, "d1", "2024-01-01", None))  # fmt: skip
    whole = f"! risk: {'f' * 40}"
    assert about(row) == about(row, 91) == f"{whole} · {'r' * 40}"
    assert about(row, 80) == f"! risk: {'f' * 28}… · {'r' * 40}"
    assert about(row, 60) == f"! risk: {'f' * 16}… · {'r' * 31}…"
    assert about(row, 43) == whole
    assert all(len(about(row, room)) <= room for room in range(44, 92))
    assert about(row._replace(risk=None), 20) == "r" * 40
