"""Heads of mission: how they are named, come to the post, leave it, and of what rank they are."""

from enum import StrEnum

from tracker.domain.development import (
    Category,
    DateText,
    Development,
    Number,
    Participation,
    Rank,
    closing,
    codes,
)
from tracker.domain.effects import From, Turn, becomes, given, turns, when
from tracker.domain.expectations import (
    agrement_was_not_refused,
    relations_exist,
    the_actor_has_a_head,
    the_actor_has_a_head_to_recall,
    the_actor_has_no_head_at_post,
    the_actor_s_head_was_away,
    the_target_has_a_head_of_mission,
    the_target_s_head_can_be_kept_out,
)
from tracker.domain.law import VCDR, Character
from tracker.domain.weights import by

nobody_stands_in = becomes("in_charge", "actor", "none")
a_charge_stands_in = becomes("in_charge", "actor", "charge")


def head_lowered(side: str) -> Turn:
    """A head of a side that is higher, or cannot act, becomes one of the level given."""
    return turns("head", side, ("ambassador|minister|recalled|barred|expelled|unknown", From("to_level")))


class RecallKind(StrEnum):
    """For how long a head of mission is called home."""

    CONSULTATIONS = "consultations"
    INDEFINITE = "indefinite"
    PERMANENT = "permanent"


class PresentedRank(StrEnum):
    """The class of a head of mission who takes up functions (VCDR 14)."""

    AMBASSADOR = "ambassador"
    MINISTER = "minister"
    CHARGE_EN_TITRE = "charge_en_titre"


class ChargeKind(StrEnum):
    """A chargé d'affaires while the head is away, or one who is the head."""

    AD_INTERIM = "ad_interim"
    EN_TITRE = "en_titre"


class LowerLevel(StrEnum):
    """The rank to which representation is lowered."""

    MINISTER = "minister"
    CHARGE = "charge"


class HigherLevel(StrEnum):
    """The rank to which representation is raised."""

    CHARGE = "charge"
    MINISTER = "minister"
    AMBASSADOR = "ambassador"


class AmbassadorRecalled(Development):
    """The sending state calls its head of mission home (for consultations, indefinitely, or for good)."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(10, 1, "a"), VCDR(19, 1), VCDR(43, letter="a", note="permanent"))
    character = Character.RETORSION
    expects = (relations_exist, the_actor_has_a_head_to_recall)
    effect = (
        turns("head", "actor", ("ambassador|minister|charge|barred|unknown", "recalled")),
        given("charge_left", a_charge_stands_in),
        when("charge_left", False, nobody_stands_in),
    )
    weight = by("kind", -4.5, consultations=-3.5, permanent=-5.0)
    codes = codes("161", plover="SANCTION/withdraw")
    closes = ()
    precedence = Rank.HEAD_RECALLED

    kind: RecallKind
    head_name: str | None = None
    stated_reason: str | None = None
    charge_left: bool | str | None = None


class AmbassadorReturned(Development):
    """A head of mission who had been recalled, or kept out, is back at the post and working."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(10, 1, "a"), VCDR(13, note="after a permanent recall"))
    character = Character.NEUTRAL
    expects = (relations_exist, the_actor_s_head_was_away)
    effect = (turns("head", "actor", ("recalled|barred|unknown", "ambassador")), nobody_stands_in)
    weight = 4.5
    codes = codes("050", plover="SUPPORT")
    closes = (closing("ambassador_recalled", "actor"), closing("ambassador_barred", "target"))
    precedence = Rank.HEAD_AT_POST

    head_name: str | None = None
    same_person: bool | None = None


class AmbassadorExpelled(Development):
    """The receiving state, the actor, declares the head of mission persona non grata or orders him or her
    out.
    """

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(9), VCDR(43, letter="b", note="only after 9(2)"), VCDR(44))
    character = Character.RETORSION
    expects = (relations_exist, the_target_has_a_head_of_mission)
    effect = (turns("head", "target", ("ambassador|minister|charge|recalled|barred|designate|unknown", "expelled")),)
    weight = -6.5
    codes = codes("161", plover="SANCTION/expel")
    closes = ()
    precedence = Rank.HEAD_RECALLED

    head_name: str | None = None
    deadline_hours: Number | None = None
    stated_reason: str | None = None


class AmbassadorBarred(Development):
    """The receiving state, the actor, tells a head of mission who is abroad not to come back for now."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(9, 1, note="by analogy; no express basis"),)
    character = Character.RETORSION
    expects = (relations_exist, the_target_s_head_can_be_kept_out)
    effect = (turns("head", "target", ("ambassador|recalled", "barred")),)
    weight = -5.5
    codes = codes("161", plover="SANCTION/expel")
    closes = ()
    precedence = Rank.HEAD_RECALLED

    head_name: str | None = None
    until: str | None = None


class AgrementRequested(Development):
    """The sending state asks whether a nominee is acceptable."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(4),)
    character = Character.NEUTRAL
    expects = (relations_exist,)
    effect = (becomes("agrement", "actor", "pending"),)
    weight = 0.0
    codes = codes()
    closes = ()
    precedence = Rank.HEAD_PROPOSED

    nominee: str


class AgrementRefused(Development):
    """The receiving state, the actor, declines to accept a proposed head of mission; no reasons need be
    given.
    """

    category = Category.REPRESENTATION
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(4, 2),)
    character = Character.RETORSION
    expects = (relations_exist,)
    effect = (becomes("agrement", "target", "refused"),)
    weight = -3.0
    codes = codes("120", plover="REJECT")
    closes = (closing("agrement_requested", "target"),)
    precedence = Rank.HEAD_NAMED

    nominee: str | None = None


class AmbassadorAppointed(Development):
    """The sending state names a head of mission and the receiving state has agreed (agrément)."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(4),)
    character = Character.NEUTRAL
    expects = (relations_exist, agrement_was_not_refused)
    effect = (
        turns("head", "actor", ("none|expelled|charge|recalled|barred|unknown", "designate")),
        becomes("agrement", "actor", "granted"),
    )
    weight = 2.5
    codes = codes("050", plover="SUPPORT")
    closes = (closing("agrement_requested", "actor"),)
    precedence = Rank.HEAD_NAMED

    head_name: str
    agrement_date: DateText | None = None


class CredentialsPresented(Development):
    """A new head of mission takes up functions by presenting letters of credence (or true copies); one who
    does not reside opens no embassy.
    """

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(13), VCDR(14), VCDR(5, note="if non-resident"))
    character = Character.NEUTRAL
    expects = (relations_exist, the_actor_has_no_head_at_post)
    effect = (
        when("rank", (None, "ambassador"), becomes("head", "actor", "ambassador")),
        when("rank", "minister", becomes("head", "actor", "minister")),
        when("rank", "charge_en_titre", becomes("head", "actor", "charge")),
        nobody_stands_in,
        when("resident", False, turns("mission", "actor", ("none|closed|unknown", "non_resident"))),
    )
    weight = 3.5
    codes = codes("050", plover="SUPPORT")
    closes = (
        closing("ambassador_expelled", "target"),
        closing("ambassador_recalled", "actor"),
        closing("ambassador_barred", "target"),
        closing("head_departed", "actor"),
    )
    precedence = Rank.HEAD_AT_POST

    head_name: str
    rank: PresentedRank | None = None
    resident: bool | None = None


class ChargeDaffairesDesignated(Development):
    """A chargé d'affaires (ad interim, or en titre) is put in charge of the mission; a recalled head stays
    recalled while one stands in.
    """

    category = Category.REPRESENTATION
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (
        VCDR(19, note="ad interim"), VCDR(4, note="en titre"), VCDR(13, note="en titre"),
        VCDR(14, 1, "c", "en titre"), VCDR(15, note="en titre"),
    )  # fmt: skip
    character = Character.NEUTRAL
    expects = (relations_exist,)
    effect = (
        when(
            "kind",
            (None, "ad_interim"),
            a_charge_stands_in,
            turns("head", "actor", ("ambassador|none|expelled|unknown", "charge")),
        ),
        when("kind", "en_titre", becomes("head", "actor", "charge")),
    )
    weight = 0.0
    codes = codes("050", plover="SUPPORT")
    closes = ()
    precedence = Rank.HEAD_REPLACED

    charge_name: str | None = None
    kind: ChargeKind | None = None


class HeadDeparted(Development):
    """A head of mission leaves the post at the end of a tour or for another reason, with no recall in
    protest.
    """

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(10), VCDR(19), VCDR(43, letter="a"))
    character = Character.NEUTRAL
    expects = (the_actor_has_a_head,)
    effect = (becomes("head", "actor", "none"), a_charge_stands_in)
    weight = 0.0
    codes = codes()
    closes = ()
    precedence = Rank.HEAD_RECALLED

    reason: str | None = None
    head_name: str | None = None


class RepresentationDowngraded(Development):
    """The agreed rank of representation is lowered, normally from ambassador to chargé d'affaires, by a state
    for its own mission or for the other's, relations staying in being.
    """

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(14), VCDR(15))
    character = Character.RETORSION
    expects = (relations_exist,)
    effect = (
        becomes("rank", "actor", From("to_level")),
        head_lowered("actor"),
        when("counterpart_ordered", True, head_lowered("target")),
        when("mutual", True, becomes("rank", "target", From("to_level")), head_lowered("target")),
    )
    weight = -6.0
    codes = codes("161", plover="SANCTION/discontinue")
    closes = ()
    precedence = Rank.HEAD_REPLACED

    to_level: LowerLevel
    mutual: bool | None = None
    counterpart_ordered: bool | None = None


class RepresentationUpgraded(Development):
    """The agreed rank of representation is raised."""

    category = Category.REPRESENTATION
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(14), VCDR(15))
    character = Character.NEUTRAL
    expects = (relations_exist,)
    effect = (
        becomes("rank", "actor", From("to_level")),
        when("mutual", True, becomes("rank", "target", From("to_level"))),
    )
    weight = 5.0
    codes = codes("050", plover="SUPPORT")
    closes = (
        closing("representation_downgraded", "actor"),
        closing("representation_downgraded", "target", when_field="mutual", when_values=(True,)),
    )
    precedence = Rank.HEAD_PROPOSED

    to_level: HigherLevel
    mutual: bool | None = None
