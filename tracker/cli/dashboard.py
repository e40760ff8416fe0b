"""The verb that opens the dashboard: in this terminal, in a browser, or as text where there is no screen."""

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.application.problems import BadInput
from tracker.cli.options import bring_up_to_date, database_path, db_option, hand_down_database, screen_here
from tracker.cli.output import complain, line

if TYPE_CHECKING:
    from tracker.application.store.address import Address

Verb = TypeVar("Verb", bound=Callable[..., Any])
LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Hosts that only this machine reaches."""


def screen_options(verb: Verb) -> Verb:
    """``--ascii``, ``--no-mouse`` and ``--access``, as arguments; they may also stand before the verb."""
    options = (
        click.option("--ascii", is_flag=True, callback=_keep, help="Draw with ASCII alone."),
        click.option("--no-mouse", is_flag=True, callback=_keep, help="Leave the mouse to the terminal."),
        click.option(
            "--access", is_flag=True, callback=_keep,
            help="For screen readers: the cursor follows what one reads, words instead of bars and lines.",
        ),
    )  # fmt: skip
    for option in reversed(options):
        verb = option(verb)
    return verb


def _keep(ctx: click.Context, param: click.Parameter, value: bool) -> bool:
    name = f"tracker.{param.name}"
    ctx.meta[name] = value or ctx.meta.get(name, False)
    return bool(ctx.meta[name])


@click.command()
@db_option
@click.option("--plain", is_flag=True, help="Print the relations as text instead.")
@screen_options
@click.option("--serve", is_flag=True, help="Show it in a browser: print an address, and serve until Ctrl-C.")
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="The port to serve on; 0 takes a free one.")  # fmt: skip
@click.option("--host", metavar="HOST", default=LOOPBACK[0], show_default=True,
              help="Serve others than this machine: who has the address reads and records, unencrypted.")  # fmt: skip
@click.pass_context
def dashboard(
    ctx: click.Context, plain: bool, ascii: bool, no_mouse: bool, access: bool, serve: bool, port: int, host: str
) -> None:
    """Open the dashboard; where no terminal can show it, print the relations as text.

    Keys, theme, ascii, mouse, access and tour are also read from config.toml in the configuration folder of the
    platform, or from the file that TRACKER_CONFIG names; a style.tcss beside it is added to the styles.
    TRACKER_ACCESS=1 is --access, TRACKER_TOUR=0 leaves out the tour of the first run.
    """
    if plain or not (serve or screen_here()):
        from tracker.cli.states import relations

        ctx.invoke(relations)
        return
    path = _there(ctx)
    if serve:
        flags = [f"--{name}" for name, on in (("ascii", ascii), ("no-mouse", no_mouse), ("access", access)) if on]
        _serve(ctx, path, flags, host, port)
        return
    gc.disable()  # what is imported now stays; looking at it again would take a tenth of the start
    from tui.without_tls import import_asyncio

    import_asyncio()
    from tui.start import run

    run(path, ascii=ascii, mouse=not no_mouse, access=access)


def _there(ctx: click.Context) -> "Address":
    """The database, which must be there, in this format."""
    path = database_path(ctx)
    if not path.exists():
        raise BadInput(
            "there is no database",
            str(path),
            "record something first: tracker replay FILE, or name one with --db; "
            "crises to look at lie in seeds/ of a checkout, and scripts/run opens them",
        )
    bring_up_to_date(path)
    return path


def _serve(ctx: click.Context, path: "Address", flags: list[str], host: str, port: int) -> None:
    """Serve it; the address of the log goes to the served program by its environment, unseen."""
    hand_down_database(ctx)
    _dashboard_server()(flags, host, port, f"tracker {path.name}", lambda address: _say(address, host))


def _say(address: str, host: str) -> None:
    """Print the address, and before it what it means that others are served."""
    if host not in LOOPBACK:
        complain(f"warning: serving to {host}: whoever reaches this machine there and has the address below")
        complain("  reads this log and records in it, and the line is not encrypted")
    line(f"{address}   Ctrl-C ends")


def _dashboard_server() -> Callable[..., None]:
    try:
        from tui.serving.server import serve
    except ModuleNotFoundError as problem:
        raise BadInput(
            f"serving needs {problem.name}, which is not installed",
            "--serve",
            "pip install 'tracker-of-incidents[serve]'",
        ) from problem
    return serve
