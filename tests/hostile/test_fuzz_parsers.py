"""The short form of scripts/fuzz: every parser takes its seeds, and refuses all else in its own words, fast and lean."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "fuzzing"))

from inputs import large, strategy  # noqa: E402 - the fuzzer is a script, found by its place
from measuring import EVERY, HANG, LEAST, MOST, Meter, Sum  # noqa: E402
from target import Target  # noqa: E402
from targets import TARGETS, named  # noqa: E402

CORPUS = [path.read_bytes()[:3000] for path in sorted((Path(__file__).parent / "corpus").iterdir())]
each_parser = pytest.mark.parametrize("target", TARGETS, ids=[target.name for target in TARGETS])


def assert_clean(found: Sum) -> None:
    assert found.crashes == {}
    assert (found.hangs, found.slowest_input if found.hangs else "") == (0, "")
    assert found.multiple < MOST, found.hungriest
    assert found.clean


@each_parser
def test_a_parser_takes_its_seeds(target: Target) -> None:
    assert target.seeds
    for seed in target.seeds:
        target.feed(seed)


@each_parser
def test_what_is_put_together_by_chance_is_taken_or_refused(target: Target) -> None:
    meter = Meter(target)

    @settings(derandomize=True, max_examples=25, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy(target))
    def feed(data: bytes) -> None:
        meter.run(data, memory=False)

    feed()
    assert_clean(meter.sum)


@each_parser
def test_large_input_is_no_hang_and_takes_a_bounded_multiple_of_its_size(target: Target) -> None:
    meter = Meter(target)
    for number, data in enumerate(large(target, 3000)):
        if number % 31 == 0:
            meter.run(data, memory=number % 93 == 0)
    assert_clean(meter.sum)


@pytest.mark.parametrize("name", ["yaml", "scenario", "record", "dates", "entry", "checkpoint", "act"])
def test_the_nasty_files_are_taken_or_refused_by_parsers_of_other_things_too(name: str) -> None:
    meter = Meter(named((name,))[0])
    for data in CORPUS:
        meter.run(data, memory=False)
    assert_clean(meter.sum)


def fail(data: bytes) -> None:
    if data == b"bad":
        raise ValueError("its own refusal")
    if data == b"worse":
        raise KeyError(data)
    if data == b"slow":
        sum(range(10**8 // 2))
    if data == b"hungry":
        bytearray(LEAST * 50)


def test_the_fuzzer_sees_a_crash_a_hang_and_an_appetite(tmp_path: Path) -> None:
    meter = Meter(Target("t", fail, (ValueError,), ("x",)), tmp_path)
    for data in (b"good", b"bad", b"worse", b"worse"):
        meter.run(data)
    assert (meter.sum.runs, meter.sum.refused, len(meter.sum.crashes), meter.sum.hangs) == (4, 1, 1, 0)
    assert "KeyError in" in next(iter(meter.sum.crashes))
    assert (tmp_path / "t-crash-1").read_bytes() == b"worse"
    meter.run(b"hungry", memory=True)
    assert 50 <= meter.sum.multiple < 52


def test_a_crash_a_hang_and_too_much_memory_each_are_a_fault() -> None:
    assert Sum("t", multiple=MOST - 1).clean
    assert not Sum("t", multiple=MOST).clean
    assert not Sum("t", crashes={"KeyError in x.py:1": "of x"}).clean
    assert not Sum("t", hangs=1).clean


def test_the_fuzzer_sees_a_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (HANG, EVERY) == (1.0, 64)
    monkeypatch.setattr("measuring.HANG", 0.05)
    meter = Meter(Target("t", fail, (), ("x",)))
    meter.run(b"slow")
    assert (meter.sum.hangs, meter.sum.clean, "slow" in meter.sum.slowest_input) == (1, False, True)
