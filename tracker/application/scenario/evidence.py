"""Sources, reports, claims and grades of a scenario file."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ValidationError

from tracker.application.dates import end_of_day, instant
from tracker.application.problems import did_you_mean
from tracker.application.scenario import schema
from tracker.application.scenario.text import Place, Table
from tracker.domain.evidence import Claim, Grade, Report, Source, grade


class Sources:
    """The sources that a file describes, and how a reference to one is stored."""

    def __init__(self, scope: str, described: Table | None) -> None:
        self._scope = scope
        self.described: dict[str, Source] = {}
        for key, value in (described or {}).items():
            assert described is not None  # noqa: S101 - it has a key
            self.described[key] = self._source(key, schema.table(value, described.at(key), f"source {key}"))

    def _source(self, key: str, given: Table) -> Source:
        schema.known_keys(given, schema.SOURCE, f"source {key}")
        content = {name: schema.optional(given, name) for name in schema.SOURCE}
        published = content["published"]
        if published is not None:
            read_with(instant, published[:16], given.at("published"), A_MOMENT)
        return model(Source, {**content, "id": key, "scope": self._scope}, given)  # type: ignore[no-any-return]

    def reference(self, name: str, place: Place) -> str:
        """A source of this file by its scoped id, an address as it is."""
        if name in self.described:
            return f"{self._scope}/{name}"
        if self.described and not _is_address(name):
            hint = did_you_mean(name, self.described)
            place.fail(f"no source is called {name!r}{hint}", "describe it under sources:, or give an address")
        return name

    def first_dated(self, names: tuple[str, ...]) -> datetime | None:
        """The end of the day (UTC) on which the earliest dated of some sources was published."""
        days: list[date] = []
        for name in names:
            source = self.described.get(name)
            if source is not None and source.day is not None:
                days.append(source.day)
        return end_of_day(min(days)) if days else None


def _is_address(name: str) -> bool:
    return "://" in name or "." in name or "/" in name


IN_EDTF = "write 2024-01-17, 2024-01, 2024-01-15/2024-01-18 or ../2024-01-18"
A_MOMENT = "write 2024-01-19, the end of that day in UTC, or 2024-01-19T12:00Z"
A_TIME = "write '04:30' or '04:30+03:30', local time and its distance from UTC"
A_PARTY = "states are ISO 3166-1 alpha-3 codes such as PAK, others org:UNSC or act:jaish-al-adl"
A_CHOICE = "take one of the words named, or leave the key out"


def read_with(reader: Any, value: Any, place: Place, remedy: str) -> Any:
    """What a reader makes of a value; its ValueError with the place, and how to go on."""
    try:
        return reader(value)
    except ValueError as problem:
        return place.fail(str(problem), remedy)


def model(form: type[BaseModel], content: dict[str, Any], given: Table) -> Any:
    """A model of plain content; what does not fit is refused with the place of its key."""
    try:
        return form.model_validate({key: value for key, value in content.items() if value is not None})
    except ValidationError as problem:
        return refuse(problem, given)


def refuse(problem: ValidationError, given: Table, inner: Table | None = None) -> Any:
    """Refuse with the place of the first thing that does not fit."""
    first = problem.errors(include_url=False)[0]
    path = [str(part) for part in first["loc"]]
    key = path[0] if path else ""
    names = {"actors": "actor", "targets": "target", "third_parties": "third_party", "incidents": "incident"}
    source = inner if inner is not None and key in inner else given
    place = source.at(names.get(key, key))
    said = first["msg"].removeprefix("Value error, ")
    missing = first["type"] == "missing"
    what = f"{key} is missing" if missing else f"{'.'.join(path)}: {said}" if path else said
    value = first.get("input")
    shown = f", not {value!r}" if isinstance(value, str | int | float) and not missing and path else ""
    return place.fail(f"{what}{shown}", "tracker catalogue TYPE shows what a type takes")


def reports(given: Table, sources: Sources) -> tuple[Report, ...]:
    """The reports of a development or an amendment."""
    listed = schema.rows(given.get("reports"), given.at("reports"), "reports")
    return tuple(
        report(schema.table(item, place, "a report"), sources)
        for item, place in zip(listed, listed.placed, strict=True)
    )


def report(given: Table, sources: Sources) -> Report:
    """One report: what a source says, quoted."""
    schema.known_keys(given, schema.REPORT, "a report", ["source"])
    name = schema.text(given["source"], given.at("source"), "source")
    content = {**schema.plain(given), "source": sources.reference(name, given.at("source"))}
    return model(Report, content, given)  # type: ignore[no-any-return]


def claims(given: Table, sources: Sources) -> tuple[Claim, ...]:
    """The claims of a development or an amendment."""
    listed = schema.rows(given.get("claims"), given.at("claims"), "claims")
    return tuple(
        claim(schema.table(item, place, "a claim"), sources) for item, place in zip(listed, listed.placed, strict=True)
    )


def claim(given: Table, sources: Sources) -> Claim:
    """One claim: who states what of which aspect."""
    schema.known_keys(given, schema.CLAIM, "a claim", ["aspect", "value"])
    content = schema.plain(given)
    if content.get("source") is not None:
        content["source"] = sources.reference(str(content["source"]), given.at("source"))
    return model(Claim, content, given)  # type: ignore[no-any-return]


def names_of(given: Table) -> tuple[str, ...]:
    """The sources that a development or an amendment names, as the file gives them."""
    quoted = [item.get("source") for item in schema.rows(given.get("reports"), given.at("reports"), "reports")]
    single = [given["source"]] if isinstance(given.get("source"), str) else []
    return (*schema.several(given, "sources"), *(str(name) for name in quoted if name), *single)


def rating(given: Table) -> Grade | None:
    """The Admiralty grade, where one is given."""
    value = schema.optional(given, "rating")
    if value is None:
        return None
    try:
        return grade(value)
    except ValueError:
        return given.at("rating").fail(
            f"{value!r} is not an Admiralty grade", "write a letter A to F and a number 1 to 6, such as B2"
        )
