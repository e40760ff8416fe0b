"""Widgets: small, each named for what it shows; they draw lines and compute nothing."""
