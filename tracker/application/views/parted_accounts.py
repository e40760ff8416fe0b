"""Parted accounts: where the accounts of the parties part, aspect by aspect, with every claim and its words.

A whole account that a file sets aside parts from the desk's as such: it is listed with how it was settled.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from tracker.application.store.accounts import Told as Claim
from tracker.application.store.collector import uncollected
from tracker.application.store.picture import Clocks
from tracker.application.store.placed import Placed, picture_of_rows, placed
from tracker.application.store.reader import Reader
from tracker.application.views.account_aspects import (
    by_topic,
    head_row,
    held_by_desk,
    is_denial,
    names_of,
    range_rows,
    statement,
)
from tracker.application.views.account_stories import Stories, Story
from tracker.application.views.accounts import account_of, picture_of_account
from tracker.application.views.components import flat_state
from tracker.application.views.state import clocks_document
from tracker.domain.account import OCCURRED, PERPETRATOR, field_of, told
from tracker.domain.disputes import OPINION
from tracker.domain.parties import sides


def accounts_document(reader: Reader, pair: str, clocks: Clocks, *, now: datetime) -> dict[str, Any]:
    """Where the accounts part: components by party, aspects of developments, and whole accounts that are set aside."""
    with uncollected(document=True):
        found = placed(reader, pair, clocks)
        stories = Stories(reader, found)
        claimed = stories.claimed(found.upto(clocks.as_of.packed))
        return {
            "pair": pair,
            "clocks": clocks_document(reader, clocks, now),
            "components": list(_components(found, stories)),
            "aspects": [row for story in claimed for row in _parting(story, pair)],
            "set_aside": [row for story in claimed for row in _set_aside(story)],
        }


def _components(found: Placed, stories: Stories) -> Iterator[dict[str, Any]]:
    desk = flat_state(picture_of_rows(found, found.rows))
    moving = stories.moving(found.rows)
    states = {party: _state_of(found, moving, party, desk) for party in sides(found.pair)}
    for name, value in desk.items():
        accounts = {party: state[name] for party, state in states.items()}
        if any(told != value for told in accounts.values()):
            yield {"component": name, "assessment": value, "accounts": accounts}


def _state_of(found: Placed, moving: Iterable[Story], party: str, desk: dict[str, Any]) -> dict[str, Any]:
    """The components under the account of a party; those of the desk where nothing stands otherwise in it."""
    picture = picture_of_account(found, account_of(moving, party))
    return desk if picture is None else flat_state(picture)


def _set_aside(found: Story) -> Iterator[dict[str, Any]]:
    for claim in found.claims:
        if claim.aspect == OPINION:
            said = {name: value for name, value in statement(claim).items() if name not in ("aspect", "qualifier")}
            yield {**head_row(found), **said, "settled": claim.note}


def _parting(found: Story, pair: str) -> Iterator[dict[str, Any]]:
    for topic, claims in by_topic(found.claims).items():
        accounts = _by_speaker(claims, pair)
        desk = held_by_desk(found, topic)
        if _part(found, topic, accounts.values(), desk):
            yield {
                **head_row(found),
                "aspect": topic,
                "assessment": desk,
                "figures": range_rows(claims),
                "accounts": [_account(found, topic, name, own) for name, own in accounts.items()],
            }


def _account(found: Story, topic: str, name: str, own: list[Claim]) -> dict[str, Any]:
    return {"account": name, "denies": _denied(found, topic, own), "claims": [statement(claim) for claim in own]}


def _denied(found: Story, topic: str, claims: Iterable[Claim]) -> bool:
    return topic in (OCCURRED, PERPETRATOR) and any(is_denial(found, claim) for claim in claims)


def _by_speaker(claims: Iterable[Claim], pair: str) -> dict[str, list[Claim]]:
    """Claims by whose account they are: a party; else a speaker; of what a source says in its own voice, the source."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(_whose(claim, pair), []).append(claim)
    return found


def _whose(claim: Claim, pair: str) -> str:
    if claim.party is not None:
        return claim.party
    if claim.by in (None, "narrator"):
        return claim.source or "no speaker named"
    return next((p for p in sides(pair) if str(claim.by).casefold() in names_of(p)), str(claim.by))


def _part(found: Story, topic: str, accounts: Iterable[list[Claim]], desk: dict[str, Any] | None) -> bool:
    """Whether two accounts, two claims of one, or a claim and what the desk holds in the same field, differ."""
    said = [{(c.aspect, str(c.value), c.qualifier) for c in own} for own in accounts]
    if said.count(said[0]) < len(said):
        return True
    every = [claim for own in accounts for claim in own]
    if _denied(found, topic, every):
        return True
    divided = len({(c.aspect, str(c.value)) for c in every}) > len({c.aspect for c in every})
    return divided or (desk is not None and any(_differs(found, claim, desk["values"]) for claim in every))


def _differs(found: Story, claim: Claim, held: dict[str, Any]) -> bool:
    if claim.aspect in (OCCURRED, PERPETRATOR) or claim.aspect not in held:
        return False
    if field_of(found.form, claim.aspect) is None:
        return str(held[claim.aspect]) != str(statement(claim)["value"])
    return bool(told(found.form, found.actors, [claim], found.held).replaced)
