"""Mediation and de-escalation: third parties between the two, and what the two agree to lower tension."""

from tracker.domain.development import (
    Category,
    DateText,
    Development,
    Participation,
    Party,
    Rank,
    closing,
    codes,
)
from tracker.domain.effects import Calmed, From, Item, Key, becomes
from tracker.domain.instructions import ANY
from tracker.domain.law import HAGUE_I, UN_CHARTER, Character


class MediationOffered(Development):
    """A third party offers good offices or mediation between the pair, its targets."""

    category = Category.MEDIATION_DEESCALATION
    tier = "core"
    participation = Participation.THIRD_PARTY
    legal_basis = (UN_CHARTER(33), HAGUE_I(3))
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = (Key("mediators", "pair", From("_actor"), (("none", "offered"),)),)
    weight = 2.0
    codes = codes("039", plover="AGREE")
    closes = ()
    precedence = Rank.MEDIATION

    terms: str | None = None


class MediationAccepted(Development):
    """A party accepts a mediator, or mediated talks begin."""

    category = Category.MEDIATION_DEESCALATION
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(33),)
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = (Key("mediators", "pair", From("mediator"), ((ANY, "active"),)),)
    weight = 3.5
    codes = codes("038", "045", plover="AGREE")
    closes = (closing("mediation_offered", "both"),)
    precedence = Rank.MEDIATION_ACCEPTED

    mediator: Party


class RestraintUrged(Development):
    """A third party calls on one or both sides to hold back."""

    category = Category.MEDIATION_DEESCALATION
    tier = "core"
    participation = Participation.THIRD_PARTY
    legal_basis = (UN_CHARTER(33), UN_CHARTER(2, 3))
    character = Character.SPEECH
    expects = ()
    effect = ()
    weight = 0.5
    codes = codes("0256", "020", plover="REQUEST/yield")
    closes = ()
    precedence = Rank.MEDIATION

    by_whom: str | None = None


class DeescalationAgreed(Development):
    """The two sides state together that they will lower tension (call, joint statement)."""

    category = Category.MEDIATION_DEESCALATION
    tier = "core"
    participation = Participation.MUTUAL
    legal_basis = (UN_CHARTER(33), UN_CHARTER(2, 3))
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = (Calmed((2, 3, 4)), becomes("dialogue", "pair", "active"))
    weight = 6.0
    codes = codes("0356", "037", plover="AGREE")
    closes = (
        closing("threat_made", "both"),
        closing("force_posture_raised", "both"),
        closing("border_violated", "both"),
        closing("strike_conducted", "both"),
        closing("armed_clash_occurred", "both"),
        closing("vessel_seized", "both"),
    )
    precedence = Rank.SETTLEMENT

    terms: str | None = None
    instrument: str | None = None


class ConfidenceMeasureAgreed(Development):
    """A concrete mechanism is agreed: hotline, liaison officers, joint commission, prisoner exchange plan."""

    category = Category.MEDIATION_DEESCALATION
    tier = "core"
    participation = Participation.MUTUAL
    legal_basis = (UN_CHARTER(33),)
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = (Item("include", "mechanisms", "pair", "measure"),)
    weight = 4.5
    codes = codes("0312", "050", plover="COOPERATE")
    closes = ()
    precedence = Rank.SETTLEMENT

    measure: str
    effective_date: DateText | None = None
