"""Humanitarian acts: what happens to the nationals of the other, and to one's own."""

from enum import StrEnum

from tracker.domain.development import (
    Category,
    Development,
    Number,
    Participation,
    Rank,
    Texts,
    closing,
    codes,
)
from tracker.domain.effects import Count, becomes
from tracker.domain.law import GENEVA_III, ICCPR, ILC_EXPULSION, VCCR, VCDR, Character
from tracker.domain.weights import by_flag


class EvacuationForm(StrEnum):
    """Whether nationals are brought out or warned."""

    EVACUATION = "evacuation"
    ADVISORY = "advisory"


class NationalsExpelled(Development):
    """Ordinary nationals of the other state are told to leave, or own nationals are ordered home."""

    category = Category.HUMANITARIAN
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (ICCPR(13), ILC_EXPULSION(9))
    character = Character.RETORSION_OR_WRONGFUL
    expects = ()
    effect = (becomes("movement", "actor", "restricted"),)
    weight = by_flag("own_nationals_recalled", -3.0, -6.0)
    codes = codes("174", "201", plover="COERCE/deport")
    closes = ()
    precedence = Rank.MEASURE

    deadline_days: Number | None = None
    scope: str | None = None
    own_nationals_recalled: bool | None = None


class NationalsDetained(Development):
    """Nationals or staff of the other are arrested or held in connection with the dispute."""

    category = Category.HUMANITARIAN
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (VCCR(36), VCDR(29, note="if a diplomat"))
    character = Character.NEUTRAL_OR_WRONGFUL
    expects = ()
    effect = (Count("detained", "count"),)
    weight = -5.0
    codes = codes("173", plover="COERCE/arrest")
    closes = ()
    precedence = Rank.MEASURE

    count: Number | None = None
    names: Texts = ()
    charge: str | None = None


class DetaineesReleased(Development):
    """Held nationals, prisoners of war or hostages are freed or exchanged."""

    category = Category.HUMANITARIAN
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (GENEVA_III(118), VCCR(36))
    character = Character.NEUTRAL
    expects = ()
    effect = (Count("detained", "count", sign=-1),)
    weight = 5.5
    codes = codes("0841", plover="RETREAT/release")
    closes = (closing("nationals_detained", "actor"),)
    precedence = Rank.MEASURE_ENDED

    count: Number | None = None
    reciprocal: bool | None = None


class NationalsEvacuated(Development):
    """A state moves its own nationals out, or warns them against travel."""

    category = Category.HUMANITARIAN
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (VCCR(5, letter="a"), VCCR(5, letter="e"))
    character = Character.NEUTRAL
    expects = ()
    effect = ()
    weight = -2.0
    codes = codes("010", plover="SANCTION/withdraw")
    closes = ()
    precedence = Rank.MEASURE

    count: Number | None = None
    form: EvacuationForm | None = None
