"""Representation: relations and recognition. Heads of mission and missions have modules of their own."""

from enum import StrEnum

from tracker.domain.development import (
    Category,
    DateText,
    Development,
    Number,
    Participation,
    Parties,
    Rank,
    closing,
    codes,
)
from tracker.domain.effects import Effect, becomes, turns, when
from tracker.domain.expectations import (
    consular_relations_exist,
    recognition_is_granted,
    recognition_is_not_granted,
    relations_are_severed,
    relations_exist,
    relations_never_existed,
)
from tracker.domain.law import MONTEVIDEO, UN_CHARTER, VCCR, VCDR, VCLT, Character, rule

nothing_pending = becomes("restoration_pending", "pair", new=False)
relations_end: tuple[Effect, ...] = (
    becomes("relations", "pair", "severed"),
    turns("mission", "both", ("open|suspended|non_resident|unknown", "closed")),
    becomes("head", "both", "none"),
    becomes("in_charge", "both", "none"),
    nothing_pending,
)
"""Both missions close and both heads go; a section in a third state's mission stays."""
relations_begin: tuple[Effect, ...] = (becomes("relations", "pair", "established"), nothing_pending)


class BreakForm(StrEnum):
    """What the breaking government calls the end of relations."""

    SEVERED = "severed"
    SUSPENDED = "suspended"


class Recognised(StrEnum):
    """What is recognised, or no longer."""

    STATE = "state"
    GOVERNMENT = "government"


class RelationsEstablished(Development):
    """Two states agree to open diplomatic relations for the first time."""

    category = Category.REPRESENTATION
    tier = "extended"
    participation = Participation.MUTUAL
    legal_basis = (VCDR(2), VCCR(2))
    character = Character.NEUTRAL
    expects = (relations_never_existed,)
    effect = relations_begin
    weight = 7.0
    codes = codes("054", plover="SUPPORT")
    closes = ()
    precedence = Rank.RELATIONS_OPENED

    instrument: str | None = None
    effective_date: DateText | None = None


class RelationsSevered(Development):
    """One state, the actor, or both end diplomatic relations and missions must leave; ``form`` keeps the
    wording of a government that calls it a suspension.
    """

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (
        VCDR(44), VCDR(45), VCCR(2, 3), VCLT(63), UN_CHARTER(41, note="if collective"),
    )  # fmt: skip
    character = Character.RETORSION
    expects = (relations_exist,)
    effect = (
        *relations_end,
        when("consular_relations_kept", True, becomes("consular_kept", "pair", "yes")),
        when("consular_relations_kept", False, becomes("consular_kept", "pair", "no")),
    )
    weight = -8.0
    codes = codes("161", plover="SANCTION/discontinue")
    closes = ()
    precedence = Rank.RELATIONS_ENDED

    form: BreakForm
    deadline_hours: Number | None = None
    stated_reason: str | None = None
    consular_relations_kept: bool | None = None


class RestorationAgreed(Development):
    """The parties announce that they will restore relations or full representation, without having done so
    yet.
    """

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.MUTUAL
    legal_basis = (VCDR(2),)
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = (becomes("restoration_pending", "pair", new=True),)
    weight = 6.0
    codes = codes("057", "036", plover="AGREE")
    closes = ()
    precedence = Rank.RESTORATION_AGREED

    deadline: DateText | None = None
    venue: str | None = None
    mediator: Parties = ()
    scope: str | None = None


class RelationsRestored(Development):
    """Broken relations legally resume (joint communiqué or exchange of notes); embassies may still be shut."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.MUTUAL
    legal_basis = (VCDR(2),)
    character = Character.NEUTRAL
    expects = (relations_are_severed,)
    effect = relations_begin
    weight = 7.5
    codes = codes("054", "050", plover="SUPPORT")
    closes = (closing("relations_severed", "both"), closing("restoration_agreed", "both"))
    precedence = Rank.RELATIONS_OPENED

    instrument: str | None = None
    effective_date: DateText | None = None


class RecognitionGranted(Development):
    """A state or government is recognised by another for the first time."""

    category = Category.REPRESENTATION
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (rule("customary law"), MONTEVIDEO(6), MONTEVIDEO(7))
    character = Character.NEUTRAL
    expects = (recognition_is_not_granted,)
    effect = (becomes("recognition", "actor", "granted"),)
    weight = 6.0
    codes = codes("054", plover="SUPPORT")
    closes = (closing("recognition_withdrawn", "actor"),)
    precedence = Rank.RECOGNITION

    object: Recognised | None = None


class RecognitionWithdrawn(Development):
    """Recognition previously given is taken back; that of a state ends relations, that of a government does
    not.
    """

    category = Category.REPRESENTATION
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (MONTEVIDEO(6, note="irrevocable: contested"),)
    character = Character.RETORSION
    expects = (recognition_is_granted,)
    effect = (becomes("recognition", "actor", "withdrawn"), when("object", "state", *relations_end))
    weight = -7.5
    codes = codes("161", plover="SANCTION/withdraw")
    closes = ()
    precedence = Rank.RELATIONS_ENDED

    object: Recognised | None = None


class ConsularRelationsSevered(Development):
    """Consular relations are ended as well."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCCR(27, 1),)
    character = Character.RETORSION
    expects = (consular_relations_exist,)
    effect = (becomes("consular_kept", "pair", "no"),)
    weight = -5.0
    codes = codes("161")
    closes = ()
    precedence = Rank.RELATIONS_ENDED
