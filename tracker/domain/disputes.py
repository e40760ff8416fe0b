"""Disputes: competing claims about one development stand side by side, and none is merged away.

Casualty figures keep their semantics (killed, injured, casualties, of whom: ``killed.children``); together
they are one aspect, since a speaker who counts four children and three women has given a figure for the dead.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

CASUALTIES = ("killed", "injured", "casualties", "missing")
OPINION = "account"
"""Whole accounts that a file sets aside, with how it settled them; never in dispute by themselves."""


class Claim(Protocol):
    """What is read of a claim: whoever gives its parts need not build a form of it."""

    @property
    def aspect(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def qualifier(self) -> str | None: ...
    @property
    def by(self) -> str | None: ...
    @property
    def party(self) -> str | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def quote(self) -> str | None: ...


@lru_cache(maxsize=4096)
def topic_of(aspect: str) -> str:
    """What a claim's aspect is compared under."""
    head = aspect.split(".", 1)[0]
    return "casualties" if head in CASUALTIES else aspect


def disputes_of(stream: str, claims: Sequence[Claim], assessed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The disputed aspects of a development: those of which two speakers say different things."""
    topics: dict[str, dict[str, dict[str, Any]]] = {}
    for claim in claims:
        if claim.aspect != OPINION:
            accounts = topics.setdefault(topic_of(claim.aspect), {})
            _add(
                accounts.setdefault(_speaker(claim), {"by": claim.by, "party": claim.party, "claims": []}),
                claim,
            )
    return [
        {
            "development": stream,
            "aspect": topic,
            "accounts": list(accounts.values()),
            "assessed": assessed.get(topic),
        }
        for topic, accounts in sorted(topics.items())
        if _differ(accounts)
    ]


def _speaker(claim: Claim) -> str:
    return f"{claim.by or claim.party or ''}|{claim.source or ''}" if claim.by in (None, "narrator") else str(claim.by)


def _add(account: dict[str, Any], claim: Claim) -> None:
    account["claims"].append(
        {
            "aspect": claim.aspect,
            "value": list(claim.value) if isinstance(claim.value, tuple) else claim.value,
            "qualifier": claim.qualifier,
            "source": claim.source,
            "quote": claim.quote,
        }
    )


def _differ(accounts: dict[str, dict[str, Any]]) -> bool:
    said = {
        tuple(sorted((c["aspect"], str(c["value"]), c["qualifier"] or "") for c in account["claims"]))
        for account in accounts.values()
    }
    return len(said) > 1
