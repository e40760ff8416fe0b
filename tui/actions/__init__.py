"""The commands of the screens, one class each; importing this fills the registry, in the order of the help."""

from tui.actions import moving, program, standing

__all__ = ["moving", "program", "standing"]
