"""The log in a PostgreSQL database: a connection that understands the store's statements, and the library's recorder.

Nothing of it is imported before an address names a server: files need no driver.
"""
