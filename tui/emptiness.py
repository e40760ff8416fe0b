"""Why nothing is listed, and what to press then, by the reader's own keys."""

from tracker.application.problems import BadInput
from tui.commands import key_of

NO_PAIR = "No pair yet."


def no_relations(*, every: bool, words: str, group: str, now: bool) -> str:
    """Why no pair is listed; ``every`` says that there are some, of which words or a group leave none.

    ``group`` is the one that holds, as ``in NATO``; ``now`` says that one stands at now.
    """
    if every:
        return (
            f"No pair has {words!r}; {_all()}. {_elsewhere()}"
            if words
            else f"No pair is {group} on this date; {_all()}."
        )
    if now:
        return (
            f"Nothing is recorded yet: {key_of('record')} records a development, tracker replay FILE brings a scenario."
        )
    return f"Nothing was known to have happened by this date; {key_of('now')} leads back to now."


def no_developments(*, every: bool, words: str, now: bool) -> str:
    """Why a pair has no line in its timeline; ``every`` says that it has some, of which words leave none."""
    if every:
        return f"No development has {words!r}; {_all()}."
    if now:
        return f"No development yet: {key_of('record')} records one."
    back = f"{key_of('first-date')} leads to the first development of the pair, {key_of('now')} back to now"
    return f"Nothing was known to have happened by this date; {back}."


def no_development(*, every: bool, words: str, now: bool) -> str:
    """Why none is shown beside a timeline without a line, which says what to press."""
    if every:
        return f"No development has {words!r}."
    return "No development yet." if now else "Nothing was known to have happened by this date."


def _elsewhere() -> str:
    """Where words of developments are found."""
    timeline = f"{key_of('pane-3')} {key_of('filter')}"
    return f"Words of developments: {timeline} in the timeline of a pair, tracker search WORDS in all."


def no_group() -> str:
    """Why no group can be chosen for what was typed, and how a watch and a group of one's own are made."""
    from tracker.application.configuration import config_path

    try:
        path = str(config_path())
    except BadInput as problem:  # it is named for a user whom this machine does not know
        path = f"config.toml ({problem.what})"
    return (
        "no group has these words; Esc leaves. "
        'A watch of this log is made by tracker watch add "IRN-PAK hostility>=4" --name fire; '
        f'a group of your own by a line such as neighbours = ["IRN", "PAK"] below [groups] in {path}, '
        "which is read when the dashboard is opened."
    )


def _all() -> str:
    return f"{key_of('back')} shows all again"
