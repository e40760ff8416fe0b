"""Searching the log: words and how they are compared, the index beside the log, filters, facets, saved searches."""
