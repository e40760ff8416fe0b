"""Pieces of which hostile input is put together, by what they are pieces of."""

YAML = (
    "\n", "  ", "- ", ": ", "a: ", "? ", "[", "]", "{", "}", ",", "'", '"', "|\n", ">-\n  ", "&a ", "*a",
    "<<: ", "!!str ", "!!python/object:os.system ", "%YAML 1.1\n---\n", "---\n", "...\n", "#", "~", "NO",
    "12:30", "1_000", "0o17", "017", "2024-01-17", "1705449600", ".nan", "-.inf", "1e999", "\\U00110000",
    "\\ud800", "\t", "\r\n", "\ufeff", "\u2028", "x" * 50,
)  # fmt: skip
"""Signs and values of YAML."""

KEYS = (
    "schema: tracker-scenario/1\n", "incident: x\n", "title: t\n", "developments:\n", "- id: d1\n",
    "  id: d2\n", "  type: strike_conducted\n", "  type: position_stated\n", "  date: ", "2024-01\n",
    "2024-01-15/2024-01-18\n", "  time: ", "  actor: IRN\n", "  target: PAK\n", "  actor: [IRN, PAK, IND]\n",
    "  target: org:UNSC\n", "  summary: s\n", "  sources: https://a.b\n",
    "  reports:\n  - source: s1\n    quote: q\n", "  claims:\n  - aspect: killed\n    value: 3\n",
    "  rating: B2\n", "  fields: {means: air, killed: 3}\n",
    "  fields:\n    position: {relations: established}\n", "  known_from: 2024-01-17\n",
    "  in_response_to: d1\n", "amendments:\n", "- correct: d1\n", "- retract: d1\n",
    "- link: d1\n  same_as: d2\n", "- assess: d1\n  rating: A1\n", "- claim: d1\n  aspect: a\n  value: 1\n",
    "checkpoints:\n", "- as_of: 2024-01-17\n  pair: IRN-PAK\n  state: {relations: severed}\n",
    "window: {from: 2024-01-01}\n",
    "initial_state:\n  IRN-PAK: {relations: established, head: {IRN>PAK: ambassador}}\n",
    "sources: {s1: https://a.b}\n", "conflicting_reports:\n- about: d1\n  claim: c\n", "notes: n\n",
)  # fmt: skip
"""Lines of a scenario."""

DATES = (
    "2024", "-01", "-17", "/", "..", "~", "?", "%", "X", "XX", "T", "04:30", "+03:30", "Z", "-", "Y", "E9",
    "S2", "u", "{", "}", "[", "]", ",", "0000", "9999", "-9999", "21", "13", "1705449600", "now", "unknown",
    "open", "day", "month", "year", "\n", "٢٠٢٤", "²", " ", "0001-01-01", "9999-12-31", "23:59:59.9999",
    "−14:00",
)  # fmt: skip
"""Parts of dates and times."""

RECORD = (
    "strike_conducted", "position_stated", "agreement_signed", "condemnation_issued", "diplomats_expelled",
    "\ndate=", "2024-01-17", "today", "\nactor=IRN", "\ntarget=PAK", "\nactor=IRN,PAK,IND", "\nsummary=s",
    "\nsource=https://a.b", "\nmeans=air", "\nkilled=", "9" * 30, "\ncount=3", "\nquote=q", "\nrating=B2",
    "\ncertainty=confirmed", "\nid=", "\nnote=", "\nknown_from=", "\nposition.relations=established",
    "\nposition.head.IRN>PAK=ambassador", "\nposition.expelled_by.IRN=", "\nposition.agreements=a,b",
    "\nfields.", "=", ".", ",", "\x00", "\u202e", "é", "org:UNSC", "act:x", "\ntitle=t", "\nstatus=signed",
)  # fmt: skip
"""Words of ``record``."""

AMEND = (
    "correct", "retract", "reinstate", "claim", "report-add", "assess", "link", "unlink", "\nkilled=",
    "\nmeans=naval", "\ndate=", "2024-01", "\ntime=", "\naspect=", "\nvalue=", "\noffset=", "9" * 30,
    "\nsource=https://a.b", "\nquote=q", "\nnote=n", "\nrating=", "B2", "\ncertainty=", "\nsame_as=d1",
    "\nin_response_to=d1", "\nincident=i", "\ntype=position_stated", "\nactor=", "IRN", "\nparty=PAK", "\nby=b",
    "\nsummary=", "=", ",", "²", "٣", "\x00",
)  # fmt: skip
"""Words of the amending verbs."""

WATCH = (
    "IRN-PAK ", "PAK-IRN ", "IRN ", "* ", "hostility", "head", "{PAK>IRN}", "{IRN}", "{", "}", "tension", "agreements",
    "last_summons", "expelled_by", "demand_open", ">=", "<", "==", "=", "!=", "!", "4", "7.5", "9" * 30, "²", "٣",
    "unknown", "ambassador", "2024-01-17", "0000-00-00", " and ", " or ", " not ", "not ", "changed ", "(", ")", '"',
    '"a b"', "\x00", "\u202e", "é",
)  # fmt: skip
"""Words of watches."""

JSON = (
    "{", "}", "[", "]", ":", ",", '"', "null", "true", "1", "-1", "1e400", "NaN", "9" * 30, '"IRN"', '"d1"',
    '"best"', '"actors"', '"development":', '"recorded_at":"2024-01-18T12:00:00.000Z"', '"known_from":',
    '"1705449600"', '"changes":', '"by":', "\\ud800", '"values":', '"because":', '"open":', '"heat":',
    '"talk":', '"force":', "\n", "strike_conducted\n", "corrected \n", '"turn"',
)  # fmt: skip
"""Parts of what is stored."""

NAMES = (
    "PAK", "IRN", "Pakistan", "Iran, Islamic Republic of", "org:", "act:", "UNSC", "jaish-al-adl", ">", "-",
    "uk", "Türkiye", "é", "İ", "ß", "а", "\u200b", "\u202e", ".", "  ", "B2", "A1", "Z9", "F6", "\n", "strike",
    "envoy recall",
)  # fmt: skip
"""Names of parties and types, and grades."""

SHOWN = (
    "\x1b[31m", "\x1b]8;;https://x\x07", "\x9b", "\u202e", "\u2066", "\u200d", "\u200c", "́" * 5, "क", "می",
    "字", "\ufe0f", "\U000e0041", "\x00", "\n", "\t", "[/x]", "𝟘", "а", "Ι", "\u3164",
)  # fmt: skip
"""What acts on a terminal."""
