"""A log and a dumb model of it agree at each of many random steps, and a fault put in by hand shows.

The full length is ``scripts/model``: 100,000 steps; ``scripts/model --faults`` puts in each fault that is known.
"""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("desks are forked and killed, which Windows cannot", allow_module_level=True)

from tests.durability.faults import FAULTS
from tests.durability.trial import steps_to_find, tried

SOON = (
    "a position does not see its own entry",
    "a write that failed is kept",
    "the last position of a pair is one too low",
)
"""Faults that show within some hundred steps, of each kind one: of reading, of writing, of deriving."""


def test_every_view_of_a_log_is_what_its_model_says_at_each_step() -> None:
    assert tried(100).steps >= 100


@pytest.mark.parametrize("name", SOON)
def test_a_fault_put_in_by_hand_shows(name: str) -> None:
    assert steps_to_find(FAULTS[name], 600) is not None
