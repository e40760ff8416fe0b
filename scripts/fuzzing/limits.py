"""The largest scenarios that are read: what a file at each limit costs, for a limit says how long a user may wait."""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage

from targets import feed_scenario

from tracker.application.problems import BadInput
from tracker.application.scenario.reading import MOST_SAID
from tracker.application.scenario.tokens import LARGEST, LONGEST, MOST_NODES

_HEAD = "schema: tracker-scenario/1\nincident: x\n"
_STATES = (
    "AFG, ALB, DZA, AND, AGO, ARG, ARM, AUS, AUT, AZE, BHS, BHR, BGD, BRB, BLR, BEL, BLZ, BEN, BTN, BOL, BIH, BWA, "
    "BRA, BRN, BGR, BFA, BDI, KHM, CMR, CAN"
)


def files() -> Iterator[tuple[str, str]]:
    """A name and a text for each limit."""
    yield f"{MOST_NODES:,} values", _HEAD + "notes: [" + "a, " * (MOST_NODES - 20) + "]\n"
    yield f"{LARGEST:,} characters", _HEAD + "# a\n" * ((LARGEST - 100) // 4)
    yield f"a value of {LONGEST:,}", f"{_HEAD}notes: {'x' * LONGEST}\n"
    entries = (
        f"- {{id: d{n}, type: agreement_signed, date: 2024-01-17, actor: [{_STATES}], summary: s, "
        "sources: 'https://a.b', fields: {title: t, status: signed}}\n"
        for n in range(MOST_SAID // (435 * 80))
    )
    yield f"{MOST_SAID:,} said", _HEAD + "developments:\n" + "".join(entries)


def rows() -> Iterator[str]:
    """A line of the table for each limit; each file has a process of its own, and the system tells its peak memory."""
    yield f"| {'scenario with':<20} | {'size':>10} | {'time':>8} | {'peak memory':>20} |"
    context = get_context("spawn")
    for name, text in files():
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            spent, peak = pool.submit(cost, text).result()
        size = len(text)
        yield f"| {name:<20} | {size:>10,} | {spent:>6.2f} s | {peak / 1e6:>8.1f} MB, {peak / size:>6.1f}x |"


def cost(text: str) -> tuple[float, int]:
    """Seconds of processor time and further bytes of memory that a file takes."""
    _read(_HEAD)  # what is imported and cached at first use is no cost of an input
    before, start = getrusage(RUSAGE_SELF).ru_maxrss, time.process_time()
    _read(text)
    return time.process_time() - start, (getrusage(RUSAGE_SELF).ru_maxrss - before) * 1024


def _read(text: str) -> None:
    try:
        feed_scenario(text.encode())
    except BadInput as problem:
        raise SystemExit(f"fuzz: a file within the limits is refused: {problem}") from None
