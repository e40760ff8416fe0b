"""Reports: what is known of a pair or of a development as one file to be sent on, with its citation."""
