"""Views: functions that answer a question with rows or a document, for the command line and the screens alike."""
