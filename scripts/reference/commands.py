"""Writes docs/commands.md: every verb of the command line in the words of its own help."""

from pathlib import Path

import click

from tracker.cli.main import VERBS, tracker

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "commands.md"
WIDTH = 100
HEAD = """# Commands

What `tracker --help` and `tracker VERB --help` say; written by `scripts/command_reference`.
The [README](../README.md) shows them at work on a real crisis.
Exit status: 0 done, 1 a check failed, 2 bad input or usage.
"""


def helped(command: click.Command, name: str, above: click.Context | None = None) -> tuple[click.Context, str]:
    """The context of a command and its help, at the width of the page."""
    context = click.Context(command, info_name=name, parent=above, terminal_width=WIDTH, max_content_width=WIDTH)
    return context, f"```text\n{command.get_help(context).rstrip()}\n```\n"


def page() -> str:
    """The page as it is to be."""
    top, said = helped(tracker, "tracker")
    parts = [HEAD, said, f"{' · '.join(f'[{verb}](#{verb})' for verb in VERBS)}\n"]
    for verb in VERBS:
        command = tracker.get_command(top, verb)
        if command is None:
            raise SystemExit(f"command_reference: tracker has no verb {verb}")
        parts += [f"## {verb}\n", helped(command, verb, top)[1]]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
