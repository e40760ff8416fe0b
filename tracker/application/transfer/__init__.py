"""Moving logs: as files of lines, from store to store, and as backups."""
