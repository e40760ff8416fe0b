"""Commands that write: record a development, and amend the one that the cursor stands on."""

from typing import TYPE_CHECKING

from tui.commands import REGISTRY, Command, key_of

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.form import FormScreen

READING = ("relations", "development", "behind", "news", "waiting")
MAIN, WAITING = "relations", "waiting"


class Record(
    Command,
    name="record",
    keys=("r",),
    shown="r",
    label="Record",
    group="Record",
    where=("relations", "development", "waiting"),
    footer=10,
    help="Record a development; what it would do to the state is shown before it is saved.",
):
    """Opens a form."""

    def why_not(self, screen: "TrackerScreen") -> str:
        """The past is only read."""
        return _past(screen)

    def run(self, screen: "TrackerScreen") -> None:
        screen.dashboard.open_record(screen.looked_at, screen.subject if screen.kind == WAITING else None)


class Amend(
    Command,
    name="correct",
    keys=("c",),
    shown="c",
    label="Correct",
    group="Record",
    where=READING,
    footer=11,
    help="Correct the development under the cursor; the old words stay in the log.",
):
    """Opens the form of a verb on the development under the cursor."""

    verb = "correct"

    def why_not(self, screen: "TrackerScreen") -> str:
        """A development is wanted, and now."""
        where = f", in the timeline ({key_of('pane-3')})" if screen.kind == MAIN else ""
        return _past(screen) or ("" if screen.subject else f"stand on a development{where}")

    def run(self, screen: "TrackerScreen") -> None:
        if screen.subject:
            screen.dashboard.open_amend(self.verb, screen.subject)


class Retract(
    Amend,
    name="retract",
    keys=("x",),
    shown="x",
    label="Retract",
    footer=12,
    help="Say that it did not happen, with the reason; of a retracted one, take that back.",
):
    """Retracts, or reinstates."""

    verb = "retract"


class AddReport(
    Amend,
    name="report-add",
    keys=("s",),
    shown="s",
    label="Source",
    footer=13,
    help="Add what a further source says of it, with its exact words.",
):
    """Adds a report."""

    verb = "report-add"


class AddClaim(
    Amend,
    name="claim",
    keys=("d",),
    shown="d",
    label="Claim",
    footer=14,
    help="Add what somebody claims of it: how many, who, why.",
):
    """Adds a claim."""

    verb = "claim"


class Assess(
    Amend,
    name="assess",
    keys=("a",),
    shown="a",
    label="Assess",
    footer=15,
    help="Judge it: an Admiralty grade, how certain it is, or which account is taken.",
):
    """Judges."""

    verb = "assess"


class Tie(
    Amend,
    name="link",
    keys=("i",),
    shown="i",
    label="Tie",
    footer=16,
    help="Tie it to others: the same as one, an answer to one, part of an incident.",
):
    """Ties."""

    verb = "link"


class Undo(
    Command,
    name="undo",
    keys=("u",),
    shown="u",
    label="Undo",
    group="Record",
    where=READING,
    help="Take back what you wrote last, by an entry that says so; again, what you wrote before that.",
):
    """Opens the form that takes the last entry back."""

    def why_not(self, screen: "TrackerScreen") -> str:
        """The past is only read; what was written from here may be of a kind that no entry takes back."""
        written = screen.dashboard.written
        if written is None or not screen.stands_now:
            return _past(screen)
        from tui.desk import why_no_undo

        return why_no_undo(written)

    def run(self, screen: "TrackerScreen") -> None:
        screen.dashboard.open_undo(screen)


class Save(
    Command,
    name="save",
    keys=("ctrl+s",),
    shown="Ctrl+S",
    label="Save",
    group="Record",
    where=("form",),
    footer=1,
    stays=("form",),
    help="Write it.",
):
    """Writes."""

    def run(self, screen: "TrackerScreen") -> None:
        _form(screen).save()


class NextQuestion(
    Command,
    name="next-question",
    keys=("tab",),
    shown="Tab",
    label="Next",
    group="Record",
    where=("form",),
    footer=4,
    help="The next question; behind the last what saving would do, then the first again.",
):
    """From an end of the questions on; between them the form itself takes the key."""

    step = 1

    def run(self, screen: "TrackerScreen") -> None:
        _form(screen).turn(self.step)


class QuestionBefore(
    NextQuestion,
    name="question-before",
    keys=("shift+tab",),
    shown="⇧Tab",
    label="Before",
    footer=0,
    help="The question before; before the first what saving would do, then the last.",
):
    """The other way round."""

    step = -1


class Discard(
    Command,
    name="discard",
    keys=("ctrl+n",),
    shown="Ctrl+N",
    label="Anew",
    group="Record",
    where=("form",),
    footer=5,
    help="Discard what was typed, and begin anew.",
):
    """Begins anew."""

    def run(self, screen: "TrackerScreen") -> None:
        _form(screen).discard()


class Swap(
    Command,
    name="swap",
    keys=("ctrl+x",),
    shown="Ctrl+X",
    label="Swap sides",
    group="Record",
    where=("form",),
    footer=3,
    help="Exchange actor and target.",
):
    """Exchanges the sides."""

    def why_not(self, screen: "TrackerScreen") -> str:
        """There are two sides."""
        return "" if _form(screen).has_sides else "this form has no two sides"

    def run(self, screen: "TrackerScreen") -> None:
        _form(screen).swap()


def _past(screen: "TrackerScreen") -> str:
    """That the past is only read, and how to come to now from where one is; nothing where one is there."""
    if screen.stands_now:
        return ""
    there = "" if REGISTRY["now"].offered_on(screen.kind) else f"{key_of('back')} to the relations, where "
    return f"the past is only read; {there}{key_of('now')} goes back to now"


def _form(screen: "TrackerScreen") -> "FormScreen":
    from typing import cast

    return cast("FormScreen", screen)
