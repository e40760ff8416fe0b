"""Organisations that a person names without saying that they are none of the states: UN, NATO, Arab League.

The alliances that ship and some others; a party of any other name is written ``org:…`` or ``act:…`` as it is.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tracker.application.groups import ALLIANCE, shipped

_OTHERS = MappingProxyType(
    {
        "UN": ("United Nations", "United Nations Organization"),
        "UNSC": ("UN Security Council", "Security Council", "United Nations Security Council"),
        "UNGA": ("UN General Assembly", "General Assembly"),
        "IAEA": ("International Atomic Energy Agency",),
        "ICAO": ("International Civil Aviation Organization",),
        "ICC": ("International Criminal Court",),
        "ICJ": ("International Court of Justice",),
        "ICRC": ("International Committee of the Red Cross", "Red Cross"),
        "OAS": ("Organization of American States",),
        "OIC": ("Organisation of Islamic Cooperation",),
        "OPCW": ("Organisation for the Prohibition of Chemical Weapons",),
        "OSCE": ("Organization for Security and Co-operation in Europe",),
        "AU": ("African Union",),
        "ECOWAS": ("Economic Community of West African States",),
    }
)


def organisation(text: str) -> tuple[str, str] | None:
    """The code of an organisation that has just this name, and its name in full; None where none is known."""
    return _named().get(" ".join(text.casefold().split()))


@cache
def _named() -> Mapping[str, tuple[str, str]]:
    alliances = {group.name: group.also for group in shipped() if group.kind == ALLIANCE}
    found: dict[str, tuple[str, str]] = {}
    for short, names in {**alliances, **_OTHERS}.items():
        told = f"org:{short.replace(' ', '-')}", names[0] if names else short
        found.update((name.casefold(), told) for name in (short, *names))
    return MappingProxyType(found)
