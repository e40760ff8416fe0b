"""What the screens ask: a thin layer over the views, which answers with rows. One thread at a time uses it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.application.problems import BadInput
from tracker.application.store.connection import explained
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.relations import RelationRow, relation_rows
from tui.clocks import Standpoint

if TYPE_CHECKING:
    from tracker.application.views.timeline import TimelineRow

Answer = TypeVar("Answer")


class Provider:
    """Holds a Reader of one file; rows come from the views. BadInput where the file cannot be read."""

    def __init__(
        self, path: Path, *, now: Callable[[], datetime] | None = None, today: Callable[[], date] | None = None
    ) -> None:
        self.path = path
        self.now = now or _now
        self.today = today or (lambda: self.now().date())
        self._reader: Reader | None = None
        self._lock = Lock()
        self._aside: Provider | None = None

    @property
    def aside(self) -> "Provider":
        """Another one on the same file, for the thread that does what may take long."""
        if self._aside is None:
            self._aside = Provider(self.path, now=self.now, today=self.today)
        return self._aside

    def close(self) -> None:
        """Give the connections back."""
        if self._aside is not None:
            self._aside.close()
        with self._lock:
            if self._reader is not None:
                self._reader.close()
            self._aside = self._reader = None

    def _ask(self, question: Callable[[Reader], Answer]) -> Answer:
        """Ask the reader, one question at a time, and say what went wrong in words."""
        with self._lock, explained(self.path):
            if self._reader is None:
                self._reader = Reader(self.path)
            return question(self._reader)

    def standpoint(self) -> Standpoint:
        """Where one stands without choosing: the later of today and the last date, with all that is known."""
        today = self.today()
        newest = Clocks(self._ask(lambda reader: reader.default_cut(today)))
        return Standpoint(newest, newest, today)

    def version(self) -> int:
        """A number that changes when another process has written."""
        return self._ask(lambda reader: reader.data_version())

    def relations(self, clocks: Clocks, *, warm: bool = False) -> list[RelationRow]:
        """The pairs, the tensest first."""
        return self._ask(lambda reader: relation_rows(reader, clocks, warm=warm))

    def state(self, pair: str, clocks: Clocks) -> dict[str, Any]:
        """The state of a pair, as `tracker state --json` gives it."""
        from tracker.application.views.state import state_document

        return self._ask(lambda reader: state_document(reader, pair, clocks, now=self.now()))

    def timeline(self, pair: str, clocks: Clocks) -> "list[TimelineRow]":
        """The developments of a pair up to the date."""
        from tracker.application.views.timeline import timeline_rows

        return self._ask(lambda reader: timeline_rows(reader, pair, clocks))

    def development(self, name: str, clocks: Clocks) -> dict[str, Any]:
        """A development with all that is behind it, as `tracker show --json` gives it."""
        from tracker.application.views.evidence import evidence_document

        return self._ask(lambda reader: evidence_document(reader, name, clocks))

    def behind(self, names: Sequence[str], clocks: Clocks) -> list[dict[str, Any]]:
        """The developments behind a component, in the order given; what was not known then is left out."""
        found = []
        for name in names:
            with suppress(BadInput):
                found.append(self.development(name, clocks))
        return found

    def cuts(self, pair: str) -> "Sequence[tuple[date, int]]":
        """The dates at which the state of a pair may change."""
        from tracker.application.views.scrubbing import development_cuts

        return self._ask(lambda reader: development_cuts(reader, pair))

    def read_date(self, text: str) -> tuple[date, int]:
        """A date as a person types it, as day and minute; BadInput where it is none."""
        from tracker.application.dates import cut

        with _as_typed("write 2024-01-17, 2024-01 or 2024-01-17T12:30"):
            found = cut(text)
        return found.day, found.minute

    def read_instant(self, text: str) -> datetime:
        """An instant as a person types it; BadInput where it is none."""
        from tracker.application.dates import instant

        with _as_typed("write 2024-01-19T12:00Z or 2024-01-19"):
            return instant(text)

    def instants(self, pair: str) -> list[datetime]:
        """The instants from which more is known of a pair."""
        from tracker.application.views.scrubbing import knowledge_instants

        return self._ask(lambda reader: knowledge_instants(reader, pair))


@contextmanager
def _as_typed(remedy: str) -> Iterator[None]:
    try:
        yield
    except ValueError as problem:
        raise BadInput(str(problem), remedy=remedy) from problem


def _now() -> datetime:
    return datetime.now(UTC)
