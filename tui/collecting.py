"""Garbage is looked for while nobody types: at a key it would take as long as the answer, or several times."""

import gc

FEW, MANY, MOST = 2_000, 25_000, 100_000
"""More young objects than few are looked at once nobody types, more than many in any case; where those that were
looked at last were no garbage, up to the most are waited for: a long pair is thousands of objects, and all stay."""
MUCH = 0.25
"""The share of garbage in what was looked at from which on it is looked for as soon as before."""
ROUNDS, MOST_ROUNDS = 4, 10
"""After so many collections of what is young all is looked at once nobody types, after the most in any case: screens
that were left are found only then."""


class Collector:
    """Knows how many young objects are many, by what it found."""

    def __init__(self) -> None:
        self.many = MANY

    def look(self, *, quiet: bool) -> None:
        """Collect what is young, and now and then all."""
        young, _, rounds = gc.get_count()
        if rounds > (ROUNDS if quiet else MOST_ROUNDS):
            gc.collect()
        elif young > self.many or (quiet and young > FEW):
            found = gc.collect(1)
            if young > self.many:
                self.many = MANY if found > MUCH * young else min(MOST, 2 * self.many)
