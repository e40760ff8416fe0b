"""Multilateral acts: bodies that are seised of a dispute, adopt texts, or lose a member over it."""

from enum import StrEnum

from tracker.domain.development import Category, DateText, Development, Participation, Rank, closing, codes
from tracker.domain.effects import From, Key, becomes
from tracker.domain.instructions import ANY
from tracker.domain.law import UN_CHARTER, VCLT, Character, rule


class MembershipEnding(StrEnum):
    """How a state comes to be out of a body."""

    SUSPENDED = "suspended"
    EXPELLED = "expelled"
    LEFT = "left"


class SecurityCouncilSeized(Development):
    """A dispute is brought to the Security Council (letter, meeting request) or another body."""

    category = Category.MULTILATERAL
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(34), UN_CHARTER(35))
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = (becomes("un_agenda", "pair", new=True),)
    weight = -1.0
    codes = codes("112", "027", plover="ACCUSE/allege")
    closes = ()
    precedence = Rank.CASE

    body: str
    document: str | None = None
    meeting_date: DateText | None = None


class ResolutionAdopted(Development):
    """An international body adopts a text on the dispute."""

    category = Category.MULTILATERAL
    tier = "core"
    participation = Participation.THIRD_PARTY
    legal_basis = (
        UN_CHARTER(36), UN_CHARTER(37), UN_CHARTER(39), UN_CHARTER(40), UN_CHARTER(41), UN_CHARTER(42),
        rule("OAS, EU or GCC rules"),
    )  # fmt: skip
    character = Character.COLLECTIVE_ACT
    expects = ()
    effect = ()
    weight = -1.0
    codes = codes("111", "020", plover="ACCUSE/disapprove")
    closes = ()
    precedence = Rank.RULING

    body: str
    document: str
    votes: str | None = None
    against: str | tuple[str, ...] | None = None


class MembershipSuspended(Development):
    """A state is suspended from, or leaves, an international body because of the dispute."""

    category = Category.MULTILATERAL
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(5), UN_CHARTER(6), rule("the body's own rules"), VCLT(54, note="leaving"))
    character = Character.COLLECTIVE_ACT
    expects = ()
    effect = (Key("membership", "pair", From("body"), ((ANY, "out"),)),)
    weight = -5.0
    codes = codes("160", plover="SANCTION/expel")
    closes = ()
    precedence = Rank.MEASURE
    apart_by = "body"

    body: str
    form: MembershipEnding | None = None


class MembershipRestored(Development):
    """A suspended or departed state is back in the body."""

    category = Category.MULTILATERAL
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (rule("the body's own rules"),)
    character = Character.NEUTRAL
    expects = ()
    effect = (Key("membership", "pair", From("body"), ((ANY, "member"),)),)
    weight = 4.0
    codes = codes("050", plover="SUPPORT")
    closes = (closing("membership_suspended", "both", same="body"),)
    precedence = Rank.MEASURE_ENDED

    body: str
