"""A synthetic log: N developments over 200 pairs, in a realistic mix of types, the same for every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.domain.catalogue import TYPES
from tracker.domain.commands import Record
from tracker.domain.occurrence import Occurrence

SEED = 20240117
PAIRS = 200
START = date(1994, 1, 1)
DAYS = 366 * 30
FOREVER = datetime(2026, 1, 1, tzinfo=UTC)

MIX: tuple[tuple[int, str, dict[str, Any]], ...] = (
    (120, "condemnation_issued", {}),
    (80, "accusation_made", {"allegation": "support of armed groups"}),
    (60, "denial_issued", {}),
    (30, "justification_issued", {"claim": "self_defence"}),
    (40, "threat_made", {"threat": "sanctions"}),
    (15, "threat_made", {"threat": "force"}),
    (25, "demand_issued", {}),
    (20, "proposal_rejected", {"rejects": "demand"}),
    (20, "dialogue_offered", {}),
    (110, "talks_held", {"format": "phone"}),
    (60, "visit_made", {"level": "foreign_minister"}),
    (30, "visit_made", {"level": "other"}),
    (12, "visit_cancelled", {}),
    (60, "envoy_summoned", {"envoy_rank": "ambassador"}),
    (25, "envoy_summoned", {"envoy_rank": "charge_daffaires"}),
    (30, "protest_note_delivered", {}),
    (12, "high_level_contacts_suspended", {}),
    (10, "high_level_contacts_resumed", {}),
    (25, "ambassador_recalled", {"kind": "consultations"}),
    (8, "ambassador_recalled", {"kind": "indefinite"}),
    (30, "ambassador_returned", {}),
    (25, "credentials_presented", {"head_name": "N. N."}),
    (10, "ambassador_appointed", {"head_name": "N. N."}),
    (8, "ambassador_expelled", {}),
    (8, "charge_daffaires_designated", {}),
    (4, "representation_downgraded", {"to_level": "charge"}),
    (40, "diplomats_expelled", {"count": 4}),
    (6, "mission_closure_ordered", {"post": "Consulate North", "post_kind": "consulate"}),
    (5, "consulate_closed", {"post": "Consulate North"}),
    (6, "consulate_opened", {"post": "Consulate North"}),
    (3, "relations_severed", {"form": "severed"}),
    (3, "relations_restored", {}),
    (3, "embassy_closed", {}),
    (4, "embassy_opened", {}),
    (30, "sanctions_imposed", {}),
    (12, "sanctions_lifted", {}),
    (10, "sanctions_lifted", {"partial": True}),
    (8, "trade_suspended", {}),
    (8, "trade_resumed", {}),
    (6, "transport_links_cut", {"links": ["airspace"]}),
    (6, "transport_links_restored", {"links": ["airspace"]}),
    (8, "visa_services_suspended", {}),
    (8, "visa_services_resumed", {}),
    (20, "strike_conducted", {"means": "missile"}),
    (20, "armed_clash_occurred", {}),
    (25, "border_violated", {"domain": "air"}),
    (20, "force_posture_raised", {"posture": "exercise"}),
    (12, "ceasefire_agreed", {}),
    (15, "deescalation_agreed", {}),
    (10, "nationals_detained", {"count": 2}),
    (8, "detainees_released", {"count": 2}),
)
MUTUAL = {
    "talks_held", "high_level_contacts_resumed", "relations_restored", "ceasefire_agreed", "deescalation_agreed",
}  # fmt: skip


def pair_states(pairs: int = PAIRS) -> list[tuple[str, str]]:
    """Pairs of invented states: AAA to …, each pair once."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    codes = [f"{a}{b}{c}" for a in letters[:5] for b in letters[:5] for c in "XYZ"]
    chance = random.Random(SEED)
    found: dict[tuple[str, str], None] = {}
    while len(found) < pairs:
        one, other = sorted(chance.sample(codes, 2))
        found[one, other] = None
    return list(found)


def commands(
    count: int, *, seed: int = SEED, prefix: str = "syn", start: date = START, days: int = DAYS, pairs: int = PAIRS
) -> Iterator[Record]:
    """``count`` recordings, in the order in which a desk would hear of them (4 % late, 5 % inexact)."""
    chance = random.Random(seed)
    states = pair_states(pairs)
    kinds = chance.choices(MIX, [weight for weight, _, _ in MIX], k=count)
    last: dict[tuple[str, str], str] = {}
    for number, (_, name, fields) in enumerate(kinds):
        pair = states[chance.randrange(len(states))]
        stream = f"{prefix}-{number:07}"
        day = start + timedelta(days=number * days // count)
        if chance.random() < 0.04:
            day -= timedelta(days=chance.randrange(1, 120))
        answers = (last[pair],) if pair in last and chance.random() < 0.1 else ()
        yield _record(stream, name, fields, pair, _when(day, chance), answers, chance)
        last[pair] = stream


def _when(day: date, chance: random.Random) -> Occurrence:
    if chance.random() < 0.05:
        start = day - timedelta(days=chance.randrange(1, 20))
        return Occurrence(edtf=f"{start}/{day}", best=day, earliest=start, latest=day, interval=True)
    minute = chance.randrange(1440) if chance.random() < 0.2 else None
    return Occurrence(
        edtf=day.isoformat(), best=day, earliest=day, latest=day, minute=minute, offset=0 if minute else None
    )


def _record(
    stream: str,
    name: str,
    fields: dict[str, Any],
    pair: tuple[str, str],
    when: Occurrence,
    answers: tuple[str, ...],
    chance: random.Random,
) -> Record:
    actor, target = pair if chance.random() < 0.5 else pair[::-1]
    parties: dict[str, Any] = {"actors": pair} if name in MUTUAL else {"actors": (actor,), "targets": (target,)}
    development = TYPES[name](
        id=stream,
        occurred=when,
        summary=f"{actor} and {target}: {name.replace('_', ' ')}, as reported that day",
        sources=(f"https://news.example/{stream}",),
        in_response_to=answers,
        **parties,
        **fields,
    )
    return Record(
        stream=stream, id=f"bench:{stream}", known_from=when.end_of_best_date(), by="bench", development=development
    )
