"""Seals: three lines that are computed, a time beside them, and one way to write each."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.proof.naive import ROOTS
from tracker.application.proof.note import LARGEST_SIZE, Checkpoint, Seal, hash_from, hash_text, seal_from
from tracker.application.proof.tree import EMPTY_ROOT

PUBLISHED = b"example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
"""The note text of the example in C2SP's tlog-checkpoint."""
NOON = datetime(2024, 1, 31, 12, 0, 0, 123456, tzinfo=UTC)
ROOT = b64encode(ROOTS[8]).decode()
NOTE = f"desk.example/log\n8\n{ROOT}\n"

origins = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="+"), min_size=1, max_size=200
)
moments = st.integers(-30_000_000_000, 250_000_000_000).map(
    lambda s: datetime(1970, 1, 1, 3, 30, 0, 999, tzinfo=timezone(timedelta(hours=3.5))) + timedelta(seconds=s)
)
checkpoints = st.builds(Checkpoint, origins, st.integers(1, LARGEST_SIZE), st.binary(min_size=32, max_size=32))


def test_the_published_note_is_read_and_written_to_the_byte() -> None:
    seal = seal_from(PUBLISHED)
    assert (seal.checkpoint.origin, seal.checkpoint.size, seal.time) == ("example.com/behind-the-sofa", 20852163, None)
    assert seal.to_bytes() == seal.checkpoint.text().encode() == PUBLISHED


def test_the_time_stands_beside_the_note_and_not_in_it() -> None:
    checkpoint = Checkpoint("desk.example/log", 8, ROOTS[8])
    assert checkpoint.text() == NOTE
    assert Seal(checkpoint, NOON).to_bytes() == f"{NOTE}\ntime 2024-01-31T12:00:00.123Z\n".encode()
    elsewhere = NOON.astimezone(timezone(timedelta(hours=3.5)))
    assert Seal(checkpoint, elsewhere).to_bytes() == Seal(checkpoint, NOON).to_bytes()


@given(checkpoints, st.none() | moments)
def test_a_seal_is_read_as_it_was_written(checkpoint: Checkpoint, time: datetime | None) -> None:
    stored = Seal(checkpoint, time).to_bytes()
    found = seal_from(stored)
    assert found.checkpoint == checkpoint
    assert (found.time is None) == (time is None)
    assert time is None or timedelta(0) <= time - found.time < timedelta(milliseconds=1)
    assert found.to_bytes() == stored


@given(st.binary(max_size=1100) | st.binary(max_size=40).map(lambda more: NOTE.encode() + more))
def test_whatever_is_read_as_a_seal_is_written_to_the_same_bytes(stored: bytes) -> None:
    try:
        found = seal_from(stored)
    except ValueError:
        return
    assert found.to_bytes() == stored


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "three lines"),
        ("\n", "three lines"),
        (f"desk.example/log\n8\n{ROOT}", "cut off"),
        ("desk.example/log\n8\n", "three lines"),
        (f"{NOTE}more\n", "three lines"),
        (f"{NOTE}\n", "three lines"),
        (f"{NOTE}\ntime 2024-01-31T12:00:00.123Z\n\n", "three lines"),
        (f"{NOTE}\ntime 2024-01-31T12:00:00.123Z", "cut off"),
        (f"{NOTE}more\ntime 2024-01-31T12:00:00.123Z\n", "not 'more'"),
        (f"{NOTE}\ntime 2024-01-31T12:00:00.123Z \n", "an empty line and 'time"),
        (f"{NOTE}\n time 2024-01-31T12:00:00.123Z\n", "an empty line and 'time"),
        (f"{NOTE}\ntime 2024-01-31T12:00:00Z\n", "an empty line and 'time"),
        (f"{NOTE}\ntime 2024-01-31T12:00:00.123456Z\n", "an empty line and 'time"),
        (f"{NOTE}\ntime 2024-01-31T12:00:00.123+00:00\n", "an empty line and 'time"),
        (f"{NOTE}\ntime 2024-02-31T12:00:00.123Z\n", "no such time as 2024-02-31T12:00:00.123Z"),
        (f"{NOTE}\ntime ٢024-01-31T12:00:00.123Z\n", "an empty line and 'time"),
        (NOTE.replace("\n", "\r\n"), "CR LF"),
        (f"\n8\n{ROOT}\n", "1 to 200 characters, not 0"),
        (f"{'a' * 201}\n8\n{ROOT}\n", "1 to 200 characters, not 201"),
        (f"the desk\n8\n{ROOT}\n", "no spaces"),
        (f"the\u00a0desk\n8\n{ROOT}\n", "no spaces"),
        (f"the+desk\n8\n{ROOT}\n", "no plus"),
        (f"the\x1b[31mdesk\n8\n{ROOT}\n", r"nothing invisible: 'the\\x1b\[31mdesk'"),
        (f"the\u202edesk\n8\n{ROOT}\n", r"nothing invisible: 'the\\u202edesk'"),
        (f"\ufeffdesk\n8\n{ROOT}\n", "nothing invisible"),
        (f"desk\n08\n{ROOT}\n", "without sign or leading zeros, not '08'"),
        (f"desk\n+8\n{ROOT}\n", "without sign"),
        (f"desk\n-8\n{ROOT}\n", "without sign"),
        (f"desk\n 8\n{ROOT}\n", "without sign"),
        (f"desk\n8_0\n{ROOT}\n", "without sign"),
        (f"desk\n٨\n{ROOT}\n", r"without sign or leading zeros, not '\\u0668'"),
        (f"desk\n\n{ROOT}\n", "without sign"),
        (f"desk\n{2**63}\n{ROOT}\n", "no log has the size 9223372036854775808"),
        (f"desk\n{'9' * 500}\n{ROOT}\n", "without sign"),
        (f"desk\n0\n{ROOT}\n", "the root of an empty log"),
        ("desk\n8\n\n", "not the base64 of 32 bytes"),
        (f"desk\n8\n{ROOT[:-1]}\n", "is not base64"),
        (f"desk\n8\n{ROOT} \n", "is not base64"),
        (f"desk\n8\n{ROOT[:-4]}\n", "not the base64 of 32 bytes"),
        (f"desk\n8\n{'A' * 42}B=\n", "not the base64 of 32 bytes"),  # bits that base64 does not use are set
        (f"desk\n8\n{ROOT.translate(str.maketrans('+/', '-_'))}\n", "is not base64"),
        (f"desk\n8\n{'é' * 44}\n", "is not base64"),
    ],
)
def test_what_is_not_exactly_a_seal_is_refused_with_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        seal_from(text.encode())


def test_what_is_not_utf_8_or_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="UTF-8"):
        seal_from(b"\xff" + PUBLISHED)
    with pytest.raises(ValueError, match="at most 1024 bytes"):
        seal_from(PUBLISHED + b"\n" * 1000)


@pytest.mark.parametrize(
    ("size", "root"), [(-1, EMPTY_ROOT), (2**63, EMPTY_ROOT), (1, b""), (1, bytes(31)), (0, bytes(32))]
)
def test_a_checkpoint_that_no_log_has_is_not_made(size: int, root: bytes) -> None:
    with pytest.raises(ValueError, match=r"root|size"):
        Checkpoint("desk", size, root)


def test_an_empty_log_can_be_sealed() -> None:
    stored = Seal(Checkpoint("desk", 0, EMPTY_ROOT)).to_bytes()
    assert stored == b"desk\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    assert seal_from(stored).checkpoint.size == 0


def test_a_hash_is_read_as_it_is_written() -> None:
    assert hash_from(hash_text(ROOTS[5]), "it") == ROOTS[5]
