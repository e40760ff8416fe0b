"""A screen whose panes have titles: what each shows, how much of how much, and what is read still."""

from collections.abc import Sequence

from tracker.application.views.relations import RelationRow
from tui.ink import Piece
from tui.listing import Listing
from tui.screens.previewing import PreviewingScreen
from tui.widgets.bars import PaneTitle
from tui.widgets.relations import RelationList
from tui.widgets.state import StateList
from tui.widgets.tension import title_of
from tui.widgets.timeline import TimelineList
from tui.wording import pair_words


class TitledScreen(PreviewingScreen):
    """Says above each pane what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.all_rows: list[RelationRow] = []
        self.listing = Listing()

    @property
    def listed_words(self) -> str:
        """How many are listed of how many, what narrows them, and their order."""
        shown, total = len(self.listed), len(self.grouped(self.all_rows))
        count = f"{total}{self.group_words}"
        count = count if shown == total else f"{shown} of {count} with {self.words['relations']!r}"
        return f"{count} {self.listing.words}"

    @property
    def listed(self) -> Sequence[RelationRow]:
        """The pairs that the filter leaves."""
        return self.query_one(RelationList).rows

    def say_titles(self) -> None:
        """Say what each pane shows, and what is read still."""
        past = self.standpoint is not None and not self.standpoint.is_now
        rows, every = self.query_one(TimelineList).total, len(self.spots)
        listed = f"{every}" if rows == every else f"{rows} of {every} with {self.words['timeline']!r}"
        listed += f", reading {len(self._rows)} of {every}" if self.reading else ""
        listed += " as a tree of responses" if self.query_one(TimelineList).as_tree else ""
        late = ", reading …" if self.list_is_late else ""
        titles: dict[str, tuple[Piece, ...]] = {
            "relations": (Piece("1 Relations ", "title"), Piece(self.listed_words + late, "muted")),
            "state": (Piece("2 ", "title"), *title_of(self.query_one(StateList).document), *self._unlisted),
            "timeline": (Piece("3 Timeline ", "title"), Piece(listed, "muted"), *self._unlisted),
            "evidence": (Piece("4 Development", "title"),),
        }
        for name, pieces in titles.items():
            self.query_one(f"#{name}-pane PaneTitle", PaneTitle).say(pieces, past=past)

    @property
    def _unlisted(self) -> tuple[Piece, ...]:
        """That the pair that is shown is the last one, where no pair is listed any more."""
        gone = self.pair is not None and self.all_rows and not self.listed
        return (Piece(f" · {pair_words(self.pair or '')} is not listed", "warn"),) if gone else ()
