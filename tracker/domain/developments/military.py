"""Military acts: displays and uses of force, and what ends them."""

from enum import StrEnum

from tracker.domain.development import (
    Category,
    Development,
    Number,
    Participation,
    Parties,
    Rank,
    closing,
    codes,
)
from tracker.domain.effects import Calmed, Militarised, becomes, turns
from tracker.domain.expectations import expects, restraint_from_force
from tracker.domain.law import CHICAGO, HAGUE_LAND, UN_CHARTER, UNCLOS, Character, rule

ceasefire_broken = turns("ceasefire", "pair", ("in_force", "broken"))
fighting_came_before = expects("hostility", "pair", "4|5", "force was used before", HAGUE_LAND(36))
# A breach is seldom the first of its day: a ceasefire broken an hour ago is breached again.
a_ceasefire_was_agreed = expects("ceasefire", "pair", "in_force|broken", "a ceasefire was agreed", HAGUE_LAND(40))
the_actor_s_links_are_cut = expects(
    "transport", "actor", "cut|limited", "the actor closed its links to the target", UN_CHARTER(42)
)


class Posture(StrEnum):
    """How force is shown."""

    ALERT = "alert"
    MOBILISATION = "mobilisation"
    DEPLOYMENT = "deployment"
    EXERCISE = "exercise"


class StrikeMeans(StrEnum):
    """With what a strike is made."""

    AIR = "air"
    MISSILE = "missile"
    DRONE = "drone"
    ARTILLERY = "artillery"
    NAVAL = "naval"
    MIXED = "mixed"


class BorderDomain(StrEnum):
    """Which border is crossed without consent."""

    LAND = "land"
    AIR = "air"
    SEA = "sea"


class ForcePostureRaised(Development):
    """Alert, mobilisation, deployment, exercises or a visible show of force aimed at the other."""

    category = Category.MILITARY
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(2, 4),)
    character = Character.DISPLAY_OF_FORCE
    expects = ()
    effect = (Militarised(3),)
    weight = -6.0
    codes = codes("150", "152", "154", plover="MOBILIZE/troops")
    closes = ()
    precedence = Rank.POSTURE
    mid_actions = (7, 8, 10, 11)

    posture: Posture | None = None


class BorderViolated(Development):
    """Forces, aircraft or drones of one state enter the other's territory without fire."""

    category = Category.MILITARY
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (CHICAGO(1), UN_CHARTER(2, 4))
    character = Character.DISPLAY_OF_FORCE
    expects = ()
    effect = (Militarised(3),)
    weight = -5.5
    codes = codes("152")
    closes = ()
    precedence = Rank.POSTURE
    mid_actions = (12,)

    domain: BorderDomain
    place: str | None = None


class StrikeConducted(Development):
    """Air, missile, drone or artillery strike on the other's territory or forces."""

    category = Category.MILITARY
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(2, 4), UN_CHARTER(51))
    character = Character.USE_OF_FORCE
    expects = (restraint_from_force,)
    effect = (Militarised(4), ceasefire_broken)
    weight = -9.0
    codes = codes("195", "190", "194", plover="ASSAULT/aerial")
    closes = ()
    precedence = Rank.ATTACK
    mid_actions = (16,)

    means: StrikeMeans
    place: str | None = None
    killed: Number | None = None
    injured: Number | None = None
    claimed_target: str | None = None


class ArmedClashOccurred(Development):
    """Forces of the two states exchange fire on the ground, at sea or in the air; mutual, or from the side
    that opened fire.
    """

    category = Category.MILITARY
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(2, 4), UN_CHARTER(51))
    character = Character.USE_OF_FORCE
    expects = (restraint_from_force,)
    effect = (Militarised(4), ceasefire_broken)
    weight = -8.5
    codes = codes("190", "193", "194", plover="ASSAULT/heavy-weapons")
    closes = ()
    precedence = Rank.ATTACK
    mid_actions = (17,)

    place: str | None = None
    killed: Number | None = None
    injured: Number | None = None


class TerritorySeized(Development):
    """Ground forces take or hold territory of the other or claimed by it."""

    category = Category.MILITARY
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(2, 4), HAGUE_LAND(42))
    character = Character.USE_OF_FORCE
    expects = (restraint_from_force,)
    effect = (Militarised(4), becomes("occupation", "actor", new=True))
    weight = -9.5
    codes = codes("192", plover="ASSAULT/heavy-weapons")
    closes = ()
    precedence = Rank.ATTACK
    mid_actions = (14,)

    place: str


class BlockadeImposed(Development):
    """Armed closure of ports, coast or territory of the other."""

    category = Category.MILITARY
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(42, note="by the Council"), UN_CHARTER(2, 4))
    character = Character.USE_OF_FORCE
    expects = (restraint_from_force,)
    effect = (Militarised(4), becomes("blockade", "actor", new=True), becomes("transport", "actor", "cut"))
    weight = -8.5
    codes = codes("191", plover="COERCE/restrict")
    closes = ()
    precedence = Rank.ATTACK
    mid_actions = (13,)

    scope: str | None = None


class BlockadeLifted(Development):
    """An armed closure ends."""

    category = Category.MILITARY
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (rule("none"),)
    character = Character.NEUTRAL
    expects = (the_actor_s_links_are_cut,)
    effect = (becomes("blockade", "actor", new=False), turns("transport", "actor", ("cut", "open")))
    weight = 6.5
    codes = codes("0872", plover="RETREAT/withdraw")
    closes = (closing("blockade_imposed", "actor"),)
    precedence = Rank.MEASURE_ENDED


class VesselSeized(Development):
    """Armed forces of one state seize a ship of the other."""

    category = Category.MILITARY
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (UNCLOS(92), UNCLOS(110), UN_CHARTER(2, 4))
    character = Character.USE_OF_FORCE
    expects = (restraint_from_force,)
    effect = (Militarised(4),)
    weight = -7.5
    codes = codes("175")
    closes = ()
    precedence = Rank.ATTACK
    mid_actions = (15,)

    vessel: str
    place: str | None = None
    crew: Number | str | None = None


class WarBegun(Development):
    """Fighting reaches the level of interstate war by a stated criterion."""

    category = Category.MILITARY
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (UN_CHARTER(2, 4), UN_CHARTER(51))
    character = Character.USE_OF_FORCE
    expects = (restraint_from_force,)
    effect = (Militarised(5), ceasefire_broken)
    weight = -10.0
    codes = codes("190")
    closes = ()
    precedence = Rank.ATTACK
    mid_actions = (20,)

    criterion: str


class CeasefireAgreed(Development):
    """The parties agree to stop firing, for good or for a time."""

    category = Category.MILITARY
    tier = "core"
    participation = Participation.MUTUAL
    legal_basis = (
        HAGUE_LAND(36), HAGUE_LAND(37), HAGUE_LAND(38), HAGUE_LAND(39), HAGUE_LAND(40), HAGUE_LAND(41),
        UN_CHARTER(33), UN_CHARTER(40),
    )  # fmt: skip
    character = Character.PACIFIC_SETTLEMENT
    expects = (fighting_came_before,)
    effect = (Calmed((4, 5)), becomes("ceasefire", "pair", "in_force"))
    weight = 7.5
    codes = codes("0871", plover="RETREAT/ceasefire")
    closes = (
        closing("strike_conducted", "both"),
        closing("armed_clash_occurred", "both"),
        closing("vessel_seized", "both"),
        closing("war_begun", "both"),
    )
    precedence = Rank.SETTLEMENT

    start_time: str | None = None
    monitor: str | None = None
    brokered_by: Parties = ()


class CeasefireViolated(Development):
    """A recorded breach of a ceasefire in force."""

    category = Category.MILITARY
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (HAGUE_LAND(40), HAGUE_LAND(41))
    character = Character.USE_OF_FORCE
    expects = (a_ceasefire_was_agreed,)
    effect = (Militarised(4), ceasefire_broken)
    weight = -8.0
    codes = codes("196", plover="ASSAULT/heavy-weapons")
    closes = (closing("ceasefire_agreed", "both"),)
    precedence = Rank.ATTACK
    mid_actions = (16, 17)

    place: str | None = None
    killed: Number | None = None


class ForcesWithdrawn(Development):
    """Forces leave territory or return to peacetime posture."""

    category = Category.MILITARY
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (rule("none"),)
    character = Character.NEUTRAL
    expects = ()
    effect = (Calmed((3, 4)), becomes("occupation", "actor", new=False))
    weight = 7.5
    codes = codes("0874", "0873", plover="RETREAT/withdraw")
    closes = (closing("territory_seized", "actor"), closing("force_posture_raised", "actor"))
    precedence = Rank.MEASURE_ENDED

    place: str | None = None
    verified_by: str | None = None
