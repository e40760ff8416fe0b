"""Why: the developments that made one component of a state what it is, down to source and quotation."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.application.problems import BadInput, did_you_mean
from tracker.application.store.past import picture_of
from tracker.application.store.reader import Clocks, Picture, Reader
from tracker.application.views.chronicles import happenings_of, settling_at
from tracker.application.views.evidence import claim_rows, effects_of, report_rows, when_row
from tracker.application.views.state import tension_document
from tracker.domain import tension
from tracker.domain.chronicle import Happening, Settling
from tracker.domain.fold import HOSTILITY, Folding, prepare, refs
from tracker.domain.parties import halves
from tracker.domain.reading import dispute_on, open_acts
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


def why_document(reader: Reader, pair: str, question: Asked, clocks: Clocks) -> dict[str, Any]:
    """The value of a component on a date, and the chain of developments behind it with their evidence."""
    every = happenings_of(reader, pair, clocks)
    picture = picture_of(pair, clocks, every)
    upto = [h for h in every if h.moment.packed <= clocks.as_of.packed]
    settling = settling_at(reader, clocks)
    answer: dict[str, Any] = {"pair": pair, "component": question.component, "owner": question.owner}
    if question.component in READINGS:
        return answer | _reading(question, picture, upto, settling)
    return answer | {"parts": [_part(part, picture, upto, settling) for part in _parts(question, pair)]}


def _parts(question: Asked, pair: str) -> list[Asked]:
    owners = _owners(question.component, pair)
    chosen = owners if question.owner is None else (question.owner,)
    return [Asked(question.component, owner) for owner in chosen] or [question]


def _place(part: Asked, pair: str) -> int:
    if part.component == "dispute":
        return HOSTILITY
    return slot(part.component) if part.owner is None else labels(pair).index((part.component, part.owner))


def _part(part: Asked, picture: Picture, upto: list[Happening], settling: Settling) -> dict[str, Any]:
    place, folding = _place(part, picture.pair), picture.folding
    return {
        "owner": part.owner,
        "value": _value(part, place, picture),
        "note": _note(part, place, picture),
        "because": [link_row(settling, stream) for stream in refs(folding.because[place])],
        "course": _course(part.component, place, upto),
    }


def _value(part: Asked, place: int, picture: Picture) -> Any:
    day = picture.clocks.as_of.day.toordinal()
    if part.component == "dispute":
        return dispute_on(picture.folding, day)
    value = picture.folding.hostility_on(day) if place == HOSTILITY else picture.folding.values[place]
    return as_json(COMPONENT[part.component], value)


def _note(part: Asked, place: int, picture: Picture) -> str | None:
    folding, day = picture.folding, picture.clocks.as_of.day.toordinal()
    if place == HOSTILITY and folding.hostility_on(day) != folding.values[place]:
        lapsed = date.fromordinal(folding.force[0]).isoformat()
        return f"it lapsed on {lapsed}, six months after the last militarised act"
    if folding.because[place] is None:
        return "no development says anything of it"
    return None


def _course(component: str, place: int, upto: Sequence[Happening]) -> list[dict[str, Any]]:
    """Every change of one slot along the chronicle: when, from, to, by which development."""
    kind = COMPONENT["hostility" if component == "dispute" else component]
    folding, found = Folding(), []
    for happening in upto:
        old = folding.values[place]
        if happening.act is not None:
            folding.run([(happening.moment.day, 0, happening.id)], {0: prepare(happening.act)})
        new = folding.values[place]
        if new != old:
            row = {"development": happening.id, "date": happening.occurred.best.isoformat()}
            found.append({**row, "old": as_json(kind, old), "new": as_json(kind, new)})
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


def _reading(question: Asked, picture: Picture, upto: list[Happening], settling: Settling) -> dict[str, Any]:
    """The tension or cooperation reading: figures of each direction, and the acts by what they contribute now."""
    sign = -1 if question.component == "tension" else 1
    day = picture.clocks.as_of.day.toordinal()
    chosen = [(half, name) for half, name in enumerate(halves(picture.pair)) if question.owner in (None, name)]
    figures = tension_document(picture)
    return {
        "formula": tension.FORMULA,
        "value": figures["tension"] if sign < 0 else max(d["cooperation"] for d in figures["directions"].values()),
        "reading": figures,
        "parts": [
            {
                "owner": name,
                "value": figures["directions"][name][question.component],
                "open": _open(picture, name, day) if sign < 0 else [],
                "acts": [
                    {**row, **link_row(settling, row["development"])} for row in _contributions(upto, half, sign, day)
                ],
            }
            for half, name in chosen
        ],
    }


def _open(picture: Picture, half: str, day: int) -> list[dict[str, Any]]:
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


def _contributions(upto: Iterable[Happening], half: int, sign: int, day: int) -> list[dict[str, Any]]:
    """The acts of one direction and sign, the heaviest now first: weight, age, and what is left of the weight."""
    rows = [
        {
            "development": happening.id,
            "weight": happening.act.weight,
            "age_days": day - happening.moment.day,
            "contributes": round(abs(happening.act.weight) * tension.decay(day - happening.moment.day), 3),
        }
        for happening in upto
        if happening.act is not None and happening.act.weight * sign > 0 and happening.act.direction in (half, 2)
    ]
    return sorted(rows, key=lambda row: (-row["contributes"], str(row["development"])))
