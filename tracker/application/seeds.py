"""The scenarios that ship with the tracker, in a checkout as in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
# Within the package first: beside an installed package a folder `seeds` may be anybody's.
PLACES = (PACKAGE / "seeds", PACKAGE.parent / "seeds")


def shipped_seeds() -> tuple[Path, ...]:
    """Return the files of the shipped scenarios in order of their names; none where none ship."""
    found = (tuple(sorted(place.glob("*.yaml"))) for place in PLACES)
    return next(filter(None, found), ())
