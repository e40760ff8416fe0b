"""Legal and treaty acts: agreements, their suspension, and cases before courts."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.development import Category, DateText, Development, Participation, Rank, closing, codes
from tracker.domain.effects import Fields, From, Key, halves_of, when
from tracker.domain.instructions import ANY, Instruction
from tracker.domain.law import ICJ_STATUTE, UN_CHARTER, VCLT, Character
from tracker.domain.parties import forum_of
from tracker.domain.relation import slot

_FINAL = re.compile(
    r"final judgment|on the merits|discontinu|withdrawn|removed from the (?:general )?list|no jurisdiction"
)
_PENDING = re.compile(
    r"provisional|interim|preliminary objections? (?:\w+ )*(?:reject|dismiss|overrul)|reject\w* (?:\w+ )*preliminary"
    r"|has jurisdiction|jurisdiction (?:is )?(?:upheld|affirmed|confirmed|found|established)"
)
"""What an outcome says that decides nothing yet: measures, granted or refused, and that the court may go on."""


class AgreementStatus(StrEnum):
    """How far a treaty, declaration or memorandum has come."""

    INITIALLED = "initialled"
    SIGNED = "signed"
    RATIFIED = "ratified"
    IN_FORCE = "in_force"


class TreatyEnding(StrEnum):
    """How a state stops being held by a treaty."""

    SUSPENDED = "suspended"
    DENOUNCED = "denounced"
    TERMINATED = "terminated"


def is_provisional(outcome: str) -> bool:
    """Whether an outcome decides nothing yet, by its words."""
    said = outcome.lower()
    return not _FINAL.search(said) and bool(_PENDING.search(said))


def agreement_turns(status: str | From) -> Key:
    """The agreement of the title given has this status from now on, whatever was known of it."""
    return Key("agreements", "pair", From("title"), ((ANY, status),))


@dataclass(frozen=True, slots=True)
class CaseDecided:
    """A pending case, known by its title or else its forum, is decided unless the outcome is provisional.

    A ruling that names no case decides what is pending before its forum.
    """

    reads: tuple[str, ...] = ("case_title", "forum", "outcome")

    @property
    def sentence(self) -> str:
        """'litigation{both ways}[…]: pending → decided, unless …'."""
        return (
            "litigation{both ways}[the case_title given, else those before the forum]: pending → decided, "
            "unless the outcome is provisional, interim, or only finds jurisdiction"
        )

    def instructions(self, fields: Fields, direction: int) -> list[Instruction]:
        """One ``key`` or ``decide`` a half: whichever side filed; none while the outcome is provisional."""
        if is_provisional(str(fields.get("outcome") or "")):
            return []
        found, title = halves_of("both", direction), fields.get("case_title")
        if title:
            return [("key", slot("litigation", half), str(title), {"pending": "decided"}) for half in found]
        forum = forum_of(str(fields.get("forum")))
        return [("decide", slot("litigation", half), slot("forums", half), forum) for half in found]


class AgreementSigned(Development):
    """A treaty, declaration or memorandum is initialled, signed, ratified or enters into force."""

    category = Category.LEGAL_TREATY
    tier = "core"
    participation = Participation.MUTUAL
    legal_basis = (
        VCLT(10, note="text"), VCLT(11), VCLT(12, note="signature"), VCLT(13), VCLT(14, note="ratification"),
        VCLT(15), VCLT(16), VCLT(24, note="entry into force"),
    )  # fmt: skip
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = (agreement_turns(From("status")),)
    weight = 6.0
    codes = codes("057", plover="AGREE")
    closes = ()
    precedence = Rank.SETTLEMENT

    title: str
    status: AgreementStatus
    depositary: str | None = None
    witness: str | None = None
    venue: str | None = None


class TreatySuspended(Development):
    """A treaty or standing arrangement is suspended, denounced or left."""

    category = Category.LEGAL_TREATY
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (
        VCLT(54), VCLT(55), VCLT(56, note="denunciation"), VCLT(57), VCLT(58), VCLT(59),
        VCLT(60, note="material breach"), VCLT(61), VCLT(62, note="change of circumstances"),
        VCLT(65, note="notice"),
    )  # fmt: skip
    character = Character.COUNTERMEASURE_OR_TREATY_RIGHT
    expects = ()
    effect = (
        when("form", "suspended", agreement_turns("suspended")),
        when("form", ("denounced", "terminated"), agreement_turns("ended")),
    )
    weight = -5.5
    codes = codes("128", "160", plover="SANCTION/withdraw")
    closes = ()
    precedence = Rank.MEASURE
    apart_by = "title"

    title: str
    form: TreatyEnding
    ground: str | None = None
    notice_date: DateText | None = None


class TreatyReinstated(Development):
    """A suspended treaty or arrangement applies again."""

    category = Category.LEGAL_TREATY
    tier = "extended"
    participation = Participation.MUTUAL
    legal_basis = (VCLT(72),)
    character = Character.NEUTRAL
    expects = ()
    effect = (agreement_turns("in_force"),)
    weight = 4.0
    codes = codes("050", "057", plover="AGREE")
    closes = (closing("treaty_suspended", "both", same="title"),)
    precedence = Rank.MEASURE_ENDED

    title: str


class CaseFiled(Development):
    """Proceedings are brought before an international court or tribunal."""

    category = Category.LEGAL_TREATY
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (
        UN_CHARTER(33), UN_CHARTER(92), UN_CHARTER(93), UN_CHARTER(94), ICJ_STATUTE(36),
        ICJ_STATUTE(40),
    )  # fmt: skip
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = (
        Key("litigation", "actor", From("case_title"), ((ANY, "pending"),)),
        Key("forums", "actor", From("case_title"), ((ANY, From("forum")),)),
        when(
            "case_title",
            None,
            Key("litigation", "actor", From("forum"), ((ANY, "pending"),)),
            Key("forums", "actor", From("forum"), ((ANY, From("forum")),)),
        ),
    )
    weight = -0.5
    codes = codes("115", plover="ACCUSE/allege")
    closes = ()
    precedence = Rank.CASE
    apart_by = "case_title"

    forum: str
    case_title: str | None = None
    provisional_measures_sought: bool | None = None


class CourtRulingIssued(Development):
    """An international court or tribunal orders, declines or decides."""

    category = Category.LEGAL_TREATY
    tier = "extended"
    participation = Participation.THIRD_PARTY
    legal_basis = (UN_CHARTER(94), ICJ_STATUTE(41, note="provisional measures"), ICJ_STATUTE(59))
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = (CaseDecided(),)
    weight = 0.0
    codes = codes("116", plover="SANCTION/convict")
    closes = (
        closing("case_filed", "both", same="case_title"),
        closing("case_filed", "both", when_field="case_title", when_values=(None,)),
    )
    precedence = Rank.RULING

    forum: str
    outcome: str
    in_favour_of: str | None = None
    binding: bool | None = None
    case_title: str | None = None
