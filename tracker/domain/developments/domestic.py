"""Domestic acts: what a dispute moves at home."""

from enum import StrEnum

from tracker.domain.development import Category, Development, Number, Participation, Rank, codes
from tracker.domain.effects import Militarised, when
from tracker.domain.law import ICCPR, VCDR, Character, rule


class EmergencyMeasure(StrEnum):
    """What is declared at home."""

    MARTIAL_LAW = "martial_law"
    CURFEW = "curfew"
    MOBILISATION = "mobilisation"


class SecurityCabinetConvened(Development):
    """The national security body meets on the dispute and states a position."""

    category = Category.DOMESTIC
    tier = "core"
    participation = Participation.UNILATERAL
    legal_basis = (rule("domestic law"),)
    character = Character.DOMESTIC
    expects = ()
    effect = ()
    weight = 0.0
    codes = codes("010", plover="CONSULT")
    closes = ()
    precedence = Rank.STATEMENT

    chair: str | None = None
    decision: str | None = None


class ProtestHeld(Development):
    """A public demonstration tied to the dispute."""

    category = Category.DOMESTIC
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(22, 2, note="if at a mission"),)
    character = Character.DOMESTIC
    expects = ()
    effect = ()
    weight = -2.0
    codes = codes("141", plover="PROTEST/demo")
    closes = ()
    precedence = Rank.PROTEST

    place: str | None = None
    size: Number | str | None = None
    violent: bool | None = None


class EmergencyMeasuresDeclared(Development):
    """Martial law, curfew or general mobilisation at home because of the dispute."""

    category = Category.DOMESTIC
    tier = "extended"
    participation = Participation.UNILATERAL
    legal_basis = (rule("domestic law"), ICCPR(4))
    character = Character.DOMESTIC
    expects = ()
    effect = (when("measure", "mobilisation", Militarised(3)),)
    weight = -4.0
    codes = codes("1724", "154", plover="COERCE/martial-law")
    closes = ()
    precedence = Rank.POSTURE
    mid_actions = (10,)

    measure: EmergencyMeasure

    def check_parties(self) -> None:
        """Refuse a mobilisation against nobody; ValueError says what is missing."""
        super().check_parties()
        if self.measure is EmergencyMeasure.MOBILISATION and not self.targets:
            msg = "a mobilisation needs a target: the state that it is aimed at"
            raise ValueError(msg)
