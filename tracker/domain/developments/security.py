"""Security: attacks on missions and nationals, covert acts laid at a state's door, asylum."""

from enum import StrEnum

from tracker.domain.development import Category, DateText, Development, Number, Participation, Rank, codes
from tracker.domain.effects import Item, becomes
from tracker.domain.expectations import expects, only_when, the_actor_s_mission_is_open
from tracker.domain.law import ARSIWA, CARACAS, UN_CHARTER, VCCR, VCDR, Character, rule

the_target_has_premises = expects(
    "mission", "target", "open|suspended|closed|non_resident|interests_section",
    "the target has, or had, premises in the actor", VCDR(22),
)  # fmt: skip


class CovertActionKind(StrEnum):
    """What a covert act attributed to a state was."""

    ASSASSINATION = "assassination"
    POISONING = "poisoning"
    CYBER = "cyber"
    SABOTAGE = "sabotage"
    INTERFERENCE = "interference"


class AsylumForm(StrEnum):
    """Where asylum is given: in the territory, or in the premises of a mission."""

    TERRITORIAL = "territorial"
    DIPLOMATIC = "diplomatic"


class MissionAttacked(Development):
    """Diplomatic or consular premises or staff are attacked by a crowd or armed group in the host state,
    the actor by omission.
    """

    category = Category.SECURITY
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (
        VCDR(22, 2), VCDR(29), VCCR(31, 3), VCCR(40), ARSIWA(2), ARSIWA(4), ARSIWA(11, note="if adopted"),
    )  # fmt: skip
    character = Character.WRONGFUL_IF_UNPROTECTED
    expects = (the_target_has_premises,)
    effect = ()
    weight = -7.0
    codes = codes("145", "180", plover="PROTEST/riot")
    closes = ()
    precedence = Rank.ATTACK

    perpetrator: str | None = None
    place: str | None = None
    casualties: str | None = None
    damage: str | None = None


class MissionRaided(Development):
    """Agents of the host state enter diplomatic premises without consent."""

    category = Category.SECURITY
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(22, 1), VCDR(29), VCDR(45, letter="a"))
    character = Character.WRONGFUL
    expects = (the_target_has_premises,)
    effect = ()
    weight = -8.0
    codes = codes("170", "171", "173", plover="COERCE/seize")
    closes = ()
    precedence = Rank.ATTACK

    place: str | None = None
    persons_seized: Number | str | tuple[str, ...] | None = None


class CovertActionAttributed(Development):
    """A government publicly attributes a covert attack (killing, poisoning, cyber, sabotage) to another
    state; the act itself is back-dated by ``act_date``.
    """

    category = Category.SECURITY
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(2, 4), ARSIWA(2), ARSIWA(4), ARSIWA(8))
    character = Character.CLAIM_OF_WRONGFUL_ACT
    expects = ()
    effect = (Item("include", "attribution", "actor", "kind"),)
    weight = -3.0
    codes = codes("1123", "112", plover="ACCUSE/allege")
    closes = ()
    precedence = Rank.STATEMENT

    kind: CovertActionKind
    act_date: DateText | None = None
    place: str | None = None
    confidence: str | None = None


class AttackOnNationals(Development):
    """Nationals of one state, the target, are killed or hurt in the other, the actor, by armed men whose
    link to a state is not shown.
    """

    category = Category.SECURITY
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (rule("due diligence"), VCCR(5), VCCR(37))
    character = Character.UNATTRIBUTED_VIOLENCE
    expects = ()
    effect = ()
    weight = 0.0
    codes = codes("180", "193", plover="ASSAULT/firearms")
    closes = ()
    precedence = Rank.ATTACK

    killed: Number | None = None
    injured: Number | None = None
    perpetrator: str | None = None
    claimed_by: str | None = None


class AsylumGranted(Development):
    """A state grants territorial or diplomatic asylum to a person the other state is seeking."""

    category = Category.SECURITY
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (
        rule("UNGA 2312 (XXII)", "territorial"), CARACAS(1, note="diplomatic"),
        VCDR(41, 3, note="diplomatic"),
    )  # fmt: skip
    character = Character.CONTESTED
    expects = (only_when("form", "diplomatic", the_actor_s_mission_is_open),)
    effect = ()
    weight = -2.5
    codes = codes("075", plover="AID")
    closes = ()
    precedence = Rank.MEASURE

    person: str | None = None
    form: AsylumForm | None = None
    place: str | None = None


class PremisesAccessDenied(Development):
    """The host state bars the other from premises it owns or uses."""

    category = Category.SECURITY
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCDR(22),)
    character = Character.CONTESTED
    expects = (the_target_has_premises,)
    effect = (becomes("premises", "target", "denied"),)
    weight = -5.0
    codes = codes()
    closes = ()
    precedence = Rank.MEASURE

    place: str
