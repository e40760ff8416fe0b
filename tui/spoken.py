"""What a screen reader is told instead of bars, braille, blocks and rules: the same facts in words."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from tracker.application.wording import counted, half_words
from tui.clocks import Standpoint, day_text
from tui.ink import Line, fit, line, wrapped
from tui.wording import TONES, pair_words, signed, trend_words

if TYPE_CHECKING:
    from tracker.application.views.relations import RelationRow
    from tracker.application.views.tension_chart import TensionChart
    from tracker.application.views.timeline import TimelineRow

_READ = {0x2196: " ", 0x2198: " ", 0x21B3: " ", ord("▶"): " "}
_DRAWN = {code: " " for start, end in ((0x2500, 0x25FF), (0x2800, 0x28FF)) for code in range(start, end + 1)} | _READ
"""Box drawing, blocks, geometric shapes and braille: what they say stands beside them in words."""


def undecorated(text: str) -> str:
    """Text without what is only drawn, in as many cells."""
    return text if text.isascii() else text.translate(_DRAWN)


def trend_sentence(row: "RelationRow") -> str:
    """``deteriorated by 4.1``."""
    return f"{trend_words(row.trend)} by {abs(row.change):.1f}" if row.change else trend_words(row.trend)


def spoken_relation(row: "RelationRow", reason: str) -> Line:
    """A pair: tension, its word, the trend, the reason."""
    tone = TONES.get(row.band, "plain")
    return line(
        (fit(pair_words(row.pair), 8), "strong"),
        (f"{row.tension:4.1f} {fit(row.band, 7)}", tone),
        (f"{trend_sentence(row)}{f'; {reason}' if reason else ''}", "muted"),
        key=row.pair,
    )


def spoken_timeline(row: "TimelineRow", tie: str | None, between: str = "") -> Line:
    """A development: date, the days between which it lies, direction, weight, what must be known, what happened."""
    ink = "gone" if row.retracted is not None else "plain" if row.counts or row.context else "muted"
    said = (
        (row.doubtful, "date doubtful"),
        (row.disputed, "disputed"),
        (row.uncertain, "uncertain"),
        (row.anomaly, "anomaly"),
    )
    known = [word for there, word in said if there]
    known += [f"retracted: {row.retracted}"] if row.retracted is not None else []
    known += ["in answer"] if tie or (tie is None and row.in_response_to) else []
    depth = " " * max(0, len(tie or "") - 2)
    date = f"about {row.date}" if row.inexact or between else row.date
    date += f", {between.replace('–', ' to ')}," if between else ""
    about = [half_words(row.direction or "").replace("-", " and "), signed(row.weight)]
    return line(
        (f"{depth}{date}", ink), *((f" {word}", "label") for word in about if word),
        (f" {', '.join(known)}" if known else "", "warn"), (f": {row.summary or row.type.replace('_', ' ')}", ink),
        key=row.id,
    )  # fmt: skip


def spoken_chart(
    chart: "TensionChart | None", standpoint: Standpoint | None, tension: float | None, width: int
) -> list[Line]:
    """The tension of a pair where one stands, if that is read, and up to there."""
    if chart is None or standpoint is None:
        return [line(("no chart: nothing is known of this pair", "muted"))]
    from tracker.application.views.tension_chart import sentence

    said, span = (
        sentence(chart, standpoint.day.toordinal(), tension),
        f"{day_text(chart.first)} to {day_text(chart.last)}",
    )
    words = f"{said}. From {span}."
    return [line((part, "plain")) for part in wrapped(words, max(8, width))]


def spoken_scrubber(
    here: Standpoint, cuts: Sequence[tuple[date, int]], instants: Sequence[datetime], mark: Standpoint | None
) -> list[Line]:
    """Both clocks: where one stands, and how much lies before it."""
    before = sum(day <= here.day for day, _ in cuts)
    dates = f"{here.date_text}, {before} of {counted(len(cuts), 'date')} of this pair up to it"
    times = f"{here.known_text}{_learned(instants, here.clocks.known_at)}"
    return [
        line((fit("Date", 7), "label"), f"{dates}{'' if mark is None else f'; marked: {mark.words}'}"),
        line((fit("Known", 7), "label"), times),
    ]


def _learned(instants: Sequence[datetime], known: datetime | None) -> str:
    """How much of what was ever learned of the pair is known there: nothing is said until that is read."""
    every = counted(len(instants), "time")
    if not instants:
        return ""
    if known is None:
        return f": all that was learned of this pair, at {every}"
    return f": what was learned of this pair at {sum(at <= known for at in instants)} of {every}"
