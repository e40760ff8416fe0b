"""Accounts: the state of a pair under one party's own claims.

An account is the chronicle with what the party claims in place of what is recorded, and without what it denies; where
it claims nothing it is the desk's. So the account of who claims nothing is the assessment itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from tracker.application.store.accounts import Told as Claim
from tracker.application.store.collector import uncollected
from tracker.application.store.derived_keys import DAY
from tracker.application.store.picture import Clocks, Picture
from tracker.application.store.placed import Placed, Row, picture_of_rows, placed
from tracker.application.store.reader import Reader
from tracker.application.views.account_aspects import (
    ASSESSMENT,
    CLAIM,
    aspect_rows,
    head_row,
    is_denial,
    own_claims,
    record_rows,
    statement,
)
from tracker.application.views.account_records import Record, records_of
from tracker.application.views.account_stories import Stories, Story
from tracker.application.views.components import flat_state, grounds_of
from tracker.application.views.state import picture_document
from tracker.domain.account import Told, told
from tracker.domain.act import Act
from tracker.domain.catalogue import act_of


class Telling(NamedTuple):
    """A development of which a party claims something, and as it tells it."""

    story: Story
    claims: list[Claim]
    said: Told
    act: Act | None
    """What it does in the account."""
    otherwise: bool
    """Whether it does otherwise than recorded, or is denied; a motive that is replaced does nothing."""


class Account(NamedTuple):
    """What a party tells: each development that it claims something of, in the order of the chronicle."""

    told: dict[str, Telling]

    @property
    def altered(self) -> set[str]:
        """The developments that do otherwise in it, or are not in it at all."""
        return {stream for stream, telling in self.told.items() if telling.otherwise}


def account_document(reader: Reader, pair: str, party: str, clocks: Clocks, *, now: datetime) -> dict[str, Any]:
    """The document of a state under the claims of a party; ``account`` says what rests on them and what does not."""
    with uncollected(document=True):
        found = placed(reader, pair, clocks)
        stories = Stories(reader, found)
        account = account_of(stories.claimed(found.rows), party)
        desk = picture_of_rows(found, found.rows)
        picture = picture_of_account(found, account) or desk
        picture.claimed = desk.claimed  # what is in dispute stays so, though the party denies it
        return {
            **picture_document(reader, picture, now=now, heard=stories.heard),
            "account": {
                "party": party,
                "grounds": _grounds(desk, picture, account),
                "developments": [_development(telling) for telling in _upto(account, clocks)],
                "aspects": list(_aspects(records_of(reader, found), found, stories, account)),
            },
        }


def account_of(stories: Iterable[Story], party: str) -> Account:
    """The account of a party, as far as it tells of these developments."""
    tellings = (_telling(story, own) for story in stories if (own := own_claims(story, party)))
    return Account({telling.story.id: telling for telling in tellings})


def _telling(story: Story, claims: list[Claim]) -> Telling:
    said = told(story.form, story.actors, claims, story.held)
    if said.development is None or not said.replaced:
        return Telling(story, claims, said, None, said.denied)
    act = act_of(said.development)
    return Telling(story, claims, said, act, act != act_of(story.held()))


def picture_of_account(found: Placed, account: Account) -> Picture | None:
    """The picture of a chronicle as it is told in an account; None where nothing in it is or does otherwise."""
    altered = account.altered
    if not altered:
        return None
    rows = (_row_in(found, row, account) if row.id in altered else row for row in found.rows)
    return picture_of_rows(found, [row for row in rows if row is not None])


def _row_in(found: Placed, row: Row, account: Account) -> Row | None:
    telling = account.told[row.id]
    return None if telling.said.denied else row._replace(act=found.key(telling.act))


def _upto(account: Account, clocks: Clocks) -> Iterator[Telling]:
    return (telling for telling in account.told.values() if telling.story.moment <= clocks.as_of.packed)


def _grounds(desk: Picture, picture: Picture, account: Account) -> dict[str, str]:
    """For each component whether it rests on a claim of the party or is the desk's assessment."""
    if desk is picture:
        return dict.fromkeys(flat_state(desk), ASSESSMENT)
    before, after, made = flat_state(desk), flat_state(picture), grounds_of(picture)
    altered = account.altered
    return {
        name: CLAIM if value != before[name] or altered & {*made.get(name, ())} else ASSESSMENT
        for name, value in after.items()
    }


def _development(telling: Telling) -> dict[str, Any]:
    story, claims, said, *_ = telling
    return {
        **head_row(story),
        "standing": "denied" if said.denied else "claimed",
        "replaced": [item._asdict() for item in said.replaced],
        "divided": list(said.divided),
        "denials": [statement(claim) for claim in claims if said.denied and is_denial(story, claim)],
    }


def _aspects(
    records: Mapping[str, Record | None], found: Placed, stories: Stories, account: Account
) -> Iterator[dict[str, Any]]:
    """Claims of the party, and casualties, motives and targets as the desk holds them, in order of occurrence."""
    for row in found.upto(found.clocks.as_of.packed):
        telling, record = account.told.get(row.id), records.get(row.id)
        if telling is not None:
            yield from aspect_rows(telling.story, telling.claims)
        elif record is not None and not row.claimed:
            yield from record_rows(row.id, date.fromordinal(row.moment // DAY).isoformat(), *record)
        elif row.claimed or row.id in records or row.id in found.suspects:
            silent = stories.of(row)
            if silent is not None:
                yield from aspect_rows(silent, [])
