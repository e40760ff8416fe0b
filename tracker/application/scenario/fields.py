"""The fields of a type, from a file: each as the kind that the form wants, refused where it stands.

Text that looks like a number is no number; a number is text where the form wants text, as it was written. One
value will do for a plural field. Dates in fields are checked against the calendar.
"""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import StringConstraints

from tracker.application import dates
from tracker.application.forms import Kind, kind_of
from tracker.application.problems import did_you_mean
from tracker.application.scenario import schema
from tracker.application.scenario.text import Node
from tracker.domain.development import DateText, Development, own_field_names

_DATE = next(item.pattern for item in get_args(DateText) if isinstance(item, StringConstraints))
_SPOKEN = {"yes": True, "no": False}


def own(form: type[Development], node: Node | None, *, unsay: bool = False) -> dict[str, Any]:
    """The fields given under ``fields``; one without a value is left out, or, with ``unsay``, taken back."""
    if node is None:
        return {}
    names = own_field_names(form)
    found: dict[str, Any] = {}
    for name, item in schema.mapping(node, "fields").items():
        if name not in names:
            remedy = f"its fields: {', '.join(names) or 'none'}"
            raise node.keys[name].bad(f"{form.type_name()} has no field {name!r}{did_you_mean(name, names)}", remedy)
        if item.value is not None:
            found[name] = _field(form, name, item)
        elif unsay:
            found[name] = _unsaid(form, name, item)
    return found


def _unsaid(form: type[Development], name: str, node: Node) -> Any:
    info = form.model_fields[name]
    if info.is_required():
        raise node.bad(f"{form.type_name()} cannot do without {name}")
    return info.get_default(call_default_factory=True)


def _field(form: type[Development], name: str, node: Node) -> Any:
    kind = kind_of(form, name)
    if dict in kind.bases:
        schema.mapping(node, name)
        return node.plain
    if tuple in kind.bases and (len(kind.bases) == 1 or isinstance(node.value, tuple)):
        return [schema.party(item) if kind.party else schema.text(item) for item in schema.several(node)]
    if kind.party:
        return schema.party(node)
    found = _scalar(name, kind, node)
    if _DATE in tuple(_patterns(form.model_fields[name])):
        schema.reads(node, dates.checked, dates.REMEDY)
    return found


def _scalar(name: str, kind: Kind, node: Node) -> Any:
    text, value = schema.text(node), node.value
    if kind.choices and bool not in kind.bases:
        return schema.choice(node, kind.choices)
    if bool in kind.bases and not node.quoted and text.lower() in _SPOKEN:
        return _SPOKEN[text.lower()]
    if any(type(value) is base for base in kind.bases if base in (bool, int, float)):
        return value
    if str in kind.bases:
        return text
    raise node.bad(f"{name} is {kind.words}, not {text!r}", "numbers, true and false stand without quotation marks")


def _patterns(info: Any) -> Iterator[str | None]:
    """The patterns of text anywhere in the annotation of a field."""
    pending: list[Any] = [info.annotation, *info.metadata]
    while pending:
        item = pending.pop()
        if isinstance(item, StringConstraints):
            yield str(item.pattern)
        pending.extend(get_args(item))


def plain_fields(node: Node | None) -> Mapping[str, Any]:
    """The fields of a development whose form this file does not know."""
    entries = {} if node is None else schema.mapping(node, "fields")
    for name in entries:
        if node is not None and name in Development.model_fields:
            raise node.keys[name].bad(
                f"{name!r} is no field of a type", "date:, actor: and the like stand beside fields:"
            )
    return {name: item.plain for name, item in entries.items()}
