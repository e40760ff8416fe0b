"""Numbers that derived rows use: kinds of links, marks of facts, and moments of a day."""

RESPONSE, SAME = 0, 1
"""Kinds of links: who responds to whom, who is the same as whom."""
CLAIMED, INEXACT = 1, 2
"""Marks of a fact: it has claims or an assessment; it may have happened on other days."""
EVERY = 64
"""Rows of a pair from one checkpoint to the next."""
NEAR = 16
"""The last checkpoint of a pair lies behind a multiple of so many rows: few are left to fold for who asks what is."""
NO_PAIR = 0
"""The pair number of developments that touch no pair."""
DAY = 1441 * 64 * 32
"""Packed moments of one day."""
DEPTHS = 32
"""Packed moments of one minute and rank: depths of causes."""
