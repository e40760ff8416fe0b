"""What happened, between whom, when, and what it makes of a relation: no clock, no chance, no files."""
