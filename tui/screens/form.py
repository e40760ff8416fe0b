"""The screen on which a development is recorded or amended: questions, and beside them what saving would do."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

import tui.actions  # noqa: F401 - fills the registry
from tracker.application.problems import BadInput
from tui import desk
from tui.commands import bindings_on
from tui.forms import NO_TYPE, Form
from tui.ink import Piece
from tui.remedies import in_keys, unopened
from tui.screens.base import TrackerScreen
from tui.widgets.bars import Footer, PaneTitle
from tui.widgets.effect import EffectList
from tui.widgets.form import FormList

SIDE_BY_SIDE = 110
"""From this width on the effect stands beside the questions, else below them."""
OVERTAKEN = "another amended it: what you typed stands beside what is held now; look at it, and save again"
RECORD = "record "
"""Before the pair, in the key of a draft: one is kept for each pair."""
WHICH = "which type? a few letters find it; nothing was written"
GONE = "another was first: your draft said what is said by now, and is not kept"
SETTLE = 0.15
"""Seconds of quiet before the effect is asked for."""


class FormScreen(TrackerScreen):
    """Keeps what is typed until it is saved: leaving keeps it as a draft."""

    kind = "form"
    CSS_PATH = "../styles/form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_on("form")]

    def __init__(self, key: str, begin: Callable[[], Form], takes_back: desk.Written | None = None) -> None:
        super().__init__()
        self.takes_back = takes_back
        """What was written before, that saving takes back."""
        self.key = key
        """Under which a draft is kept."""
        self._begin = begin
        self._saving = False
        self._remark: list[tuple[str, str]] = []
        """What is said before what saving would do, until one types."""

    @property
    def form_list(self) -> FormList:
        """The questions."""
        return self.query_one(FormList)

    @property
    def takes_keys(self) -> bool:
        """Once the questions are there: those of a type that was just chosen too."""
        preparing = any(worker.group == "prepare" and not worker.is_finished for worker in self.workers)
        return super().takes_keys and not preparing

    @property
    def has_sides(self) -> bool:
        """Whether it asks for actor and target."""
        form = self.form_list.form
        return form.field("actor") is not None and form.field("target") is not None

    @property
    def is_unsaved(self) -> bool:
        """Whether an answer was typed."""
        return any(shown.form.touched for shown in self.query(FormList))

    def compose(self) -> ComposeResult:
        """Title, questions, effect."""
        yield PaneTitle("Record")
        with Container(id="form-panes"):
            yield FormList()
            yield EffectList()
        yield Footer()

    def on_mount(self) -> None:
        """The questions have the keys; what they need is read aside."""
        self._lay_out(self.app.size.width)
        self.form_list.focus()
        self._prepare()

    def on_resize(self, event: events.Resize) -> None:
        """Another size may want another layout."""
        self._lay_out(event.size.width)

    def _lay_out(self, width: int) -> None:
        self.set_class(self.breadth(width) >= SIDE_BY_SIDE, "-wide")

    @work(exclusive=True, group="prepare")
    async def _prepare(self) -> None:
        await asyncio.to_thread(desk.warm_up)
        draft = self.dashboard.drafts.pop(self.key, None)
        try:
            form = await asyncio.to_thread(self._begin) if draft is None or draft.id else draft
        except BadInput as problem:
            self._stop_if_left()
            if draft is not None:
                self.dashboard.drafts[self.key] = draft
            self._give_way(problem)
            return
        kept = draft is not None and (not draft.id or form.keep(draft))  # to what is held by now
        self.query_one(PaneTitle).say((Piece(form.title, "title"), Piece("  a draft" if kept else "", "warn")))
        place = next((place for place, asked in enumerate(form.asked) if asked.lacking), 0)
        self._show_form(form, place)
        if draft is not None and not kept:
            self.say(GONE)
        elif draft is None:
            self.say(self._kept_elsewhere())

    def _kept_elsewhere(self) -> str:
        """Where a record that was left is kept, if this is another one."""
        left = [key.removeprefix(RECORD) for key in self.dashboard.drafts if key.startswith(RECORD)]
        return f"a draft is kept, of {', '.join(left)}" if left and self.key.startswith(RECORD) else ""

    def _give_way(self, problem: BadInput) -> None:
        """Leave, and show over the screen below why it cannot be opened; from there it is tried again."""
        from tui.screens.trouble import FormTroubleScreen

        self._leave()
        below, app = self.app.screen, self.app
        if isinstance(below, TrackerScreen):
            told = FormTroubleScreen(
                unopened(problem), lambda: app.push_screen(FormScreen(self.key, self._begin, self.takes_back))
            )
            app.call_after_refresh(below.trouble, problem, told)

    def _leave(self) -> None:
        """To the screen below, from what was opened over the form too, such as the palette."""
        while self in self.app.screen_stack:
            self.app.pop_screen()

    @on(FormList.TypeGiven)
    @work(exclusive=True, group="prepare")
    async def _take_type(self) -> None:
        before = self.form_list.form
        try:
            form = desk.of_type(before.text_of("type"), before)
        except BadInput:
            self._refuse(BadInput(f"no type is called {before.text_of('type')!r}", remedy=NO_TYPE))
            return
        self._show_form(form, 1)

    def _show_form(self, form: Form, place: int) -> None:
        self._fill(form, place)
        self.offer()
        self._changed()

    def _fill(self, form: Form, place: int) -> None:
        today = self.dashboard.provider.today()
        explain = partial(desk.explained, today=today)
        self.form_list.show_form(form, desk.suggested, explain, desk.is_meant, place=place)

    @on(FormList.Changed)
    def _changed(self) -> None:
        self._take_named()
        self.say("")
        self._remark = []
        self._preview()
        self._look_for()

    @on(FormList.Pointed)
    def _tell_meaning(self) -> None:
        if not self.form_list.form.settled:
            self._preview()

    @work(exclusive=True, group="look")
    async def _look_for(self) -> None:
        """Offer what the log holds of what is typed, where it is asked, once one pauses."""
        form, asked, provider = self.form_list.form, self.form_list.current, self.dashboard.provider
        if asked.sought and asked.last:
            await asyncio.sleep(SETTLE)
            with suppress(BadInput):  # a log that is lost is said elsewhere
                await asyncio.to_thread(lambda: desk.look_for(provider, form, asked))
            for shown in self.query(FormList):
                if shown.form is form and shown.current is asked:
                    shown.look_again()

    def _take_named(self) -> None:
        """What is typed in full is that type, also without Enter."""
        form = self.form_list.form
        name = "" if form.settled else desk.type_named(form.text_of("type"))
        if name:
            self._fill(desk.of_type(name, form), self.form_list.place)

    def news(self) -> None:
        """What others recorded may make another thing of saving: the same may be there by now."""
        if self.takes_keys and not self._saving:
            self._preview()

    @work(exclusive=True, group="preview")
    async def _preview(self) -> None:
        """What saving would do, once one pauses."""
        await asyncio.sleep(SETTLE)
        if not self.query(FormList):  # it was left meanwhile
            return
        form = self.form_list.form
        lacking = [asked.key.replace("_", " ") for asked in form.fields if asked.lacking]
        if not form.settled or (form.verb == "record" and not form.type):
            meant = self.form_list.pointed if self.form_list.current.key == "type" else ""
            self._show([("Which type? A few letters find it; Enter takes it.", "muted"), *desk.told_of_type(meant)])
        elif lacking:
            provider = self.dashboard.provider
            foretold = await asyncio.to_thread(lambda: desk.foretold(provider, form))
            self._show([(f"Still needed: {', '.join(lacking)}", "warn"), *foretold])
        else:
            await self._try(form)

    async def _try(self, form: Form) -> None:
        provider = self.dashboard.provider
        try:
            found = await asyncio.to_thread(lambda: desk.submit(provider, form, dry_run=True))
        except BadInput as problem:
            self._refuse(problem)
            return
        line = ("", "plain"), ("On the command line:", "muted"), (desk.command_line(form, provider.today()), "muted")
        self._show([*self._remark, *desk.told(form, found), *line])

    async def _begun_again(self, form: Form) -> bool:
        """Whether what it amends was amended meanwhile: then what was typed stands beside what is held by now."""
        if not form.id:
            return False
        try:
            held = await asyncio.to_thread(self._begin)
        except BadInput:
            return False
        self._stop_if_left()
        if held.versions == form.versions or self.form_list.form is not form or not held.keep(form):
            return False
        self._fill(held, self.form_list.place)
        return True

    def _show(self, sentences: list[tuple[str, str]]) -> None:
        form = self.form_list.form if self.query(FormList) else None
        before = [(form.remark, "strong")] if form is not None and form.remark else []
        for shown in self.query(EffectList):  # none, where it was saved or left meanwhile
            shown.say([("What saving it would do", "title"), *before, *sentences])

    def _refuse(self, problem: BadInput) -> None:
        parts = [(problem.what, "warn"), (in_keys(problem).remedy, "plain")]
        self._show([(text, ink) for text, ink in parts if text])

    def save(self) -> None:
        """Write it, once."""
        self._take_named()
        form = self.form_list.form
        lacking = [asked.key.replace("_", " ") for asked in form.fields if asked.lacking]
        if not form.settled:
            typed = form.text_of("type")
            self.say(f"which type? {typed!r} is the name of none; nothing was written" if typed else WHICH)
            self.form_list.focus()
            self.form_list.go_to(0)
        elif lacking:
            self.say(f"still needed: {', '.join(lacking)}")
            self.form_list.focus()
            self.form_list.to_lacking()
        elif not self._saving:
            self._saving = True
            self.workers.cancel_group(self, "preview")
            self._save()

    @work(group="save")
    async def _save(self) -> None:
        form, provider = self.form_list.form, self.dashboard.provider
        try:
            found = await asyncio.to_thread(lambda: desk.submit(provider, form, dry_run=False))
        except BadInput as problem:
            if await self._begun_again(form):
                since = problem.remedy.rpartition("; ")[0]
                self._remark = [(problem.what, "warn"), (since, "plain"), (OVERTAKEN, "strong"), ("", "plain")]
                self._preview()
            else:
                self._refuse(problem)
            self.say(f"nothing was written: {problem.what}")
            return
        finally:
            self._saving = False
        said = desk.told(form, found)
        if found.entries:
            self.dashboard.wrote(desk.Written(form.verb, found.id, tuple(form.words())), found, self.takes_back)
        self._leave()
        self.dashboard.tell(next(text for text, ink in said if ink != "strong"))

    def go_back(self) -> None:
        """To the questions, or leave; what was typed is kept. While it is written, the answer is waited for."""
        if self._saving:
            self.say("it is being written: wait for the answer")
            return
        if self.query_one(EffectList).has_focus:
            self.form_list.focus()
            return
        form = self.form_list.form
        self.app.pop_screen()
        if form.touched:
            self.dashboard.drafts[self.key] = form
            on = f" on {self.key.removeprefix(RECORD)}" if self.key.startswith(RECORD) else ""
            self.dashboard.tell(f"what you typed is kept: the same key{on} opens it again")

    def turn(self, step: int) -> None:
        """From the questions to what saving would do, and from there to the first question, or back to the last."""
        effect = self.query_one(EffectList)
        if effect.has_focus:
            self.form_list.focus()
            self.form_list.go_to(0 if step > 0 else self.form_list.last)
        else:
            effect.focus()

    def discard(self) -> None:
        """Forget what was typed, and begin anew."""
        if not self._saving:
            self.dashboard.drafts.pop(self.key, None)
            self._prepare()

    def swap(self) -> None:
        """Exchange actor and target."""
        if self.form_list.form.swap():
            self.form_list.go_to(self.form_list.place)
            self._changed()
