"""Screens: each receives rows and sends what the reader wants; none computes."""
