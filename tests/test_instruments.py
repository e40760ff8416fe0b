"""Every legal basis in the catalogue is an article that its instrument has, or a rule that says it is none."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

from tracker.domain import developments
from tracker.domain.development import Development
from tracker.domain.law import INSTRUMENTS, Citation, Instrument, rule

BY_NAME = {instrument.short: instrument for instrument in INSTRUMENTS}


def types() -> Iterator[type[Development]]:
    for module in pkgutil.iter_modules(developments.__path__, f"{developments.__name__}."):
        found = vars(importlib.import_module(module.name)).values()
        forms = (form for form in found if isinstance(form, type) and issubclass(form, Development))
        yield from (form for form in forms if form.__module__ == module.name)


def cited() -> list[tuple[str, Citation]]:
    bases = [(form.type_name(), citation) for form in types() for citation in form.legal_basis]
    return bases + [(form.type_name(), e.article) for form in types() for e in form.expects]


def fault(citation: Citation) -> str:
    """Say what is wrong with a citation; empty where it names an article that its instrument has."""
    if citation.article is None:
        return _fault_of_a_rule(citation)
    instrument = BY_NAME.get(citation.instrument)
    if instrument is None:
        return f"{citation.instrument} is no instrument"
    try:
        again = instrument(citation.article, citation.paragraph, citation.letter, citation.note)
    except ValueError as wrong:
        return str(wrong)
    return "" if again == citation else f"{citation} is not what {instrument.short} gives"


def _fault_of_a_rule(citation: Citation) -> str:
    if any(citation.instrument.startswith((i.short, i.title)) for i in INSTRUMENTS):
        return f"{citation} passes an instrument off as a rule without articles"
    return "" if citation.instrument.strip() else "a rule without a name"


def test_every_type_is_found_with_its_basis() -> None:
    names = [form.type_name() for form in types()]
    assert len(names) == len(set(names))
    assert {"strike_conducted", "case_filed", "position_stated", "ambassador_recalled"} <= set(names)
    assert {name for name, _ in cited()} == set(names)


def test_every_citation_names_an_article_that_its_instrument_has() -> None:
    assert {f"{name}: {citation}": fault(citation) for name, citation in cited() if fault(citation)} == {}


@pytest.mark.parametrize(
    ("citation", "message"),
    [
        (Citation("VCDR", 54), "articles 1 to 53, not 54"),
        (Citation("VCDR", 9, 3), "2 numbered paragraphs, not 3"),
        (Citation("VCLT", 10, 1), "no numbered paragraphs"),
        (Citation("VCXR", 1), "is no instrument"),
        (rule("VCDR 9"), "passes an instrument off"),
        (rule(" "), "without a name"),
    ],
)
def test_a_slip_of_the_pen_is_seen(citation: Citation, message: str) -> None:
    assert message in fault(citation)


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda instrument: instrument.short)
def test_an_instrument_refuses_the_article_after_its_last(instrument: Instrument) -> None:
    assert fault(instrument(instrument.articles)) == ""
    with pytest.raises(ValueError, match=re.escape(instrument.short)):
        instrument(instrument.articles + 1)


def test_the_numbers_of_paragraphs_are_those_of_articles_that_exist() -> None:
    known = [(i, article, last) for i in INSTRUMENTS for article, last in i.paragraphs]
    assert [(i.short, article) for i, article, last in known if article > i.articles or last < 1] == []
