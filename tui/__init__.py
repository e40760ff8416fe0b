"""The dashboard: screens that receive rows and compute nothing."""
