"""Pieces of what people exchange, of which hostile input is put together."""

CITATION = (
    "IRN-PAK", "PAK-IRN", "IRN-IRN", "@2024-01-18", "@2024-13-40", "@0000-00-00", "T12:30", "T25:61", " known ",
    "2024-01-19T12:00Z", "0001-01-01T00:00Z", "9999-12-31T23:59:59.999999Z", "nothing", "#412", "#", "9" * 18,
    "sha256:", "0" * 64, "root:", "A" * 43 + "=", "B" * 43 + "=", "=", " ", "\t", "\n", "\u2003", "\u202e", "٣", "é",
)  # fmt: skip
"""Parts of citations."""

SEAL = (
    "tracker/41f0\n", "3\n", "0\n", "03\n", "-1\n", "9" * 19 + "\n", "A" * 43 + "=\n", "B" * 43 + "=\n", "=", "\n",
    "\r\n", "time 2024-01-31T12:00:00.000Z\n", "time 2024-02-31T12:00:00.000Z\n", "time ", "\u202e", "\u00a0", "+",
    "٣\n", "\ufeff", "\x00",
)  # fmt: skip
"""Lines of seals."""

PROOF = (
    "{", "}", "[", "]", ":", ",", '"', "null", "true", "1", "-1", "1.0", "1e400", "NaN", "9" * 30, '"schema":',
    '"tracker-proof/1"', '"tracker-consistency/1"', '"origin":"tracker/41f0"', '"tree_size":3', '"root_hash":',
    '"leaf_index":0', '"leaf":', '"inclusion_path":', '"stream":"d1"', '"version":1', '"topic":"retracted"', '"state":',
    '"' + "A" * 43 + '="', '"\\ud800"', "\\u0000", " ", "\n",
)  # fmt: skip
"""Parts of proofs."""

LOG = (
    '{"tracker-log":1,"origin":"tracker/41f0","seals":[', '{"tracker-log":', '{"size":1,"root":"', '"time":"', "]}\n",
    '{"position":', "1", "2", ',"stream":"d1"', ',"version":1', ',"topic":"retracted"', ',"state":', "{}", "}\n",
    ',"state_base64":"', "bm8=", '{"origin":"tracker/41f0","size":3,"root":"', "A" * 43 + '="}\n', "\n", "\r\n", "[",
    "{", '"', "\\ud800", "null", "true", "1.0", "1e400", "NaN", "9" * 30, "\x1f\x8b", "\x00", "é", "٣",
)  # fmt: skip
"""Parts of exported logs."""

ADDRESS = (
    "postgresql://", "postgres://", "postgresql:", "desk", ":", "@", "/", "//", "host", "[::1]", "[", "]", ",", ":5433",
    ":99999999", "log", "?", "&", "=", "sslmode=require", "schema=", "desk_2", "schema=A", "host=/run", "passfile=",
    "%40", "%2F", "%00", "%", "%zz", "+", "#", "~", "~nobody-4711", "\x00", "\u202e", "é", " ", "..", "x" * 300,
    "file:", "://", "service=desk", "options=-c",
)  # fmt: skip
"""Parts of addresses."""

SEARCH = (
    '"', "-", "*", "baluch", "border post", " ", "\t", "NEAR", "AND", "OR", "(", ")", "^", ":", "{", "}", "+", "'",
    "\x00", "\u202e", "é", "e\u0301", "İ", "ß", "ﬁ", "字", "\U0001f600", "٣", "-*", '"-"', "*" * 9,
)  # fmt: skip
"""Parts of searches."""

TYPED = (
    "17", "jan", "january", "tue", "monday", "last ", "today", "yesterday", "tomorrow", "-3d", "+2w", "3 weeks ago",
    " ", "/", ".", "-", "2024", "0", "31", "29 feb", "9" * 30, "0000", "9999", "²", "٣", "İ", "\x00", "m", "y", "of",
)  # fmt: skip
"""Parts of dates as they are typed."""
