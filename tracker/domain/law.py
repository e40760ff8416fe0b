"""Legal bases: citations of the instruments that diplomacy rests on.

A citation refuses an article that its instrument does not have, so that a slip of the pen in the
catalogue fails at import and not in front of a minister.
"""

from dataclasses import dataclass
from enum import StrEnum


class Character(StrEnum):
    """The legal character of an act."""

    NEUTRAL = "neutral"
    RETORSION = "retorsion"
    COUNTERMEASURE = "retorsion or countermeasure"
    COUNTERMEASURE_OR_TREATY_RIGHT = "countermeasure or treaty right"
    PACIFIC_SETTLEMENT = "pacific settlement"
    DIPLOMATIC_PROTEST = "diplomatic protest"
    SPEECH = "speech"
    SPEECH_OR_THREAT = "speech (unlawful if a threat of force)"
    USE_OF_FORCE = "use of force"
    DISPLAY_OF_FORCE = "display of force"
    WRONGFUL = "internationally wrongful"
    WRONGFUL_IF_UNPROTECTED = "wrongful if the host fails to protect"
    CLAIM_OF_WRONGFUL_ACT = "claim of wrongful act"
    RETORSION_OR_WRONGFUL = "retorsion or wrongful"
    NEUTRAL_OR_WRONGFUL = "neutral or wrongful"
    CONTESTED = "contested"
    UNATTRIBUTED_VIOLENCE = "unattributed violence"
    COLLECTIVE_ACT = "collective act"
    DOMESTIC = "domestic"
    RECORD = "statement of the record"


@dataclass(frozen=True, slots=True)
class Citation:
    """One article of one instrument, or a rule outside any numbered text (``article`` None)."""

    instrument: str
    article: int | None = None
    paragraph: int | None = None
    letter: str = ""
    note: str = ""

    def __str__(self) -> str:
        text = self.instrument
        if self.article is not None:
            text += f" {self.article}"
        if self.paragraph is not None:
            text += f"({self.paragraph})"
        if self.letter:
            text += f"({self.letter})"
        return f"{text} ({self.note})" if self.note else text


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty or text of rules with a known number of articles; calling it cites one of them."""

    short: str
    title: str
    articles: int
    paragraphs: tuple[tuple[int, int], ...] = ()
    """(article, number of its paragraphs) for the articles whose paragraphs are cited."""

    def __call__(self, article: int, paragraph: int | None = None, letter: str = "", note: str = "") -> Citation:
        """Cite an article; ValueError where the instrument has no such article or paragraph."""
        if not 1 <= article <= self.articles:
            msg = f"{self.short} has articles 1 to {self.articles}, not {article}"
            raise ValueError(msg)
        known = dict(self.paragraphs).get(article)
        if paragraph is not None and (known is None or not 1 <= paragraph <= known):
            msg = f"{self.short} {article} has {known or 'no'} numbered paragraphs, not {paragraph}"
            raise ValueError(msg)
        return Citation(self.short, article, paragraph, letter, note)


VCDR = Instrument(
    "VCDR",
    "Vienna Convention on Diplomatic Relations 1961",
    53,
    (
        (3, 2),
        (4, 2),
        (5, 3),
        (9, 2),
        (10, 2),
        (11, 2),
        (13, 2),
        (14, 2),
        (19, 2),
        (22, 3),
        (31, 4),
        (37, 4),
        (39, 4),
        (41, 3),
        (47, 2),
    ),
)
VCCR = Instrument(
    "VCCR",
    "Vienna Convention on Consular Relations 1963",
    79,
    ((2, 3), (4, 5), (12, 3), (23, 4), (27, 2), (31, 4), (36, 2), (55, 3)),
)
VCLT = Instrument("VCLT", "Vienna Convention on the Law of Treaties 1969", 85, ((65, 5), (72, 2)))
UN_CHARTER = Instrument("UN Charter", "Charter of the United Nations 1945", 111, ((2, 7), (33, 2), (94, 2)))
ICJ_STATUTE = Instrument("ICJ Statute", "Statute of the International Court of Justice 1945", 70)
ARSIWA = Instrument("ARSIWA", "Articles on Responsibility of States for Internationally Wrongful Acts 2001", 59)
MONTEVIDEO = Instrument("Montevideo Convention", "Convention on the Rights and Duties of States 1933", 16)
SPECIAL_MISSIONS = Instrument("Convention on Special Missions", "Convention on Special Missions 1969", 55)
CHICAGO = Instrument("Chicago Convention", "Convention on International Civil Aviation 1944", 96)
UNCLOS = Instrument("UNCLOS", "United Nations Convention on the Law of the Sea 1982", 320)
HAGUE_LAND = Instrument("Hague Regulations 1907", "Regulations on the Laws and Customs of War on Land 1907", 56)
HAGUE_I = Instrument("Hague I 1907", "Convention for the Pacific Settlement of Disputes 1907", 97)
GENEVA_III = Instrument("Geneva Convention III", "Geneva Convention on Prisoners of War 1949", 143)
ICCPR = Instrument("ICCPR", "International Covenant on Civil and Political Rights 1966", 53)
ILC_EXPULSION = Instrument("ILC Expulsion of Aliens", "Draft articles on the expulsion of aliens 2014", 31)
GATT = Instrument("GATT", "General Agreement on Tariffs and Trade 1994", 38)
CARACAS = Instrument("Caracas Convention", "Convention on Diplomatic Asylum 1954", 24)

INSTRUMENTS = (
    VCDR, VCCR, VCLT, UN_CHARTER, ICJ_STATUTE, ARSIWA, MONTEVIDEO, SPECIAL_MISSIONS, CHICAGO, UNCLOS,
    HAGUE_LAND, HAGUE_I, GENEVA_III, ICCPR, ILC_EXPULSION, GATT, CARACAS,
)  # fmt: skip


def rule(name: str, note: str = "") -> Citation:
    """A basis outside any numbered instrument: custom, discretion, an organisation's own rules."""
    return Citation(name, note=note)
