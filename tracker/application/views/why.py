"""Why: the developments that made one component of a state what it is, down to source and quotation."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.application.problems import BadInput, did_you_mean
from tracker.application.store.reader import Clocks, Picture, Reader
from tracker.application.views.evidence import claim_rows, effects_of, report_rows, when_row
from tracker.application.views.ground import Ground, folded, picture_on
from tracker.application.views.grounds import ground_at
from tracker.application.views.sifted import EVERYTHING, LeftOut, knocked_out
from tracker.application.views.state import tension_document
from tracker.application.views.weakest import reading_probe, slot_probe, weakest_link
from tracker.domain import tension
from tracker.domain.chronicle import Settling
from tracker.domain.fold import HOSTILITY, Folding, Row, refs
from tracker.domain.parties import halves
from tracker.domain.reading import open_acts
from tracker.domain.relation import COMPONENT, as_json, labels, slot

READINGS = ("tension", "cooperation")
NAMES = (*(name for name, component in COMPONENT.items() if component.shown), "dispute", *READINGS)
"""What can be asked for: the components that are shown, and the readings."""


class Asked(NamedTuple):
    """A component, and the half or party of it (None: all)."""

    component: str
    owner: str | None


def asked(component: str, owner: str | None, pair: str) -> Asked:
    """What ``head``, ``head{PAK>IRN}`` or ``head PAK>IRN`` asks for; BadInput with the nearest name else."""
    name, _, braced = component.strip().partition("{")
    owner = owner or braced.rstrip("}") or None
    name = name.strip().lower().replace("-", "_")
    if name not in NAMES:
        raise BadInput(
            f"a state has no component {name!r}{did_you_mean(name, NAMES)}",
            remedy=f"choose one of {', '.join(NAMES)}",
        )
    return Asked(name, _owner(name, owner, pair))


def _owner(name: str, owner: str | None, pair: str) -> str | None:
    if owner is None:
        return None
    choices = _owners(name, pair)
    found = owner.strip().upper().replace("→", ">")
    if found in pair.split("-") and found not in choices and choices:
        found = next(choice for choice in choices if choice.startswith(found))
    if found not in choices:
        remedy = f"choose one of {', '.join(choices)}" if choices else f"{name} belongs to the whole pair: leave it out"
        raise BadInput(f"{name} of {pair} has no {owner!r}", remedy=remedy)
    return found


def _owners(name: str, pair: str) -> tuple[str, ...]:
    if name in READINGS:
        return halves(pair)
    if name == "dispute":
        return ()
    return tuple(owner for component, owner in labels(pair) if component == name and owner)


def why_document(
    reader: Reader, pair: str, question: Asked, clocks: Clocks, left_out: LeftOut = EVERYTHING
) -> dict[str, Any]:
    """The value of a component on a date, the chain of developments behind it with their evidence, its weakest link."""
    knockout = knocked_out(reader, pair, clocks, left_out) if left_out else None
    ground = ground_at(reader, pair, clocks, knockout.chronicle if knockout else None)
    answer: dict[str, Any] = {"pair": pair, "component": question.component, "owner": question.owner}
    if knockout is not None:
        answer["without"] = knockout.document
    if question.component in READINGS:
        return answer | _reading(question, ground)
    folding = folded(ground)
    return answer | {"parts": [_part(part, ground, folding) for part in _parts(question, pair)]}


def _parts(question: Asked, pair: str) -> list[Asked]:
    owners = _owners(question.component, pair)
    chosen = owners if question.owner is None else (question.owner,)
    return [Asked(question.component, owner) for owner in chosen] or [question]


def _place(part: Asked, pair: str) -> int:
    if part.component == "dispute":
        return HOSTILITY
    return slot(part.component) if part.owner is None else labels(pair).index((part.component, part.owner))


def _part(part: Asked, ground: Ground, folding: Folding) -> dict[str, Any]:
    place = _place(part, ground.pair)
    probe = slot_probe(ground, part.component, place)
    return {
        "owner": part.owner,
        "value": probe.value,
        "note": _note(place, folding, ground.clocks.as_of.day.toordinal()),
        "because": [link_row(ground.settling, stream) for stream in refs(folding.because[place])],
        "course": _course(part.component, place, probe.course.rows, ground),
        "weakest": weakest_link(probe),
    }


def _note(place: int, folding: Folding, day: int) -> str | None:
    if place == HOSTILITY and folding.hostility_on(day) != folding.values[place]:
        lapsed = date.fromordinal(folding.force[0]).isoformat()
        return f"it lapsed on {lapsed}, six months after the last militarised act"
    if folding.because[place] is None:
        return "no development says anything of it"
    return None


def _course(component: str, place: int, rows: Sequence[Row], ground: Ground) -> list[dict[str, Any]]:
    """Every change of one slot along the chronicle: when, from, to, by which development."""
    kind = COMPONENT["hostility" if component == "dispute" else component]
    folding, found = Folding(), []
    for row in rows:
        old = folding.values[place]
        new = folding.run([row], ground.acts).values[place]
        if new != old:
            said = {"development": row[2], "date": date.fromordinal(row[0]).isoformat()}
            found.append({**said, "old": as_json(kind, old), "new": as_json(kind, new)})
    return found


def link_row(settling: Settling, stream: str) -> dict[str, Any]:
    """A development as a link of a chain: what it was, what it does, the law, and what it rests on."""
    happening = settling.happening(stream)
    assert happening is not None, stream  # noqa: S101 - a chain names developments that count
    held = happening.development
    return {
        "development": stream,
        "date": when_row(happening.occurred),
        "type": held.type_name(),
        "summary": held.summary,
        "effect": effects_of(held),
        "basis": [str(citation) for citation in type(held).legal_basis],
        "character": str(type(held).character),
        "rating": None if held.rating is None else str(held.rating),
        "reports": report_rows(settling, stream),
        "claims": claim_rows(settling, stream),
    }


def _reading(question: Asked, ground: Ground) -> dict[str, Any]:
    """The tension or cooperation reading: figures of each direction, and the acts by what they contribute now."""
    picture, against = picture_on(ground), question.component == "tension"
    chosen = [(half, name) for half, name in enumerate(halves(ground.pair)) if question.owner in (None, name)]
    figures = tension_document(picture)
    highest = max(d["cooperation"] for d in figures["directions"].values())
    return {
        "formula": tension.FORMULA,
        "value": figures["tension"] if against else highest,
        "reading": figures,
        "parts": [
            {
                "owner": name,
                "value": figures["directions"][name][question.component],
                "open": _open(picture, name) if against else [],
                **_acts(ground, half, against=against),
                "weakest": weakest_link(reading_probe(ground, half, tension=against)),
            }
            for half, name in chosen
        ],
    }


def weighing(reader: Reader, pair: str, reading: str, clocks: Clocks, most: int) -> list[str]:
    """The ids of so many developments on which ``tension`` or ``cooperation`` rests most on a date, of both directions.

    Of tension what is open goes first, the heaviest and then the newest; then what contributes most by now, or where
    all of it has faded, what was done last.
    """
    ground, against = ground_at(reader, pair, clocks), reading == "tension"
    opened = sorted(open_acts(pair, folded(ground)), key=lambda act: (-act.weight, -act.since)) if against else []
    acts = [row for half in (0, 1) for row in _contributions(ground, half, against=against)]
    acts.sort(key=lambda row: (-row["contributes"], row["age_days"]))
    felt = [row for row in acts if row["contributes"]]
    every = [*(act.refs[-1] for act in opened), *(row["development"] for row in felt)]
    every = every or [row["development"] for row in acts]
    return list(dict.fromkeys(every))[:most]


def _open(picture: Picture, half: str) -> list[dict[str, Any]]:
    day = picture.clocks.as_of.day.toordinal()
    return [
        {
            "type": act.kind,
            "of": act.scope or None,
            "weight": -act.weight,
            "since": date.fromordinal(act.since).isoformat(),
            "days": day - act.since,
            "because": list(act.refs),
        }
        for act in open_acts(picture.pair, picture.folding)
        if act.half == half
    ]


def _acts(ground: Ground, half: int, *, against: bool) -> dict[str, Any]:
    """``acts`` of one direction and sign of which something is left, and how many have ``faded``."""
    rows = _contributions(ground, half, against=against)
    felt = [row for row in rows if row["contributes"]]
    return {
        "acts": [{**row, **link_row(ground.settling, row["development"])} for row in felt],
        "faded": len(rows) - len(felt),
    }


def _contributions(ground: Ground, half: int, *, against: bool) -> list[dict[str, Any]]:
    """The acts of one direction and sign, the heaviest now first: weight, age, and what is left of the weight."""
    day, wanted = ground.clocks.as_of.day.toordinal(), half if against else half + 2
    rows = [
        {
            "development": stream,
            "weight": -push if against else push,
            "age_days": day - then,
            "contributes": round(push * tension.decay(day - then), 3),
        }
        for then, key, stream in ground.days
        for kind, push in ground.acts[key].pushes
        if kind == wanted
    ]
    return sorted(rows, key=lambda row: (-row["contributes"], str(row["development"])))
