"""Aspects of accounts: what a party claims of a development, topic by topic, and what the desk holds beside it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from tracker.application.countries import is_named, name_of, named
from tracker.application.store.accounts import Told as Claim
from tracker.application.views.account_stories import Story
from tracker.domain.account import PERPETRATOR, denies, figures, recorded, speaks
from tracker.domain.development import Development
from tracker.domain.disputes import OPINION, topic_of

CLAIM, ASSESSMENT, RECORD = "claim", "assessment", "record"
TOPICS = ("casualties", "motive", "target")
"""What is told of every development of which anything is said: where the party is silent, by the desk."""


@cache
def names_of(party: str) -> frozenset[str]:
    """The names under which a party speaks where a claim names no party: its code, and the name of the state."""
    return frozenset(name.casefold() for name in (party, name_of(party)))


def own_claims(found: Story, party: str) -> list[Claim]:
    """What a party claims of a development; a perpetrator that is named as a state is given by its code."""
    return [coded(claim) for claim in found.claims if speaks(claim, party, names_of)]


def coded(claim: Claim) -> Claim:
    """The claim with a perpetrator that is named as a state given by its code."""
    value = claim.value
    if claim.aspect == PERPETRATOR and isinstance(value, str) and is_named(value):
        return claim._replace(value=named(value))
    return claim


def by_topic(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by what they are compared under, in their order; whole accounts that a file sets aside are left out."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.aspect != OPINION:
            found.setdefault(topic_of(claim.aspect), []).append(claim)
    return found


def statement(claim: Claim) -> dict[str, Any]:
    """A claim with who made it, where it stands and its exact words."""
    value = list(claim.value) if isinstance(claim.value, tuple) else claim.value
    return {
        "aspect": claim.aspect, "value": value, "qualifier": claim.qualifier, "by": claim.by, "party": claim.party,
        "source": claim.source, "quote": claim.quote,
    }  # fmt: skip


def range_rows(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """Each kind of casualties with the least and the most that is claimed, and by whom each figure."""
    return [
        {
            "aspect": aspect, "least": least, "most": most,
            "claimants": [_claimant(claim) for claim in claims if claim.aspect == aspect],
        }
        for aspect, least, most in figures(claims)
    ]  # fmt: skip


def _claimant(claim: Claim) -> dict[str, Any]:
    value = list(claim.value) if isinstance(claim.value, tuple) else claim.value
    return {
        "value": value, "qualifier": claim.qualifier, "by": claim.by, "party": claim.party, "source": claim.source,
    }  # fmt: skip


def held_by_desk(found: Story, topic: str) -> dict[str, Any] | None:
    """What the desk holds of a topic: what it assessed, else what is recorded; None where neither says anything."""
    assessed = found.assessed and {name: value for name, value in found.assessed.items() if topic_of(name) == topic}
    if assessed:
        return {"from": ASSESSMENT, "values": _plain(assessed)}
    values = {topic: list(found.actors)} if topic == PERPETRATOR else recorded(found.form, found.fields, topic)
    return {"from": RECORD, "values": values} if values else None


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def aspect_rows(found: Story, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """What an account says of a development: its own claims, and of casualties, motive and target else the desk's."""
    said = by_topic(claims)
    rows = [
        _row(found.id, found.day, topic, CLAIM, figures=range_rows(own), claims=list(map(statement, own)))
        for topic, own in said.items()
    ]
    for topic in TOPICS:
        held = None if topic in said else held_by_desk(found, topic)
        if held is not None:
            rows.append(_row(found.id, found.day, topic, held["from"], values=held["values"]))
    return rows


def record_rows(stream: str, day: str, form: type[Development], fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same of a development of which nobody claims or assesses anything, given the fields of its record."""
    said = ((topic, recorded(form, fields, topic)) for topic in TOPICS)
    return [_row(stream, day, topic, RECORD, values=values) for topic, values in said if values]


def head_row(found: Story) -> dict[str, Any]:
    """A development by id, with what tells it from others."""
    return {
        "development": found.id, "date": found.day, "type": found.form.type_name(), "direction": found.direction,
        "summary": found.summary,
    }  # fmt: skip


def is_denial(found: Story, claim: Claim) -> bool:
    """Whether a claim says that the development was not, or was others' doing."""
    return denies(coded(claim), found.actors)


def _row(stream: str, day: str, topic: str, ground: str, **said: Any) -> dict[str, Any]:
    return {
        "development": stream, "date": day, "aspect": topic, "from": ground,
        "values": {}, "figures": [], "claims": [], **said,
    }  # fmt: skip
