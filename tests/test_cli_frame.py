"""The command line's frame: verbs, options in both places, exit status, and words instead of tracebacks."""

import os
import pty
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tracker.application import worded
from tracker.application.places import database_place
from tracker.application.problems import BadInput, did_you_mean
from tracker.application.store.writing import Writer
from tracker.cli import main as frame
from tracker.cli.main import VERBS, run, tracker

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = (sys.executable, "-m", "tracker.cli.main")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log without entries."""
    path = tmp_path / "log.db"
    Writer(path).close()
    return path


def told(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *words], capture_output=True, text=True, check=False, cwd=ROOT, **options)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_there_under_its_name_with_a_help_of_its_own(verb: str) -> None:
    context = click.Context(tracker)
    command = tracker.get_command(context, verb)
    assert command is not None
    assert command.name == verb
    assert CliRunner().invoke(tracker, [verb, "--help"]).exit_code == 0


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_of_the_log_takes_the_database_behind_it(verb: str) -> None:
    names = {name for parameter in tracker.get_command(click.Context(tracker), verb).params for name in parameter.opts}
    assert "--db" in names or verb in ("catalogue", "copy", "verify-proof")  # of no log, or of two that it names


READING = ("state", "relations", "timeline", "show", "why", "diff", "search", "anomalies", "cite")


@pytest.mark.parametrize("verb", READING)
def test_every_verb_that_reads_a_state_takes_the_three_clocks_and_gives_json(verb: str) -> None:
    names = {name for parameter in tracker.get_command(click.Context(tracker), verb).params for name in parameter.opts}
    assert {"--as-of", "--known-at", "--position", "--json"} <= names


def test_the_help_lists_all_verbs_and_imports_none() -> None:
    code = (
        "import sys; from tracker.cli.main import run; run(['--help']); print([m for m in sys.modules if 'cli' in m])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert all(f"  {verb} " in said for verb in VERBS)
    assert "tracker.cli.states" not in said
    assert "tracker.cli.main" in said


def test_an_unknown_verb_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["relation"]) == 2
    assert (
        capsys.readouterr().err
        == "error: no verb is called 'relation' (did you mean relations?)\n  see: tracker --help\n"
    )


def test_a_wrong_option_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["relations", "--as-off", "2024-01-18"]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("error: No such option")
    assert second == "  see: tracker relations --help"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["why", "IRN", "PAK", "head", "--date", "2024-01-18"], "--as-of"),
        (["state", "IRN", "PAK", "--at=2024-01-18"], "--as-of"),
        (["search", "strike", "--on", "2024-01-18"], "--as-of"),
        (["search", "strike", "--date=2024-01-18"], "--as-of"),
        (["diff", "IRN", "PAK", "--known", "2024"], "--known-at"),
        (["where", "--date", "2024"], None),
    ],
)
def test_an_option_under_the_name_that_others_give_it_is_answered_with_ours(
    words: list[str], meant: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    said = capsys.readouterr().err
    assert "No such option" in said
    assert [name for name in ("--as-of", "--known-at") if name in said] == ([] if meant is None else [meant])


def test_the_database_may_be_named_before_and_behind_the_verb_and_by_the_environment(
    log: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_DB", "/elsewhere/log.db")
    for words in (
        ["--db", str(log), "where"],
        ["where", "--db", str(log)],
        ["--db", "x.db", "where", "--db", str(log)],
    ):
        assert run(words) == 0
        assert capsys.readouterr().out == f"{log}\n"
    assert run(["where"]) == 0
    assert capsys.readouterr().out == "/elsewhere/log.db\n"


def test_json_may_be_asked_for_before_the_verb(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--db", str(log), "--json", "relations"]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_without_a_choice_the_log_lies_in_the_data_folder_of_the_platform() -> None:
    place = database_place(None, {})
    assert place.path.is_absolute()
    assert place.path.name == "tracker.db"
    assert place.chosen_by == "data folder"


@pytest.mark.parametrize("text", ["", "mysql://x", "a\0b", "/tmp"])
def test_what_names_no_file_is_refused_as_a_database(text: str) -> None:
    with pytest.raises(BadInput):
        database_place(text, {})


def test_what_may_hold_a_password_is_not_said_again() -> None:
    with pytest.raises(BadInput) as problem:
        database_place("postgresq://desk:secret@host/db", {})
    assert "secret" not in str(problem.value)


def test_a_missing_database_is_said_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "none.db"
    assert run(["--db", str(path), "relations"]) == 2
    assert "there is no database" in (said := capsys.readouterr().err)
    assert "tracker replay FILE" in said
    assert not path.exists()


def test_a_foreign_database_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.db"
    path.write_text("not a database, but some notes of mine")
    assert run(["--db", str(path), "relations"]) == 2
    assert capsys.readouterr().err.startswith(f"error: {path}: ")
    assert path.read_text() == "not a database, but some notes of mine"


def test_without_a_terminal_the_relations_are_printed_and_nothing_is_opened(log: Path) -> None:
    for words in ([], ["--plain"], ["dashboard"], ["dashboard", "--plain"]):
        said = told("--db", str(log), *words, stdin=subprocess.DEVNULL)
        assert (said.returncode, said.stderr) == (0, "")
        assert "as known now" in said.stdout


def on_a_terminal(*words: str, term: str) -> tuple[int, str]:
    """Run the program on a pseudo-terminal and return its exit status and what it showed."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": term}
    running = subprocess.Popen(
        [*PROGRAM, *words], stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=ROOT
    )
    os.close(theirs)
    shown = bytearray()
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # the end of a pseudo-terminal
        pass
    os.close(ours)
    return running.wait(), shown.decode()


@pytest.mark.parametrize(("term", "words"), [("dumb", []), ("", []), ("xterm", ["--plain"]), ("dumb", ["dashboard"])])
def test_on_a_dumb_terminal_or_plainly_the_relations_are_printed(log: Path, term: str, words: list[str]) -> None:
    status, shown = on_a_terminal("--db", str(log), *words, term=term)
    assert status == 0
    assert "as known now" in shown
    assert "\x1b" not in shown


def test_a_reader_that_has_enough_is_no_error(log: Path) -> None:
    line = f"{sys.executable} -m tracker.cli.main --db {log} catalogue --json | head -c 10"
    said = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert len(said.stdout) == 10


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to write to")
def test_a_full_disk_is_said_in_words(log: Path) -> None:
    said = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m tracker.cli.main --db {log} relations > /dev/full"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert said.returncode == 2
    assert said.stderr.startswith("error: No space left on device")
    assert "Traceback" not in said.stderr


def test_a_terminal_of_few_letters_gets_escapes_and_no_error() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    said = told("catalogue", "--tension", env=environment, encoding="latin-1")
    assert said.returncode == 0
    assert "10·(1 \\u2212 e^" in said.stdout


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_an_interrupt_ends_in_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame.tracker, "main", interrupted)
    assert run([]) == 130
    assert capsys.readouterr().err == "error: interrupted\n"


@pytest.mark.parametrize("debug", ["", "1"])
def test_a_fault_of_the_program_is_one_line_and_a_traceback_only_where_asked(debug: str) -> None:
    code = "from tracker.cli import main; main.run = lambda: 1 / 0; main.main()"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "TRACKER_DEBUG": debug},
    )  # fmt: skip
    assert said.returncode == 70
    assert "error: the tracker itself failed (ZeroDivisionError: division by zero)" in said.stderr
    assert ("Traceback" in said.stderr) is bool(debug)


def test_what_is_expected_to_go_wrong_is_worded() -> None:
    for kind in worded.expected():
        assert issubclass(kind, Exception)
        assert kind is not Exception


def test_the_installed_command_is_the_frame() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert scripts == {"tracker": "tracker.cli.main:main"}


HEAVY = ("pydantic", "eventsourcing", "textual", "ruamel", "pycountry", "edtf", "tracker.domain.catalogue")
WATCH = "import sys; from tracker.cli.main import run; s = run(sys.argv[1:]); print(s, *sys.modules, sep='\\n')"


@pytest.mark.parametrize(
    "words", [["state", "IRN", "PAK"], ["state", "IRN", "PAK", "--as-of", "2024-01-18"], ["relations"]]
)
def test_reading_what_is_known_now_imports_nothing_heavy(tmp_path: Path, words: list[str]) -> None:
    path = small_log(tmp_path)
    command = [sys.executable, "-c", WATCH, "--db", str(path), *words, "--json"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.splitlines()
    assert not set(HEAVY) & set(said)
    assert "tracker.application.store.reader" in said


def small_log(folder: Path) -> Path:
    """A log with one recall."""
    path = folder / "small.db"
    words = ("ambassador_recalled", "date=2024-01-17", "actor=PAK", "target=IRN", "kind=consultations")
    rest = ("summary=Pakistan recalls its ambassador.", "source=https://example.org/a")
    assert run(["--db", str(path), "record", *words, *rest]) == 0
    return path


def test_what_may_be_meant_is_found_however_it_is_cased_and_told_as_it_is_written() -> None:
    assert did_you_mean("natp", ["EU", "NATO"]) == " (did you mean NATO?)"
    assert did_you_mean("STIRKE", ["strike"]) == " (did you mean strike?)"
    assert did_you_mean("zzzz", ["NATO"]) == ""
