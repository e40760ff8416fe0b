"""Missions: embassies, consular posts, their staff, and who looks after interests where there is none."""

from enum import StrEnum

from tracker.domain.development import (
    Category,
    DateText,
    Development,
    Number,
    Participation,
    Party,
    Rank,
    Texts,
    closing,
    codes,
)
from tracker.domain.effects import CarriedOut, Count, From, Item, becomes, turns, when
from tracker.domain.expectations import (
    only_when,
    relations_do_not_exist,
    relations_exist,
    relations_not_severed,
    the_actor_has_no_working_mission,
    the_actor_has_or_had_an_embassy,
    the_actor_s_mission_is_not_open,
    the_actor_s_mission_is_open,
    the_target_s_mission_is_open,
)
from tracker.domain.law import VCCR, VCDR, Character
from tracker.domain.weights import ByCount, ZeroWhen, by


class WithdrawalReason(StrEnum):
    """Why staff leave: on their own account, or because the other side capped their number."""

    SAFETY = "safety"
    PROTEST = "protest"
    CAPPED = "capped"


class PostKind(StrEnum):
    """What a post is."""

    EMBASSY = "embassy"
    CONSULATE = "consulate"
    CULTURAL = "cultural"
    TRADE = "trade"


class HeadLevel(StrEnum):
    """Who leads an embassy that starts work."""

    CHARGE = "charge"
    MINISTER = "minister"
    AMBASSADOR = "ambassador"


class ProtectionScope(StrEnum):
    """What a protecting power looks after."""

    CONSULAR = "consular"
    FULL = "full"


class DiplomatsExpelled(Development):
    """The receiving state, the actor, declares mission staff other than the head persona non grata or not
    acceptable and sends them home.
    """

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(9), VCDR(44), VCCR(23))
    character = Character.RETORSION
    expects = (relations_not_severed,)
    effect = (
        Count("expelled_by", "count"),
        becomes("unanswered", "actor", new=True),
        becomes("unanswered", "target", new=False),
    )
    weight = ByCount("count", 3, 6)
    codes = codes("161", plover="SANCTION/expel")
    closes = ()
    precedence = Rank.MEASURE

    count: Number
    deadline: DateText | None = None
    deadline_hours: Number | None = None
    names: Texts = ()
    reciprocal_to: str | None = None
    post: str | None = None


class MissionSizeCapped(Development):
    """The receiving state, the actor, limits the number of staff of the other's mission (often called
    parity).
    """

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (
        VCDR(11), VCCR(20), VCDR(39, 2, note="contested if immunity is withdrawn early"), VCDR(44),
    )  # fmt: skip
    character = Character.RETORSION
    expects = (relations_exist, the_target_s_mission_is_open)
    effect = (becomes("staff_cap", "target", new=True),)
    weight = -5.0
    codes = codes("161", "160", plover="SANCTION/expel")
    closes = ()
    precedence = Rank.MEASURE

    cap: Number | None = None
    cut_by: Number | None = None
    deadline: DateText | None = None


class MissionStaffWithdrawn(Development):
    """The sending state pulls out part of its staff or families for safety or protest, or because it must."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(10, 1, "a"), VCDR(43, letter="a"))
    character = Character.NEUTRAL
    expects = (the_actor_s_mission_is_open,)
    effect = (becomes("staff", "actor", "reduced"),)
    weight = ZeroWhen("reason", -3.0, ("capped",))
    codes = codes("161", plover="SANCTION/withdraw")
    closes = ()
    precedence = Rank.MEASURE

    count: Number | None = None
    reason: WithdrawalReason | None = None


class MissionStaffingRestored(Development):
    """Staff limits are lifted or staff are allowed back."""

    category = Category.REPRESENTATION
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(11),)
    character = Character.NEUTRAL
    expects = (relations_exist,)
    effect = (becomes("staff_cap", "target", new=False), becomes("staff", "both", "normal"))
    weight = 3.0
    codes = codes("050", plover="SUPPORT")
    closes = (
        closing("mission_size_capped", "both"),
        closing("mission_staff_withdrawn", "both"),
        closing("diplomats_expelled", "both"),
    )
    precedence = Rank.MEASURE_ENDED

    count: Number | None = None
    effective_date: DateText | None = None


class MissionClosureOrdered(Development):
    """The receiving state, the actor, withdraws consent for a post or an official institute and sets a date
    for it to shut.
    """

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (
        VCDR(2, note="embassy"), VCDR(12, note="branch office"), VCCR(4, note="consulate"),
        VCCR(27, 2, note="consulate"),
    )  # fmt: skip
    character = Character.RETORSION
    expects = (only_when("post_kind", "embassy", the_target_s_mission_is_open),)
    effect = (
        Item("include", "closure_order", "target", "post"),
        when("post_kind", "embassy", Item("include", "embassy_order", "target", "post")),
    )
    weight = by("post_kind", -6.0, embassy=-6.5, consulate=-5.0, cultural=-3.0, trade=-3.0)
    codes = codes("161", plover="SANCTION/expel")
    closes = ()
    precedence = Rank.MEASURE
    apart_by = "post"

    post: str
    post_kind: PostKind
    deadline_hours: Number | None = None
    reciprocal_to: str | None = None


class EmbassyClosed(Development):
    """The sending state's embassy stops working and its staff leave, by its own choice or after an order."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(2), VCDR(45))
    character = Character.RETORSION
    # A break of relations has closed it already: to carry that out is no anomaly.
    expects = (the_actor_has_or_had_an_embassy,)
    effect = (
        turns("mission", "actor", ("open|suspended|unknown", "closed")),
        becomes("head", "actor", "none"),
        becomes("in_charge", "actor", "none"),
        CarriedOut("closure_order", "actor", "embassy_order", "the embassy that was ordered shut"),
    )
    weight = ZeroWhen("ordered_by", -6.5)
    codes = codes("161", plover="SANCTION/withdraw")
    closes = (closing("mission_closure_ordered", "target"),)
    precedence = Rank.POST_CLOSED

    ordered_by: str | None = None
    temporary: bool | None = None


class EmbassyOpened(Development):
    """An embassy starts work, for the first time or again."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(2), VCDR(10), VCDR(25))
    character = Character.NEUTRAL
    expects = (relations_exist, the_actor_s_mission_is_not_open)
    effect = (
        turns("mission", "actor", ("closed|none|suspended|unknown|interests_section|non_resident", "open")),
        turns("head", "actor", ("none", From("head_level", "charge")), ("unknown", From("head_level"))),
        becomes("protecting_power", "actor", "none"),
    )
    weight = 5.5
    codes = codes("050", plover="SUPPORT")
    closes = (closing("embassy_closed", "actor"), closing("mission_operations_suspended", "actor"))
    precedence = Rank.MISSION_OPENED

    reopening: bool | None = None
    head_level: HeadLevel | None = None


class MissionOperationsSuspended(Development):
    """An embassy stops working or moves elsewhere for safety; relations and head stay."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(45), VCDR(12, note="if moved within the host"))
    character = Character.NEUTRAL
    expects = (the_actor_s_mission_is_open,)
    effect = (turns("mission", "actor", ("open|unknown", "suspended")),)
    weight = -1.0
    codes = codes()
    closes = ()
    precedence = Rank.POST_CLOSED

    moved_to: str | None = None


class MissionRelocated(Development):
    """An embassy moves its seat within or out of the capital."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(2), VCDR(12), VCDR(21))
    character = Character.NEUTRAL
    expects = (the_actor_s_mission_is_open,)
    effect = (becomes("seat", "actor", From("seat")),)
    weight = 0.0
    codes = codes()
    closes = ()
    precedence = Rank.MISSION_OPENED

    seat: str
    reason: str | None = None


class ConsulateClosed(Development):
    """A consular post stops work."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCCR(26), VCCR(27, 2))
    character = Character.RETORSION
    expects = ()
    effect = (
        Item("include", "consulates_closed", "actor", "post"),
        Item("exclude", "closure_order", "actor", "post"),
    )
    weight = ZeroWhen("ordered_by", -4.0)
    codes = codes("161", plover="SANCTION/withdraw")
    closes = (closing("mission_closure_ordered", "target", same="post"),)
    precedence = Rank.POST_CLOSED
    apart_by = "post"

    post: str
    ordered_by: str | None = None
    temporary: bool | None = None


class ConsulateOpened(Development):
    """A consular post starts work, for the first time or again."""

    category = Category.REPRESENTATION
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (VCCR(4), VCCR(12))
    character = Character.NEUTRAL
    expects = ()
    effect = (Item("exclude", "consulates_closed", "actor", "post"),)
    weight = 3.5
    codes = codes("050", plover="SUPPORT")
    closes = (closing("consulate_closed", "actor", same="post"),)
    precedence = Rank.MISSION_OPENED

    post: str
    reopening: bool | None = None
    exequatur_date: DateText | None = None


class ProtectingPowerDesignated(Development):
    """A third state agrees to look after the interests of one state, the actor, in another where it has no
    working mission.
    """

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (
        VCDR(45, letter="b"), VCDR(45, letter="c"), VCDR(46), VCCR(8), VCCR(27, 1, "b"), VCCR(27, 1, "c"),
    )  # fmt: skip
    character = Character.PACIFIC_SETTLEMENT
    expects = (the_actor_has_no_working_mission,)
    effect = (becomes("protecting_power", "actor", From("protecting_power")),)
    weight = 1.5
    codes = codes("050", plover="SUPPORT")
    closes = ()
    precedence = Rank.INTERESTS_ENTRUSTED

    protecting_power: Party
    scope: ProtectionScope | None = None
    interests_section: bool | str | None = None
    effective_date: DateText | None = None


class ProtectingPowerEnded(Development):
    """The protecting mandate stops, usually because relations resumed."""

    category = Category.REPRESENTATION
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(45), VCDR(46))
    character = Character.NEUTRAL
    expects = ()
    effect = (becomes("protecting_power", "actor", "none"),)
    weight = 0.5
    codes = codes("050", plover="SUPPORT")
    closes = (closing("protecting_power_designated", "actor"),)
    precedence = Rank.MISSION_OPENED

    protecting_power: Party


class InterestsSectionOpened(Development):
    """A state without relations, the actor, is represented by a section in a third state's mission."""

    category = Category.REPRESENTATION
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(45, letter="c"), VCDR(46))
    character = Character.PACIFIC_SETTLEMENT
    expects = (relations_do_not_exist,)
    effect = (turns("mission", "actor", ("closed|none|unknown", "interests_section")),)
    weight = 2.0
    codes = codes("050")
    closes = ()
    precedence = Rank.INTERESTS_ENTRUSTED

    host_mission: str
