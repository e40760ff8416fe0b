"""Protocol: how two states meet, and how they show that they would rather not."""

from enum import StrEnum

from tracker.domain.development import (
    Category,
    DateText,
    Development,
    Participation,
    Party,
    Rank,
    Texts,
    closing,
    codes,
)
from tracker.domain.effects import Dated, becomes, when
from tracker.domain.expectations import (
    contacts_are_suspended,
    only_when,
    relations_not_severed,
    the_target_s_ambassador_is_at_post,
    the_target_s_charge_is_in_charge,
)
from tracker.domain.law import SPECIAL_MISSIONS, UN_CHARTER, VCDR, Character, rule

MINISTERIAL = ("head_of_state", "head_of_government", "foreign_minister")
"""Levels of a visit that end a suspension of high-level contacts."""


class EnvoyRank(StrEnum):
    """Who answers a summons."""

    AMBASSADOR = "ambassador"
    CHARGE_DAFFAIRES = "charge_daffaires"
    DEPUTY = "deputy"
    OTHER = "other"


class CancelForm(StrEnum):
    """How a visit does not take place."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    CUT_SHORT = "cut_short"
    INVITATION_REVOKED = "invitation_revoked"


class VisitLevel(StrEnum):
    """Who visits."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    FOREIGN_MINISTER = "foreign_minister"
    OTHER = "other"


class TalksFormat(StrEnum):
    """Where and how the two sides talk."""

    PHONE = "phone"
    IN_PERSON = "in_person"
    THIRD_COUNTRY = "third_country"
    MULTILATERAL = "multilateral"


class EnvoySummoned(Development):
    """The foreign ministry of the receiving state, the actor, calls in the other state's envoy to receive a
    protest or explanation.
    """

    category = Category.PROTOCOL
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(3, 1), VCDR(41, 2))
    character = Character.DIPLOMATIC_PROTEST
    expects = (
        relations_not_severed,
        only_when("envoy_rank", "ambassador", the_target_s_ambassador_is_at_post),
        only_when("envoy_rank", "charge_daffaires", the_target_s_charge_is_in_charge),
    )
    effect = (Dated("last_summons", "actor"),)
    weight = -2.5
    codes = codes("114", plover="ACCUSE/disapprove")
    closes = ()
    precedence = Rank.PROTEST

    envoy_rank: EnvoyRank
    envoy_name: str | None = None
    by_whom: str | None = None
    demand: str | None = None


class ProtestNoteDelivered(Development):
    """A formal written or oral protest (note verbale, démarche) is handed over by channels other than a
    summons.
    """

    category = Category.PROTOCOL
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(41, 2),)
    character = Character.DIPLOMATIC_PROTEST
    expects = ()
    effect = ()
    weight = -2.0
    codes = codes("114", plover="ACCUSE/disapprove")
    closes = ()
    precedence = Rank.PROTEST

    channel: str | None = None
    instrument: str | None = None


class HighLevelContactsSuspended(Development):
    """One side stops high-level visits, meetings or standing dialogues with the other."""

    category = Category.PROTOCOL
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (rule("discretion"),)
    character = Character.RETORSION
    expects = ()
    effect = (becomes("contacts", "pair", "suspended"),)
    weight = -4.5
    codes = codes("160", "164", plover="SANCTION/discontinue")
    closes = ()
    precedence = Rank.MEASURE

    scope: str | None = None
    until: str | None = None


class HighLevelContactsResumed(Development):
    """Suspended visits or dialogues start again."""

    category = Category.PROTOCOL
    tier = "core"
    participation = Participation.MUTUAL
    legal_basis = (UN_CHARTER(33),)
    character = Character.NEUTRAL
    expects = (contacts_are_suspended,)
    effect = (becomes("contacts", "pair", "normal"),)
    weight = 3.5
    codes = codes("050", "036", plover="AGREE")
    closes = (closing("high_level_contacts_suspended", "both"),)
    precedence = Rank.MEASURE_ENDED

    scope: str | None = None


class VisitCancelled(Development):
    """A planned visit or meeting is called off, cut short, or an invitation taken back."""

    category = Category.PROTOCOL
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (rule("discretion"),)
    character = Character.RETORSION
    expects = ()
    effect = ()
    weight = -3.0
    codes = codes("125", "164", plover="REJECT/meet")
    closes = ()
    precedence = Rank.MEASURE

    level: str | None = None
    form: CancelForm | None = None


class VisitMade(Development):
    """An official of one state, the actor, visits the other; one of ministers or above ends a suspension of
    contacts.
    """

    category = Category.PROTOCOL
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (SPECIAL_MISSIONS(1),)
    character = Character.NEUTRAL
    expects = ()
    effect = (when("level", MINISTERIAL, becomes("contacts", "pair", "normal")),)
    weight = 3.0
    codes = codes("042", "043", plover="CONSULT/visit")
    closes = (closing("high_level_contacts_suspended", "both", when_field="level", when_values=MINISTERIAL),)
    precedence = Rank.CONTACT

    level: VisitLevel
    visitor_name: str | None = None
    end_date: DateText | None = None
    outcome: str | None = None


class TalksHeld(Development):
    """The two sides talk: by telephone, in a bilateral meeting, or on third ground."""

    category = Category.PROTOCOL
    tier = "core"
    participation = Participation.MUTUAL
    legal_basis = (UN_CHARTER(33),)
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = (becomes("dialogue", "pair", "active"),)
    weight = 2.0
    codes = codes("041", "040", "044", "046", plover="CONSULT/phone")
    closes = ()
    precedence = Rank.CONTACT

    format: TalksFormat
    level: str | None = None
    hosted_by: Party | None = None
    topics: Texts = ()
