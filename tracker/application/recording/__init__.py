"""Recording by hand: words of a person become commands, with their effect shown before anything is written."""
