"""The dashboard in a browser: each page that is opened is a dashboard of its own, run beside the server."""
