"""Sources, reports, claims and grades of a scenario file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tracker.application.dates import end_of_day
from tracker.application.problems import did_you_mean
from tracker.application.scenario import schema
from tracker.application.scenario.text import Node
from tracker.domain.evidence import Certainty, Claim, Grade, Reliability, Report, Source, grade

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources that a file describes, and how a reference to one is stored."""

    scope: str
    described: Mapping[str, Source]

    def reference(self, node: Node) -> str:
        """A source of this file by its scoped id, anything else as it is; an unknown id is refused."""
        name = schema.text(node)
        if name in self.described:
            return f"{self.scope}/{name}"
        if self.described and not any(sign in name for sign in "./"):
            near = did_you_mean(name, self.described)
            raise node.bad(f"no source is called {name!r}{near}", "describe it under sources:, or give an address")
        return name

    def known(self, references: Iterable[str]) -> datetime | None:
        """The end of the day (UTC) on which the earliest dated of some sources was published."""
        ids = {f"{self.scope}/{name}": source.day for name, source in self.described.items()}
        days = [day for reference in references if (day := ids.get(reference)) is not None]
        return end_of_day(min(days)) if days else None


def described(node: Node | None, scope: str) -> Sources:
    """The sources that a file describes; one that is only an address may stand as a text."""
    entries = {} if node is None else schema.mapping(node, "sources")
    return Sources(scope, {name: _source(name, scope, item) for name, item in entries.items()})


def _source(name: str, scope: str, node: Node) -> Source:
    if not isinstance(node.value, Mapping):
        return Source(id=name, scope=scope, url=schema.text(node))
    entries = schema.given(node, schema.SOURCE, "a source")
    found: dict[str, Any] = {key: schema.text(item) for key, item in entries.items()}
    if "reliability" in entries:
        schema.choice(entries["reliability"], tuple(Reliability))
    return built(Source, {"id": name, "scope": scope, **found}, node)


def reports(node: Node | None, sources: Sources) -> tuple[Report, ...]:
    """What sources say, with quotations."""
    return () if node is None else tuple(report(item, sources) for item in schema.items(node, "reports"))


def report(node: Node, sources: Sources) -> Report:
    """One report."""
    entries = schema.given(node, schema.REPORT, "a report")
    return quoted(schema.needed(node, entries, "source", "a report"), entries, sources)


def quoted(source: Node, entries: Mapping[str, Node], sources: Sources) -> Report:
    """A report of a source from the keys beside it."""
    return Report(
        source=sources.reference(source),
        quote=schema.optional(entries.get("quote")),
        offset=schema.count(entries.get("offset")),
        note=schema.optional(entries.get("note")),
    )


def claims(node: Node | None, sources: Sources) -> tuple[Claim, ...]:
    """Attributed statements."""
    return () if node is None else tuple(_claim(item, sources) for item in schema.items(node, "claims"))


def _claim(node: Node, sources: Sources) -> Claim:
    return claimed(node, schema.given(node, schema.CLAIM, "a claim"), sources)


def claimed(node: Node, entries: Mapping[str, Node], sources: Sources) -> Claim:
    """A claim from its keys."""
    content: dict[str, Any] = {
        key: schema.text(entries[key]) for key in ("qualifier", "by", "quote", "note") if key in entries
    }
    if "party" in entries:
        content["party"] = schema.party(entries["party"])
    if "source" in entries:
        content["source"] = sources.reference(entries["source"])
    return Claim(
        aspect=schema.text(schema.needed(node, entries, "aspect", "a claim")),
        value=_stated(schema.needed(node, entries, "value", "a claim")),
        offset=schema.count(entries.get("offset")),
        **content,
    )


def _stated(node: Node) -> Any:
    if isinstance(node.value, Mapping):
        raise node.bad("the value of a claim is one value or a list of texts")
    return tuple(schema.text(item) for item in node.value) if isinstance(node.value, tuple) else node.value


def rating(node: Node) -> Grade:
    """An Admiralty grade."""
    try:
        return grade(schema.text(node))
    except ValueError:
        remedy = "write reliability A to F and credibility 1 to 6, such as B2"
        raise node.bad(f"{node.words!r} is no Admiralty grade", remedy) from None


def certainty(node: Node) -> Certainty:
    """What a file claims of a development."""
    return Certainty(schema.choice(node, tuple(Certainty)))


def built(form: type[M], content: dict[str, Any], node: Node) -> M:
    """A model of content that was read; what still does not fit is refused where it stands."""
    try:
        return form.model_validate(content)
    except ValidationError as problem:
        raise refused(problem, node) from None


def refused(problem: ValidationError, node: Node) -> Exception:
    """The first thing that does not fit, at the innermost node that its path leads to."""
    first = problem.errors(include_url=False)[0]
    place = node
    for step in first["loc"]:
        inside = place.value
        if isinstance(inside, Mapping) and str(step) in inside:
            place = inside[str(step)]
        elif isinstance(inside, tuple) and isinstance(step, int) and step < len(inside):
            place = inside[step]
    said = first["msg"].removeprefix("Value error, ")
    name = str(first["loc"][0]) if first["loc"] else ""
    what = f"{name} is needed" if first["type"] == "missing" else f"{name}: {said}" if name else said
    return place.bad(what, "tracker catalogue TYPE shows what a type takes")
