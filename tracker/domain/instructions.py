"""Instructions: what an effect compiles to, plain tuples that the fold runs without knowing the type.

``("turn", slot, {old: new})`` with ``"*"`` for any other old value · ``("count", slot, n)`` ·
``("include" | "exclude", slot, item)`` · ``("carry", slot, of)`` · ``("key", slot, key, {old: new})`` ·
``("decide", slot, of, forum)`` · ``("date", slot)`` · ``("rise", level)`` · ``("calm", levels)`` ·
``("state", slot, value)``. They are a storage format of the derived rows, discarded with them when the code changes.

Whoever only reads states needs these, and none of the effects, expectations and laws that they come from.
"""

from typing import Any

Instruction = tuple[Any, ...]
Check = tuple[int, tuple[Any, ...], str, str]
"""What is expected before an act: slot, values that fit, sentence, article."""
ANY = "*"
MUTUAL = 2
"""Direction of an act without an author: 0 the first state acts, 1 the second, 2 both."""
