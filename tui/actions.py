"""The commands of the screens; importing this fills the registry."""

from typing import TYPE_CHECKING, cast

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.base import TrackerScreen
    from tui.screens.relations import RelationsScreen

MAIN = ("relations",)


def _main(screen: "TrackerScreen") -> "RelationsScreen":
    return cast("RelationsScreen", screen)


class MoveDown(Command):
    """Moves the cursor of the list that has the keys."""

    name, keys, shown, label, help, group = "move-down", ("down", "j"), "j ↓", "Down", "One row down.", "Move"
    rows = 1

    def run(self, screen: "TrackerScreen") -> None:
        rows = screen.rows
        if rows is not None:
            rows.move(self.rows)


class MoveUp(MoveDown):
    """One row up."""

    name, keys, shown, label, help = "move-up", ("up", "k"), "k ↑", "Up", "One row up."
    rows = -1


class PageDown(MoveDown):
    """One page down."""

    name, keys, shown, label, help = "page-down", ("pagedown", "ctrl+d"), "PgDn", "Page", "One page down."

    def run(self, screen: "TrackerScreen") -> None:
        rows = screen.rows
        if rows is not None:
            rows.move(rows.page * self.rows)


class PageUp(PageDown):
    """One page up."""

    name, keys, shown, help = "page-up", ("pageup", "ctrl+u"), "PgUp", "One page up."
    rows = -1


class Top(MoveDown):
    """The first row."""

    name, keys, shown, label, help = "top", ("g",), "g", "Top", "The first row."
    rows = -(10**9)


class Bottom(MoveDown):
    """The last row."""

    name, keys, shown, label, help = "bottom", ("G",), "G", "Bottom", "The last row."
    rows = 10**9


class Open(Command):
    """Opens what the cursor stands on."""

    name, keys, shown, label, group, footer = "open", ("enter",), "Enter", "Open", "Move", 1
    help = "Open the row: a pair's state, the developments behind a component, a development with its evidence."
    where = ("relations", "behind", "development")

    def run(self, screen: "TrackerScreen") -> None:
        if screen.rows is not None:
            screen.rows.open_row()


class Back(Command):
    """One step back."""

    name, keys, shown, label, group, footer = "back", ("escape",), "Esc", "Back", "Move", 2
    help = "One step back; it never quits."

    def run(self, screen: "TrackerScreen") -> None:
        screen.go_back()


class NextPane(Command):
    """The next pane."""

    name, keys, shown, label, group, where, footer = "next-pane", ("tab",), "Tab", "Pane", "Move", MAIN, 3
    help = "To the next pane: relations, state, timeline."
    step = 1

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).turn(self.step)


class PreviousPane(NextPane):
    """The pane before."""

    name, keys, shown, label, help, footer = "previous-pane", ("shift+tab",), "⇧Tab", "Pane", "To the pane before.", 0
    step = -1


class FirstPane(Command):
    """The relations."""

    name, keys, shown, label, group, where = "pane-1", ("1",), "1", "Relations", "Move", MAIN
    help, pane = "To the relations.", 0

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).go_to(self.pane)


class SecondPane(FirstPane):
    """The state."""

    name, keys, shown, label, help, pane = "pane-2", ("2",), "2", "State", "To the state of the pair.", 1


class ThirdPane(FirstPane):
    """The timeline."""

    name, keys, shown, label, help, pane = "pane-3", ("3",), "3", "Timeline", "To the timeline of the pair.", 2


class DayBack(Command):
    """A day back."""

    name, keys, shown, label, group, where, footer = "day-back", ("left", "h"), "← →", "Day", "Date", MAIN, 4
    help, days = "One day back.", -1

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).by_days(self.days)


class DayOn(DayBack):
    """A day on."""

    name, keys, shown, help, days, footer = "day-on", ("right", "l"), "→ l", "One day on.", 1, 0


class DevelopmentBack(Command):
    """The development before."""

    name, keys, label, group, where, footer = "development-back", ("less_than_sign", "shift+left", "H"), "Development", "Date", MAIN, 5  # fmt: skip
    shown, help, step = "< >", "To the development of this pair before this date.", -1

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).by_development(self.step)


class DevelopmentOn(DevelopmentBack):
    """The next development."""

    name, keys, footer = "development-on", ("greater_than_sign", "shift+right", "L"), 0
    shown, help, step = "> L", "To the next development of this pair.", 1


class FirstDate(Command):
    """The first development."""

    name, keys, shown, label, group, where = "first-date", ("home",), "Home", "First", "Date", MAIN
    help, last = "To the first development of this pair.", False

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).to_end(last=self.last)


class LastDate(FirstDate):
    """The last development."""

    name, keys, shown, label, help, last = "last-date", ("end",), "End", "Last", "To the last development of this pair.", True  # fmt: skip


class TypeDate(Command):
    """Type a date."""

    name, keys, shown, label, group, where, footer = "type-date", ("t",), "t", "Date", "Date", MAIN, 7
    help = "Type a date: 2024-01-17, 2024-01, or 'now'."

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).ask_date()


class Now(Command):
    """Back to now."""

    name, keys, shown, label, group, where, footer = "now", ("full_stop", "n"), ".", "Now", "Date", MAIN, 8
    help = "Back to now: today, with all that is known."

    def why_not(self, screen: "TrackerScreen") -> str:
        standpoint = _main(screen).standpoint
        return "this is now" if standpoint is None or standpoint.is_now else ""

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).to_now()


class KnownBack(Command):
    """As known earlier."""

    name, keys, label, group, where, footer = "known-back", ("left_square_bracket",), "Known", "Knowledge", MAIN, 6
    shown, help, step = "[ ]", "As known before the last thing that was learned of this pair.", -1

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).by_knowledge(self.step)


class KnownOn(KnownBack):
    """As known later."""

    name, keys, shown, help, step, footer = "known-on", ("right_square_bracket",), "]", "As known after the next thing that was learned.", 1, 0  # fmt: skip


class KnownFirst(Command):
    """As known first."""

    name, keys, shown, label, group, where = "known-first", ("left_curly_bracket",), "{", "First known", "Knowledge", MAIN
    help = "As known when the first thing was learned of this pair."

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).to_first_knowledge()


class KnownNow(KnownFirst):
    """As known now."""

    name, keys, shown, label, help = "known-now", ("right_curly_bracket",), "}", "Known now", "As known now."

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).known_at(None)


class TypeKnown(Command):
    """Type when it was known."""

    name, keys, shown, label, group, where = "type-known", ("T",), "T", "Known at", "Knowledge", MAIN
    help = "Type when it was known: 2024-01-19T12:00Z, a date, or 'now'."

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).ask_known()


class Filter(Command):
    """Filter rows."""

    name, keys, shown, label, group, where, footer = "filter", ("slash",), "/", "Filter", "Find", MAIN, 9
    help = "Show only rows that hold these words; Esc shows all again."

    def run(self, screen: "TrackerScreen") -> None:
        _main(screen).ask_filter()


class Theme(Command):
    """Other colours."""

    name, keys, shown, label, group = "theme", ("ctrl+t",), "Ctrl+T", "Colours", "Program"
    help = "Other colours: dark, light; both safe for colour-blind readers."

    def run(self, screen: "TrackerScreen") -> None:
        screen.other_colours()


class Help(Command):
    """This help."""

    name, keys, shown, label, group, footer = "help", ("question_mark",), "?", "Help", "Program", 90
    help, where = "What every key does.", ("relations", "behind", "development", "trouble")

    def run(self, screen: "TrackerScreen") -> None:
        screen.open_help()


class Reload(Command):
    """Read the database again."""

    name, keys, shown, label, group, footer = "reload", ("r",), "r", "Try again", "Program", 10
    help, where = "Read the database again.", ("trouble",)

    def run(self, screen: "TrackerScreen") -> None:
        screen.go_back()


class Quit(Command):
    """Leaves."""

    name, keys, shown, label, help, group, footer = "quit", ("q",), "q", "Quit", "Leave.", "Program", 91

    def run(self, screen: "TrackerScreen") -> None:
        screen.app.exit()
