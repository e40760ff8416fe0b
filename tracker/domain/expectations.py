"""Expectations: what the law or usage takes for granted when an act happens.

What happened is never refused. Where the state does not allow for it the act is applied and an anomaly is
noted: the sentence, the article, and the entries that disagree. A component that is ``unknown`` never
disagrees.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.domain.effects import Fields, halves_of
from tracker.domain.instructions import Check
from tracker.domain.law import MONTEVIDEO, UN_CHARTER, VCCR, VCDR, Citation
from tracker.domain.relation import COMPONENT, UNKNOWN, slot


@dataclass(frozen=True, slots=True)
class Expectation:
    """A component is expected to have one of some values before the act."""

    component: str
    side: str
    fits: tuple[Any, ...]
    sentence: str
    article: Citation
    field: str | None = None
    """Only where this field …"""
    values: tuple[Any, ...] = ()
    """… has one of these values."""

    def checks(self, fields: Fields, direction: int) -> list[Check]:
        """The checks for an act with these fields and this direction."""
        if self.field is not None and fields.get(self.field) not in self.values:
            return []
        fits = self.fits if COMPONENT[self.component].kind in ("flag", "count") else (*self.fits, UNKNOWN)
        found = halves_of(self.side, direction)
        return [(slot(self.component, half), fits, self.sentence, str(self.article)) for half in found]


def expects(component: str, side: str, fits: Any, sentence: str, article: Citation) -> Expectation:
    """An expectation; ``fits`` is ``"ambassador|minister"`` or a tuple of values."""
    return Expectation(component, side, tuple(fits.split("|")) if isinstance(fits, str) else fits, sentence, article)


def only_when(field: str, values: Any, expectation: Expectation) -> Expectation:
    """The expectation under a condition on a field of the development."""
    given = values if isinstance(values, tuple) else (values,)
    return Expectation(
        expectation.component, expectation.side, expectation.fits, expectation.sentence, expectation.article,
        field, given,
    )  # fmt: skip


relations_exist = expects("relations", "pair", "established", "relations exist between the two", VCDR(2))
relations_are_severed = expects("relations", "pair", "severed", "relations are severed", VCDR(45))
relations_never_existed = expects(
    "relations", "pair", "never_established", "relations were never established before", VCDR(2)
)
relations_not_severed = expects(
    "relations", "pair", "established|never_established", "relations are not severed", VCDR(45)
)
the_actor_has_a_head_to_recall = expects(
    "head", "actor", "ambassador|minister|charge|barred", "the actor has a head of mission to recall", VCDR(19, 1)
)
the_target_has_a_head_of_mission = expects(
    "head", "target", "ambassador|minister|charge|recalled|barred|designate",
    "the target has a head of mission", VCDR(9, 1),
)  # fmt: skip
the_actor_s_head_was_away = expects(
    "head", "actor", "recalled|barred", "the actor's head of mission was recalled or kept out", VCDR(10, 1, "a")
)
the_actor_has_no_head_at_post = expects(
    "head", "actor", "none|expelled|charge|recalled|barred|designate",
    "no head of mission of that rank is at post already", VCDR(13, 1),
)  # fmt: skip
the_target_s_ambassador_is_at_post = expects(
    "head", "target", "ambassador|minister", "the target's head of mission is at post", VCDR(41, 2)
)
the_target_s_charge_is_in_charge = expects(
    "head", "target", "none|charge|recalled|barred|expelled|designate",
    "a chargé d'affaires leads the target's mission", VCDR(19, 1),
)  # fmt: skip
the_actor_s_mission_is_open = expects(
    "mission", "actor", "open|suspended|non_resident", "the actor's mission is open", VCDR(2)
)
the_target_s_mission_is_open = expects(
    "mission", "target", "open|suspended|non_resident", "the target's mission is open", VCDR(2)
)
the_actor_s_mission_is_not_open = expects(
    "mission",
    "actor",
    "none|closed|suspended|interests_section|non_resident",
    "the actor's mission is not open yet",
    VCDR(2),
)
relations_do_not_exist = expects(
    "relations", "pair", "severed|never_established", "no relations exist between the two", VCDR(45, letter="c")
)
recognition_is_not_granted = expects(
    "recognition", "actor", "none|withdrawn", "the actor does not recognise the target yet", MONTEVIDEO(7)
)
recognition_is_granted = expects("recognition", "actor", "granted", "the actor recognises the target", MONTEVIDEO(6))
the_actor_has_a_head = expects(
    "head", "actor", "ambassador|minister|charge|recalled|barred|designate",
    "the actor has a head of mission", VCDR(10, 1, "a"),
)  # fmt: skip
the_target_s_head_can_be_kept_out = expects(
    "head", "target", "ambassador|minister|recalled", "the target has a head of mission to keep out", VCDR(9, 1)
)
agrement_was_not_refused = expects("agrement", "actor", "none|pending|granted", "agrément was not refused", VCDR(4, 1))
the_actor_has_or_had_an_embassy = expects(
    "mission", "actor", "open|suspended|closed|interests_section", "the actor has an embassy to close", VCDR(45)
)
the_actor_has_no_working_mission = expects(
    "mission", "actor", "none|closed|suspended|interests_section",
    "the actor has no mission that could look after its interests", VCDR(45, letter="c"),
)  # fmt: skip
contacts_are_suspended = expects("contacts", "pair", "suspended", "high-level contacts are suspended", UN_CHARTER(33))
dialogue_was_offered = expects("dialogue", "pair", "offered|active", "dialogue was offered", UN_CHARTER(33))
restraint_from_force = expects("ceasefire", "pair", "none|broken", "no ceasefire is in force", UN_CHARTER(2, 4))
consular_relations_exist = expects("consular_kept", "pair", "yes", "consular relations exist", VCCR(2, 3))


def describe(expectation: Expectation) -> Mapping[str, str]:
    """Sentence and article of an expectation, for the catalogue."""
    return {"expected": expectation.sentence, "article": str(expectation.article)}
