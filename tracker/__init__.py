"""A tracker of diplomatic incidents: developments are recorded, relations are replayed from them."""

__version__ = "0.1.0"
