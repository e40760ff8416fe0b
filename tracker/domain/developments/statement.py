"""Statements: what a state says of the other's acts and of its own, asks for, threatens and offers."""

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
from tracker.domain.effects import Item, Militarised, becomes, turns, when
from tracker.domain.expectations import dialogue_was_offered, only_when
from tracker.domain.law import ARSIWA, UN_CHARTER, Character, rule
from tracker.domain.weights import by_flag


class Justification(StrEnum):
    """The ground that a state gives for its own act."""

    SELF_DEFENCE = "self_defence"
    COUNTER_TERRORISM = "counter_terrorism"
    COUNTERMEASURE = "countermeasure"
    OTHER = "other"


class Threat(StrEnum):
    """With what is threatened."""

    FORCE = "force"
    SANCTIONS = "sanctions"
    RELATIONS = "relations"
    OTHER = "other"


class Rejected(StrEnum):
    """What is turned down."""

    DEMAND = "demand"
    DIALOGUE = "dialogue"
    MEDIATION = "mediation"
    PLAN = "plan"


class CondemnationIssued(Development):
    """An official public denunciation of the other's act."""

    category = Category.STATEMENT
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (rule("none"),)
    character = Character.SPEECH
    expects = ()
    effect = ()
    weight = -2.5
    codes = codes("111", plover="ACCUSE/disapprove")
    closes = ()
    precedence = Rank.STATEMENT

    by_whom: str | None = None
    act_condemned: str | None = None


class AccusationMade(Development):
    """An official public claim that the other is responsible for an act."""

    category = Category.STATEMENT
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (rule("none"),)
    character = Character.SPEECH
    expects = ()
    effect = ()
    weight = -3.0
    codes = codes("112", "1123", plover="ACCUSE/allege")
    closes = ()
    precedence = Rank.STATEMENT

    allegation: str | None = None
    by_whom: str | None = None


class DenialIssued(Development):
    """The accused state rejects responsibility."""

    category = Category.STATEMENT
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (rule("none"),)
    character = Character.SPEECH
    expects = ()
    effect = ()
    weight = -1.0
    codes = codes("016", plover="REJECT")
    closes = ()
    precedence = Rank.ANSWER

    by_whom: str | None = None


class JustificationIssued(Development):
    """A state owns an act and gives its reason, such as self-defence or acting against armed groups."""

    category = Category.STATEMENT
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(51), ARSIWA(21), ARSIWA(22))
    character = Character.SPEECH
    expects = ()
    effect = (Item("include", "justification", "actor", "claim"),)
    weight = -0.5
    codes = codes("015", plover="SUPPORT")
    closes = ()
    precedence = Rank.ANSWER

    claim: Justification | None = None
    un_letter: bool | str | None = None


class ThreatMade(Development):
    """An official warns of a harmful step unless something changes, without a fixed deadline."""

    category = Category.STATEMENT
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(2, 4),)
    character = Character.SPEECH_OR_THREAT
    expects = ()
    effect = (when("threat", "force", Militarised(2)),)
    weight = -4.5
    codes = codes("130", "131", "1313", "138", plover="THREATEN/relations")
    closes = ()
    precedence = Rank.STATEMENT
    mid_actions = (1,)

    threat: Threat
    condition: str | None = None


class DemandIssued(Development):
    """A formal demand or list of demands; an ultimatum when it carries a deadline and a consequence."""

    category = Category.STATEMENT
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (rule("none"),)
    character = Character.SPEECH
    expects = ()
    effect = (becomes("demand_open", "actor", new=True),)
    weight = by_flag("is_ultimatum", -5.0, -2.0)
    codes = codes("139", "100", plover="REQUEST/change")
    closes = ()
    precedence = Rank.STATEMENT

    demands: Texts = ()
    deadline: DateText | None = None
    is_ultimatum: bool | None = None
    conveyed_by: Party | None = None


class ProposalRejected(Development):
    """A demand, offer of talks, plan or mediation is turned down."""

    category = Category.STATEMENT
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (rule("none"),)
    character = Character.SPEECH
    expects = (only_when("rejects", "dialogue", dialogue_was_offered),)
    effect = (
        when("rejects", "demand", becomes("demand_open", "target", new=False)),
        when("rejects", "dialogue", turns("dialogue", "pair", ("offered", "none"))),
    )
    weight = -2.5
    codes = codes("120", "125", "126", "127", plover="REJECT/change")
    closes = (
        closing("demand_issued", "target", when_field="rejects", when_values=("demand",)),
        closing("dialogue_offered", "target", when_field="rejects", when_values=("dialogue",)),
        closing("mediation_offered", "both", when_field="rejects", when_values=("mediation",)),
    )
    precedence = Rank.ANSWER

    rejects: Rejected


class ApologyIssued(Development):
    """An official apology or expression of regret accepting blame."""

    category = Category.STATEMENT
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (ARSIWA(37, note="satisfaction"),)
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = ()
    weight = 5.5
    codes = codes("055", plover="SUPPORT")
    closes = ()
    precedence = Rank.ANSWER


class DialogueOffered(Development):
    """One side says it is ready to talk or settle."""

    category = Category.STATEMENT
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(33),)
    character = Character.PACIFIC_SETTLEMENT
    expects = ()
    effect = (turns("dialogue", "pair", ("none|unknown", "offered")),)
    weight = 3.0
    codes = codes("036", "037", plover="AGREE")
    closes = ()
    precedence = Rank.STATEMENT

    terms: str | None = None
    by_whom: str | None = None


class SupportExpressed(Development):
    """A third party backs one side, the target, in words or by copying its measures."""

    category = Category.STATEMENT
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (rule("none"),)
    character = Character.SPEECH
    expects = ()
    effect = ()
    weight = 2.0
    codes = codes("051", "052", plover="SUPPORT")
    closes = ()
    precedence = Rank.STATEMENT

    against: Party | None = None
