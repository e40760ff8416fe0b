"""What is marked in the claims of a development: the aspects of which accounts differ, and no others."""

from tests.tui.conftest import NOW, january, recorded
from tracker.application.store.writing import Writer
from tracker.domain.commands import AddClaims
from tracker.domain.evidence import Claim
from tui.widgets.state_layout import Behind


async def test_only_the_aspects_that_are_told_in_two_ways_are_marked_within_a_dispute(drive, tmp_path) -> None:
    def claims(by, **figures):
        return tuple(Claim(aspect=name.replace("_", "."), value=value, by=by) for name, value in figures.items())

    said = (*claims("a", killed=7, killed_children=4), *claims("b", killed=9, killed_children=4, killed_men=2))
    parts = (*claims("a", injured=3), *claims("b", killed=5))
    path = tmp_path / "told.db"
    with Writer(path) as writer:
        writer.submit(
            [
                recorded(name, january(3), "strike_conducted", actors="IRN", targets="PAK", means="air", claims=claims_)
                for name, claims_ in (("two-ways", said), ("parts", parts))
            ]
        )
    async with drive(path, (100, 60)) as screen:
        screen.app.open_development("two-ways", screen.app.screen.standpoint)
        await screen.settle()
        assert "killed ≠ accounts differ" in screen.text
        assert screen.text.count("≠") == 1
        await screen.press("escape")
        screen.app.open_development("parts", screen.app.screen.standpoint)
        await screen.settle()
        assert "injured ≠ accounts tell of other parts" in screen.text
        assert screen.text.count("≠") == 1


async def test_a_disputed_line_opens_at_the_aspect_that_is_told_in_two_ways(drive, database) -> None:
    with Writer(database) as writer:
        told = tuple(Claim(aspect=name, value=2, by="a witness") for name in ("casualties", "injured"))
        writer.submit([AddClaims(stream="strike-2", id="c:more", known_from=NOW, claims=told)])
    async with drive(database, (80, 12)) as screen:
        screen.app.open_behind(
            Behind("Disputed", ("strike-2",), aspect="casualties"), "IRN-PAK", screen.app.screen.standpoint
        )
        await screen.settle()
        assert "killed ≠ accounts differ" in screen.text
        assert "casualties" not in screen.text
