"""What a desk does with the log: record, replay, read; the store, the scenarios and the views."""
