"""What an entry says otherwise, in words: claims, reports, grades and dates as the evidence says them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tracker.application.when import changed_in_words
from tracker.application.wording import aspect_words, in_words

_NOTHING: tuple[Any, ...] = (None, "", [], (), {})
_SPEAK_FOR_THEMSELVES = ("claims", "assessed")
"""What names the aspect that it is about, so that nothing needs to stand before it."""


def change_in_words(change: Mapping[str, Any]) -> str:
    """A change with its name: ``kind for consultations → permanent``; of claims ``killed: 3, says Iran``."""
    name, words = change["what"], change_words(change["what"], change["old"], change["new"])
    return words if name in _SPEAK_FOR_THEMSELVES else f"{in_words(name)} {words}"


def change_words(name: str, old: Any, new: Any) -> str:
    """What an entry has otherwise under a name: what came, what is there no longer, or ``old → new``."""
    before, after = side_words(name, old), side_words(name, new)
    if old in _NOTHING:
        return after
    return f"no longer {before}" if new in _NOTHING else f"{before} → {after}"


def side_words(name: str, value: Any) -> str:
    """What an entry has under a name, before or behind a change."""
    say = _SAID.get(name)
    if say is not None and value and isinstance(value, list | tuple):
        return "; ".join(map(say, value))
    if name == "rating" and isinstance(value, Mapping):
        return f"{value['reliability']}{value['credibility']}"
    return changed_in_words(name, value, in_words)


def claim_words(claim: Mapping[str, Any]) -> str:
    """A claim in a sentence: ``killed: at least 4, says Pakistan in test/wire: “four were killed”``."""
    says = f", says {speaker_words(claim)}" if claim.get("by") or claim.get("party") else ""
    source = f"{'' if says else ','} in {claim['source']}" if claim.get("source") else ""
    quote = f": “{claim['quote']}”" if claim.get("quote") else ""
    return f"{aspect_words(claim['aspect'])}: {figure_words(claim)}{says}{source}{quote}"


def figure_words(claim: Mapping[str, Any]) -> str:
    """What is claimed: ``at least 4``."""
    return " ".join(filter(None, (claim.get("qualifier"), in_words(claim.get("value")), claim.get("unit"))))


def speaker_words(claim: Mapping[str, Any]) -> str:
    """Who claims it; the narrator where nobody is named."""
    return in_words(claim.get("by") or claim.get("party") or "narrator")


def _report_words(report: Mapping[str, Any]) -> str:
    return f"{report['source']}: “{report['quote']}”" if report.get("quote") else str(report["source"])


def _assessed_words(judged: Sequence[Any]) -> str:
    aspect, value = judged
    return f"{aspect_words(aspect)}: {in_words(value)}"


_SAID: dict[str, Callable[[Any], str]] = {"claims": claim_words, "reports": _report_words, "assessed": _assessed_words}
