"""The command line: one verb per command, one row per line, one JSON document where asked."""
