"""A terminal as large as before is painted whole: it was another size meanwhile, and lost what it showed.

Textual 8.2.8 takes a size that it knows for nothing new, and paints what has moved; what a terminal cut off while it
was smaller, and was back before anybody read how small, stays blank.
"""

from textual import events

from tui.quick import QuickApp


class RepaintingApp(QuickApp):
    """An app that paints all again wherever a terminal may have forgotten it."""

    def on_resize(self, event: events.Resize) -> None:
        """Another size is laid out anew and painted by Textual; the one that is laid out already is painted here.

        The `size` of a screen is what the app was told last, which may be another one that was never laid out.
        """
        for screen in self.screen_stack[-1:]:
            if event.size == screen.outer_size:
                screen.refresh()
