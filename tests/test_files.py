"""What a file of the house may be called, and how long it may be."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Not `seeds/`: history is as long as it is.
FOLDERS = ("tracker", "tui", "scripts", "tests")
CODE = (".py", ".tcss", ".sh", "")


def files_of_code() -> list[Path]:
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    return sorted(path for path in found if path.is_file() and path.suffix in CODE)


def says_nothing(path: Path) -> bool:
    thrown = {"utils", "util", "helpers", "helper", "common", "misc"}
    return bool(thrown & {path.stem, *path.relative_to(ROOT).parts})


def lengths() -> dict[str, int]:
    return {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in files_of_code()}


def test_no_file_has_a_name_that_takes_in_everything() -> None:
    assert not [path for path in files_of_code() if says_nothing(path)]


def test_a_name_that_takes_in_everything_is_seen_as_file_and_as_folder() -> None:
    names = ("tracker/utils.py", "tests/helpers.py", "tui/common/rows.py")
    assert all(says_nothing(ROOT / name) for name in names)


def test_no_file_is_longer_than_400_lines() -> None:
    """Above that it stops being a thought and becomes a place where things are thrown."""
    assert not {name: length for name, length in lengths().items() if length > 400}


def test_scripts_without_a_suffix_count_too() -> None:
    assert {"scripts/setup", "scripts/run", "tests/test_files.py", "tracker/__init__.py"} <= set(lengths())


def test_the_app_stays_a_page_that_one_reads_at_once() -> None:
    assert lengths()["tui/app.py"] < 120
