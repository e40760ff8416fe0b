"""The store: the log on disk, and the derived rows that make its states quick to read.

Only this package knows the ``eventsourcing`` library; reading needs no more than SQLite.
"""
