"""Countries: which three letters are a state, which code a name has, and the short English name of a code.

The list is that of ISO 3166-1 with the codes that were withdrawn, for an incident may be old, and `XKX`, the code
in use for Kosovo. The usual names below are what people type and read where the list has only a formal one.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from unicodedata import combining, normalize

from tracker.application.problems import did_you_mean

REMEDY = "states are ISO 3166-1 alpha-3 codes such as PAK; others are written org:UNSC or act:jaish-al-adl"

LONGEST = 200
"""So many characters the name of a party may have."""

_SHAPE = re.compile(r"[A-Z]{3}", re.ASCII)
_OPEN_NAME = re.compile(r"(?:org|act):[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_USUAL = MappingProxyType(
    {
        "XKX": "Kosovo", "RUS": "Russia", "PSE": "Palestine", "COD": "DR Congo", "COG": "Congo", "BRN": "Brunei",
        "VAT": "Holy See", "FSM": "Micronesia", "VGB": "British Virgin Islands", "VIR": "US Virgin Islands",
        "SUN": "Soviet Union", "DDR": "East Germany", "CSK": "Czechoslovakia", "YUG": "Yugoslavia",
        "YMD": "South Yemen", "VDR": "North Vietnam", "BUR": "Burma", "ZAR": "Zaire", "HVO": "Upper Volta",
        "TUR": "Turkey", "CZE": "Czechia", "CIV": "Ivory Coast",
    }
)  # fmt: skip
_ALSO = MappingProxyType(
    {
        "uk": "GBR", "great britain": "GBR", "britain": "GBR", "england": "GBR", "us": "USA", "america": "USA",
        "emirates": "ARE", "uae": "ARE", "korea": "KOR", "dprk": "PRK", "vatican": "VAT", "holland": "NLD",
        "congo-kinshasa": "COD", "congo-brazzaville": "COG", "drc": "COD", "ksa": "SAU", "prc": "CHN",
        "czech republic": "CZE", "macedonia": "MKD", "swaziland": "SWZ", "cape verde": "CPV", "east timor": "TLS",
        "bosnia": "BIH", "ussr": "SUN", "turkiye": "TUR", "burma": "MMR",
    }
)  # fmt: skip


def state(text: str) -> str:
    """The code of a state; ValueError with a did-you-mean where it is none."""
    if text in _names():
        return text
    raise ValueError(f"{text!r} is no state{_meant(text)}")


def party(text: str) -> str:
    """A state, an organisation (``org:UNSC``) or a non-state actor (``act:…``); ValueError where it is none."""
    kind, colon, _ = text.partition(":")
    if not colon:
        return state(text)
    if len(text) <= LONGEST and _OPEN_NAME.fullmatch(text):
        return text
    if kind not in ("org", "act"):
        raise ValueError(f"{text!r} is no party{did_you_mean(kind, ('org', 'act'))}")
    if len(text) > LONGEST:
        raise ValueError(f"a party of {len(text)} characters; {LONGEST} are the most")
    raise ValueError(f"{text!r} is no party: after {kind}: come letters, figures, '.', '_' and '-'{_deceiving(text)}")


def is_named(text: str) -> bool:
    """Whether a state has this code or name; unlike ``named`` it looks for no other that may be meant."""
    return text in _names() or (len(text) <= LONGEST and _folded(text) in _codes())


def named(text: str) -> str:
    """The code of a state given by code, two-letter code or name; ValueError where nothing has this name."""
    if text in _names():
        return text
    found = _codes().get(_folded(text)) if len(text) <= LONGEST else None
    if found is None:
        raise ValueError(f"{text!r} is no state{_meant(text)}")
    return found


def name_of(code: str) -> str:
    """The short English name of a state; of an ``org:`` or ``act:`` what follows; of anything else itself."""
    if ":" in code:
        return code.partition(":")[2]
    return _names().get(code, code)


def spellings() -> Mapping[str, str]:
    """Every short name and every code of a state, with the code."""
    return {**{name: code for code, name in _names().items()}, **{code: code for code in _names()}}


def _deceiving(text: str) -> str:
    """What in a name only looks like a letter, or hides, named; '' where nothing does."""
    from tracker.application.lookalikes import oddities, strange_letters

    odd, letters = oddities(text), strange_letters(text)
    if odd:
        return f": it {odd[0]}"
    return f": it is written with {letters}" if letters else ""


def _meant(text: str) -> str:
    if len(text) > LONGEST:
        return ""
    return _near(text) + _deceiving(text)


def _near(text: str) -> str:
    """' (did you mean PAK, Pakistan?)'; '' where no state is near."""
    folded = _folded(text)
    found = _codes().get(folded)
    if not found:
        near = did_you_mean(text, _names()) if _SHAPE.fullmatch(text) else did_you_mean(folded, _codes())
        close = near.removeprefix(" (did you mean ").removesuffix("?)")
        found = _codes().get(close, close)
    return f" (did you mean {found}, {name_of(found)}?)" if found else ""


@cache
def _names() -> Mapping[str, str]:
    """Every code with its short name; a code that is in use now goes before one that was withdrawn."""
    import pycountry

    found = {country.alpha_3: _short(country) for country in (*pycountry.historic_countries, *pycountry.countries)}
    return MappingProxyType(found | _USUAL)


def _short(country: object) -> str:
    name = str(getattr(country, "common_name", None) or getattr(country, "name", ""))
    return name.partition(",")[0].partition(" (")[0]


@cache
def _codes() -> Mapping[str, str]:
    """Every name and code, folded, with the code that it means; those in use now go last and so before others."""
    import pycountry

    found: dict[str, str] = {}
    for country in (*pycountry.historic_countries, *pycountry.countries):
        for kind in ("official_name", "name", "common_name", "alpha_2", "alpha_3"):
            found[_folded(getattr(country, kind, ""))] = country.alpha_3
    found |= {_folded(name): code for code, name in _USUAL.items() if code not in _withdrawn()}
    for code in _withdrawn() & _USUAL.keys():
        found.setdefault(_folded(_USUAL[code]), code)
    found.pop("", None)
    return MappingProxyType(found | _ALSO | {"xkx": "XKX", "xk": "XKX"})


@cache
def _withdrawn() -> frozenset[str]:
    import pycountry

    now = {country.alpha_3 for country in pycountry.countries}
    return frozenset(country.alpha_3 for country in pycountry.historic_countries if country.alpha_3 not in now)


def _folded(text: str) -> str:
    """Without case, accents and doubled blanks: Türkiye, turkiye and TURKIYE are the same."""
    plain = "".join(char for char in normalize("NFKD", text) if not combining(char))
    return " ".join(plain.casefold().replace(".", "").split())
