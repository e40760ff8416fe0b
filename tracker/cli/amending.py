"""The amending verbs: entries that say of a recorded development that something is otherwise, or more."""

from typing import Any

import click

from tracker.cli.options import database_path, db_option, json_option
from tracker.cli.recording import desk_of, show

_DONE = {
    "correct": "corrected",
    "retract": "retracted",
    "reinstate": "reinstated",
    "claim": "claimed about",
    "report-add": "reported again",
    "assess": "assessed",
    "link": "linked",
    "unlink": "unlinked",
}


_TYING = ("link", "unlink")


def _verb(name: str, text: str, *, words: bool = True) -> click.Command:
    """A command of one amending verb."""
    params: list[click.Parameter] = [click.Argument(["id"], metavar="ID")]
    if words:
        params.append(click.Argument(["words"], metavar="[KEY=VALUE]...", nargs=-1))
    if name in _TYING:
        text_ = "The development that it is the same as; as often as needed. So says same_as= too."
        params.append(click.Option(["--same-as"], metavar="ID", multiple=True, help=text_))
    params += [
        click.Option(["--reason"], metavar="WHY", help="Why it is said otherwise; kept in the log."),
        click.Option(
            ["--known-from"], metavar="TIME", help="From when it could be known (else a dated source, else now)."
        ),
        click.Option(["--by"], metavar="NAME", help="Who amends (else TRACKER_BY, else the login name)."),
        click.Option(["--version"], type=int, metavar="N", help="The version that you read; a newer one is refused."),
        click.Option(["--dry-run"], is_flag=True, help="Show old and new state; write nothing."),
    ]

    def run(**said: Any) -> None:
        _amend(click.get_current_context(), name, said)

    callback = db_option(json_option(run))
    return click.Command(
        name, params=[*params, *reversed(getattr(callback, "__click_params__", ()))], callback=callback, help=text
    )


def _amend(ctx: click.Context, verb: str, said: dict[str, Any]) -> None:
    from tracker.application.recording import outcome
    from tracker.application.recording.amendments import Amendment
    from tracker.application.recording.arguments import given

    path = database_path(ctx)
    desk = desk_of(said["by"])
    words = given(
        (*said.get("words", ()), *(f"same_as={other}" for other in said.get("same_as", ()))),
        desk.today,
        plural=("actor", "target", "third_party", "source", "same_as", "in_response_to", "incident"),
    )
    amendment = Amendment(
        verb,
        said["id"],
        words,
        reason=said["reason"],
        known_from=said["known_from"],
        version=said["version"],
    )
    found = outcome.amend(path, amendment, desk, dry_run=said["dry_run"])
    show(found, as_json=said["as_json"], verb=_DONE[verb])


correct = _verb(
    "correct",
    "Say that parts of the development ID are otherwise: KEY=VALUE with the keys of its type, TYPE with type=. "
    "The old ones stay in the log. The id of a group addresses all its parts.",
)
retract = _verb(
    "retract", "Say that the development ID did not happen, or is not known; --reason says why.", words=False
)
reinstate = _verb("reinstate", "Take the retraction of the development ID back; --reason says why.", words=False)
claim = _verb(
    "claim",
    "Add an attributed statement about the development ID: aspect= value= and by=, party=, source=, quote=, "
    "qualifier=, offset=, note=.",
)
report_add = _verb(
    "report-add", "Add what a further source says of the development ID: source= and quote=, offset=, note=."
)
assess = _verb(
    "assess", "Judge the development ID: rating=, certainty=, or aspect= and value= for the account that is taken."
)
link = _verb(
    "link",
    "Tie the development ID to others: same_as=, in_response_to= (ids, by commas), incident=. What is the same as "
    "another is merged into it: it counts there, with its reports and claims, until unlink undoes it. Where it was "
    "corrected or assessed that is refused unless --version says that you read it, and a ring of merges always.",
)
unlink = _verb(
    "unlink",
    "Undo ties of the development ID: same_as=, in_response_to=, incident=. A merge that is undone is as if never. "
    "With --reason it also says of two that were never merged that they are not the same: no queue asks again.",
)
