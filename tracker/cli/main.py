"""The command ``tracker``: finds the verb, imports only what it needs, and says in words what went wrong."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import TracebackType
from typing import NoReturn

import click

from tracker.application.problems import BadInput, did_you_mean
from tracker.application.worded import expected, worded
from tracker.cli.dashboard import dashboard, screen_options
from tracker.cli.options import db_option, json_option, meant_by, screen_here
from tracker.cli.output import complain

VERBS: dict[str, tuple[str, str]] = {
    "dashboard": ("dashboard:dashboard", "Open the dashboard."),
    "state": ("states:state", "The state of relations between two states, on a date, as known at a time."),
    "relations": ("states:relations", "All pairs, the tensest first."),
    "groups": ("grouping:groups", "Regions, alliances, watches and groups of one's own."),
    "timeline": ("reading:timeline", "The developments between two states, in order of occurrence."),
    "show": ("reading:show", "One development with its reports, claims and history; or a cited state again."),
    "why": ("reading:why", "Which developments made a component what it is."),
    "robustness": ("leaving_out:robustness", "What carries each component, and what falls first."),
    "accounts": ("accounting:accounts", "Where the accounts of the parties part, with their words."),
    "diff": ("reading:diff", "What changed between two dates, or between two states of knowledge."),
    "search": ("searching:search", "Developments in which words occur."),
    "anomalies": ("reading:anomalies", "What happened though the state did not allow for it."),
    "ledger": ("duties:ledger", "What waits for an answer, who answered what, and the norms."),
    "queue": ("duties:queue", "What awaits whom at the desk, most consequential first."),
    "cite": ("reading:cite", "The state of a pair in one line, to be quoted."),
    "report": ("reporting:report", "A report of two states to be sent on, as Markdown or HTML."),
    "errata": ("citing:errata", "What of a cited state no longer holds, and why."),
    "new": ("news:new", "What was recorded since a reader last looked."),
    "watch": ("watching:watch", "Conditions on states, and which of them are met."),
    "replay": ("replaying:replay", "Record scenarios, check them, watch them unfold."),
    "record": ("recording:record", "Record a development."),
    "correct": ("amending:correct", "Say that parts of a development are otherwise."),
    "retract": ("amending:retract", "Say that a development did not happen, or is not known."),
    "reinstate": ("amending:reinstate", "Take a retraction back."),
    "claim": ("amending:claim", "Add an attributed statement about a development."),
    "report-add": ("amending:report_add", "Add what a further source says of a development."),
    "assess": ("amending:assess", "Judge a development: grade, certainty, a disputed aspect."),
    "link": ("amending:link", "Tie a development to others."),
    "unlink": ("amending:unlink", "Undo a tie between developments."),
    "log": ("logbook:log", "The entries of the log, in the order in which they were recorded."),
    "verify": ("logbook:verify", "Whether an entry was changed, and what is derived from the entries is right."),
    "seal": ("proving:seal", "Seal the log: three lines that show later whether an entry was changed."),
    "prove": ("proving:prove", "Prove that the sealed log holds an entry."),
    "verify-proof": ("proving:verify_proof", "Check a proof with a seal alone, without the log."),
    "export": ("moving:export", "Write the log to a file, with its whole history."),
    "import": ("moving:import_", "Bring the entries of such a file into the log."),
    "copy": ("moving:copy", "Copy a log from one store to another."),
    "backup": ("moving:backup", "Copy the log to a file while others go on recording."),
    "catalogue": ("catalogue_verbs:catalogue", "The types of developments, and how tension is read."),
    "doctor": ("doctoring:doctor", "Whether the log is safe on this machine, disk and file."),
    "where": ("states:where", "Where the database is."),
}
"""Each verb with the function that it is, within tracker.cli, and its sentence for the help."""

DONE, FAILED, REFUSED = 0, 1, 2
INTERRUPTED, FAULT = 130, 70


class Verbs(click.Group):
    """The verbs by name; a verb's module is imported when the verb is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the verbs, in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of a name; None where there is none."""
        if cmd_name not in VERBS:
            return None
        module, _, function = VERBS[cmd_name][0].partition(":")
        found: click.Command = getattr(import_module(f"tracker.cli.{module}"), function)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that arguments begin with; an unknown one is answered with the nearest."""
        name = args[0]
        if name not in VERBS and not name.startswith("-"):
            raise click.UsageError(f"no verb is called {name!r}{did_you_mean(name, VERBS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs of the help without importing any."""
        with formatter.section("Verbs"):
            formatter.write_dl([(name, sentence) for name, (_, sentence) in VERBS.items()])


@click.group(cls=Verbs, invoke_without_command=True, subcommand_metavar="VERB …")
@db_option
@json_option
@click.option("--plain", is_flag=True, help="Print the relations as text instead of opening the dashboard.")
@screen_options
@click.version_option(package_name="tracker-of-incidents", prog_name="tracker")
@click.pass_context
def tracker(ctx: click.Context, /, as_json: bool, plain: bool, **screen: bool) -> None:
    """Diplomatic incidents as events, and the state of relations replayed from them.

    Without a verb the dashboard opens; where it cannot, the relations are printed as text.
    """
    if ctx.invoked_subcommand is None:
        if as_json or plain or not screen_here():
            from tracker.cli.states import relations

            ctx.invoke(relations)
        else:
            ctx.invoke(dashboard, **screen)


def main() -> NoReturn:
    """Run the command line and leave with its exit status: 0 done, 1 a check failed, 2 bad input or usage."""
    sys.excepthook = _fault
    for stream in (sys.stdout, sys.stderr):
        # A terminal of few letters gets escapes instead of an error.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a verb, say in words what went wrong, and return the exit status."""
    try:
        status = tracker.main(arguments, prog_name="tracker", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        status = _enough()
    except SystemExit as leaving:  # so click leaves where a pipe is broken
        status = _enough() if isinstance(leaving.__context__, BrokenPipeError) else leaving.code
    except (click.Abort, KeyboardInterrupt):
        complain("error: interrupted")
        status = INTERRUPTED
    except (BadInput, click.ClickException) as problem:
        status = _said(problem)
    except expected() as problem:  # evaluated only now: what is heavy is not imported to be caught
        status = _said(problem)
    return status if isinstance(status, int) else DONE


def _said(problem: Exception) -> int:
    """Say what is wrong with what was given, and how to go on."""
    if not isinstance(problem, click.ClickException):
        complain(f"error: {worded(problem)}")
        return REFUSED
    ctx = getattr(problem, "ctx", None)
    meant = meant_by(problem.option_name, ctx) if isinstance(problem, click.NoSuchOption) and ctx else None
    complain(f"error: {problem.format_message() if meant is None else f'{problem.message} Did you mean {meant!r}?'}")
    if ctx is not None:
        complain(f"  see: {ctx.command_path} --help")
    return REFUSED


def _enough() -> int:
    """Whoever read has enough, as in `tracker log | head`; nothing more may be written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return DONE


def _fault(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """A fault of the program itself: one line, and the traceback only where TRACKER_DEBUG asks for it."""
    if os.environ.get("TRACKER_DEBUG"):
        sys.__excepthook__(kind, problem, trace)
    complain(f"error: the tracker itself failed ({kind.__name__}: {problem})\n  TRACKER_DEBUG=1 shows where")
    sys.exit(FAULT)


if __name__ == "__main__":
    main()
