"""Economic measures: sanctions, trade, transport links and visas, imposed and lifted."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from tracker.domain.development import (
    Category,
    Development,
    Number,
    Participation,
    Rank,
    Texts,
    closing,
    codes,
)
from tracker.domain.effects import When, becomes, turns, when
from tracker.domain.expectations import expects
from tracker.domain.law import ARSIWA, CHICAGO, GATT, UN_CHARTER, VCCR, Character, rule

WHOLLY = (None, False)
"""What ``partial`` says of a measure that is lifted altogether: only then is its imposition closed."""
sanctions_are_in_force = expects(
    "sanctions", "actor", "in_force|limited", "the actor's sanctions are in force", ARSIWA(53)
)
trade_is_suspended = expects("trade", "actor", "suspended|limited", "the actor suspended its trade", rule("discretion"))
links_are_cut = expects(
    "transport", "actor", "cut|limited", "the actor closed its links", rule("sovereign control of borders")
)
visas_are_suspended = expects(
    "visa", "actor", "suspended|limited", "the actor suspended its visa services", VCCR(5, letter="d")
)


def eased(component: str, imposed: str, ended: str) -> tuple[When, When]:
    """A measure of the actor ends, or is limited where it is lifted in part; what was not imposed stays as it is."""
    return (
        when("partial", WHOLLY, becomes(component, "actor", ended)),
        when("partial", True, turns(component, "actor", (f"{imposed}|limited|unknown", "limited"))),
    )


class Link(StrEnum):
    """A way between two states."""

    LAND = "land"
    SEA = "sea"
    AIRSPACE = "airspace"
    FLIGHTS = "flights"


def _links(value: Any) -> Any:
    several = (value,) if isinstance(value, str) else value
    return tuple(Link(link) for link in several) if isinstance(several, list | tuple) else several


Links = Annotated[tuple[Link, ...], BeforeValidator(_links), Field(min_length=1)]
"""One link or a list of them."""


class SanctionsImposed(Development):
    """A state restricts dealings with the other's government, people or sectors."""

    category = Category.ECONOMIC
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (
        ARSIWA(22), ARSIWA(49), ARSIWA(50), ARSIWA(51), ARSIWA(52), ARSIWA(53), ARSIWA(54),
        rule("retorsion"), UN_CHARTER(41, note="by the Council"),
    )  # fmt: skip
    character = Character.COUNTERMEASURE
    expects = ()
    effect = (becomes("sanctions", "actor", "in_force"),)
    weight = -6.0
    codes = codes("163", plover="SANCTION/discontinue")
    closes = ()
    precedence = Rank.MEASURE

    measures: Texts = ()
    listed_count: Number | None = None
    basis: str | None = None


class SanctionsLifted(Development):
    """Sanctions are ended or eased."""

    category = Category.ECONOMIC
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (ARSIWA(53),)
    character = Character.NEUTRAL
    expects = (sanctions_are_in_force,)
    effect = eased("sanctions", "in_force", "none")
    weight = 6.0
    codes = codes("085", plover="RETREAT")
    closes = (closing("sanctions_imposed", "actor", when_field="partial", when_values=WHOLLY),)
    precedence = Rank.MEASURE_ENDED

    measures: Texts = ()
    partial: bool | None = None


class TradeSuspended(Development):
    """Trade, investment or procurement with the other is stopped or frozen."""

    category = Category.ECONOMIC
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (GATT(21, note="security exceptions, claimed"), rule("retorsion"))
    character = Character.COUNTERMEASURE
    expects = ()
    effect = (becomes("trade", "actor", "suspended"),)
    weight = -6.0
    codes = codes("163", plover="SANCTION/discontinue")
    closes = ()
    precedence = Rank.MEASURE

    scope: str | None = None


class TradeResumed(Development):
    """Stopped trade or investment restarts, fully or in part."""

    category = Category.ECONOMIC
    tier = "extended"
    participation = Participation.DIRECTED
    legal_basis = (rule("none"),)
    character = Character.NEUTRAL
    expects = (trade_is_suspended,)
    effect = eased("trade", "suspended", "normal")
    weight = 5.0
    codes = codes("085", "061", plover="COOPERATE")
    closes = (closing("trade_suspended", "actor", when_field="partial", when_values=WHOLLY),)
    precedence = Rank.MEASURE_ENDED

    scope: str | None = None
    partial: bool | None = None


class TransportLinksCut(Development):
    """The land border, sea ports, airspace or flights are closed to the other, wholly or in part."""

    category = Category.ECONOMIC
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (
        CHICAGO(1), CHICAGO(6), CHICAGO(9, note="forbids distinction by nationality"),
        rule("sovereign control of borders"),
    )  # fmt: skip
    character = Character.COUNTERMEASURE
    expects = ()
    effect = (becomes("transport", "actor", "cut"),)
    weight = -6.0
    codes = codes("163", "191", plover="SANCTION/discontinue")
    closes = ()
    precedence = Rank.MEASURE

    links: Links
    partial: bool | None = None
    until: str | None = None


class TransportLinksRestored(Development):
    """Closed borders, ports, airspace or flights reopen; links that are not listed do not matter."""

    category = Category.ECONOMIC
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (rule("none"),)
    character = Character.NEUTRAL
    expects = (links_are_cut,)
    effect = eased("transport", "cut", "open")
    weight = 5.0
    codes = codes("085", plover="RETREAT")
    closes = (closing("transport_links_cut", "actor", when_field="partial", when_values=WHOLLY),)
    precedence = Rank.MEASURE_ENDED

    links: Links
    partial: bool | None = None


class VisaServicesSuspended(Development):
    """Issuing visas or consular services to the other's nationals stops."""

    category = Category.ECONOMIC
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCCR(5, letter="d"), rule("discretion"))
    character = Character.RETORSION
    expects = ()
    effect = (becomes("visa", "actor", "suspended"),)
    weight = -3.5
    codes = codes("160", plover="SANCTION/discontinue")
    closes = ()
    precedence = Rank.MEASURE

    scope: str | None = None
    location: str | None = None


class VisaServicesResumed(Development):
    """Suspended visa or consular services start again, fully or in part."""

    category = Category.ECONOMIC
    tier = "core"
    participation = Participation.DIRECTED
    legal_basis = (VCCR(5, letter="d"),)
    character = Character.NEUTRAL
    expects = (visas_are_suspended,)
    effect = eased("visa", "suspended", "normal")
    weight = 3.0
    codes = codes("085", plover="RETREAT")
    closes = (closing("visa_services_suspended", "actor", when_field="partial", when_values=WHOLLY),)
    precedence = Rank.MEASURE_ENDED

    scope: str | None = None
    partial: bool | None = None
