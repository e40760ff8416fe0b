"""Scenarios: files that script an incident, read into commands and checkpoints."""

from tracker.application.scenario.reader import Checkpoint, Scenario, parse_scenario, read_scenario

__all__ = ["Checkpoint", "Scenario", "parse_scenario", "read_scenario"]
