"""Upcasting: the JSON of an entry that an earlier release wrote, brought to its present shape as it is read.

What is stored stays as it is, byte for byte, and with it the tree and every seal. A step is a pure function from one
shape to the next. Nothing in an entry says which release wrote it: a step knows what it changes by its keys, and
leaves every other shape as it is. A step is never taken away again, and never changed.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Body = dict[str, Any]
"""An entry as it is stored, without its recording time; of a development the envelope, with it in ``development``."""
Step = Callable[[Body], Body]

STEPS: Mapping[str, tuple[Step, ...]] = MappingProxyType({})
"""The steps of a topic, in the order in which its shapes followed one another. No shape was changed so far."""


def upcast(topic: str, body: Body) -> Body:
    """The body of an entry in its present shape."""
    for step in STEPS.get(topic, ()):
        body = step(body)
    return body
