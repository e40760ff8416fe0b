"""The README does not rot: its tour is run, its example is imported, what it names is there."""

import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from tests.tui.shots import standing_still
from tracker.cli.main import VERBS, run
from tracker.domain import catalogue, developments
from tracker.domain.catalogue import TYPES, named
from tracker.domain.development import compile_act

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts" / "pictures"))
import drawing
import screens

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
README = (ROOT / "README.md").read_text("utf-8")
LEFT_OUT = "…"


class Step(NamedTuple):
    """A command of the tour, and the output that is quoted below it."""

    words: Sequence[str]
    quoted: Sequence[str]


def tour(text: str) -> list[Step]:
    steps = []
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        command, *quoted = block.splitlines()
        assert command.startswith("$ tracker "), command
        steps.append(Step(shlex.split(command)[2:], quoted))
    return steps


TOUR = tour(README)


def missing(quoted: Sequence[str], said: str) -> str | None:
    """The first quoted line that does not follow in what was said; nothing may be left out unmarked.

    A line of ``…`` stands for any lines, a ``…`` at the end of a line for the rest of it.
    """
    rest, gap = said.splitlines(), False
    for line in quoted:
        if line == LEFT_OUT:
            gap = True
            continue
        at = next((n for n, found in enumerate(rest) if _is(line, found)), None)
        if at is None or (at and not gap):
            return line
        rest, gap = rest[at + 1 :], False
    return None if gap or not rest else f"nothing after {quoted[-1]}"


def _is(quoted: str, found: str) -> bool:
    if quoted.endswith(LEFT_OUT) and quoted != found:
        return found.startswith(quoted.removesuffix(LEFT_OUT))
    return quoted.rstrip() == found.rstrip()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log as scripts/run makes it."""
    path = tmp_path_factory.mktemp("readme") / "tour.db"
    assert run(["--db", str(path), "replay", *map(str, sorted((ROOT / "seeds").glob("*.yaml")))]) == 0
    return path


@pytest.mark.parametrize("step", TOUR, ids=lambda step: " ".join(step.words[:3]))
def test_a_command_of_the_tour_says_what_the_readme_quotes(
    step: Step, log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("TRACKER_DB", str(log))
    before = log.read_bytes()
    assert run(step.words) == 0
    said = capsys.readouterr().out
    assert missing(step.quoted, said) is None, said
    assert log.read_bytes() == before


def test_the_tour_shows_every_verb_that_it_promises() -> None:
    shown = {step.words[0] for step in TOUR}
    assert {"replay", "state", "diff", "why", "timeline", "show", "anomalies", "record", "cite"} <= shown
    assert shown <= set(VERBS)


@pytest.mark.parametrize(
    ("quoted", "at_fault"),
    [
        (["a", "b", "c"], None),
        (["a", "…"], None),
        (["…", "c"], None),
        (["a", "…", "c"], None),
        (["a", "b", "c…"], None),
        (["a", "c"], "c"),
        (["b", "…"], "b"),
        (["c", "…", "a"], "c"),
        (["…", "x", "…"], "x"),
        (["a", "b"], "nothing after b"),
    ],
)
def test_output_that_the_program_does_not_say_is_found(quoted: list[str], at_fault: str | None) -> None:
    assert missing(quoted, "a\nb\nc\n") == at_fault


def example() -> str:
    (found,) = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return str(found)


def test_the_example_type_is_a_type_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hotlines.py").write_text(example(), "utf-8")
    monkeypatch.setattr(developments, "__path__", [*developments.__path__, str(tmp_path)])
    types = named(catalogue._declared())
    assert set(types) - set(TYPES) == {"hotline_cut", "hotline_restored"}
    fields = {"line": "between the two staffs", "level": "political"}
    cut = compile_act(types["hotline_cut"], fields, 0, third=False, closable=True)
    back = compile_act(types["hotline_restored"], fields, 0, third=False, closable=False)
    assert (cut.weight, cut.scope, len(cut.steps), len(cut.checks)) == (-4.5, fields["line"], 1, 1)
    assert back.closes == (("hotline_cut", 0, fields["line"]),)


def test_what_the_readme_links_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert {"docs/commands.md", "docs/pictures/dashboard.png", "LICENSE"} <= set(links)
    assert not [link for link in links if "://" not in link and not (ROOT / link).exists()]


def test_the_scripts_and_options_that_the_readme_names_are_there() -> None:
    scripts = set(re.findall(r"scripts/([a-z_]+)", README))
    assert scripts
    assert not [name for name in scripts if not (ROOT / "scripts" / name).exists()]
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README))
    assert not options - set(re.findall(r"--[a-z-]+", (ROOT / "docs" / "commands.md").read_text("utf-8")))


def test_every_dependency_has_its_reason() -> None:
    declared = (ROOT / "pyproject.toml").read_text("utf-8").split("\ndependencies = [")[1].split("]")[0]
    wanted = set(re.findall(r'"([a-z.]+)', declared))
    assert wanted == set(re.findall(r"^\| \[([a-z.]+)\]\(https", README, re.MULTILINE))


def test_three_pictures_are_shown_and_small_and_each_says_in_words_what_is_on_it() -> None:
    shown = dict(re.findall(r"^!\[([^\]]+)\]\(docs/pictures/([a-z]+)\.png\)$", README, re.MULTILINE))
    assert sorted(shown.values()) == sorted(screens.README)
    assert min(map(len, shown)) > 60
    sizes = {path.stem: path.stat().st_size for path in PICTURES.iterdir()}
    assert sizes.keys() == screens.README.keys()
    assert max(sizes.values()) < 300_000


@pytest.mark.parametrize("name", screens.README)
async def test_a_picture_shows_what_the_program_shows(name: str, log: Path) -> None:
    size, keys = screens.README[name]
    with standing_still(), Image.open(PICTURES / f"{name}.png") as image:
        strips = await screens.seen(log, keys, size)
        assert image.size == (size[0] * drawing.WIDE, size[1] * drawing.HIGH)
        drawn = image.text[drawing.SCREEN]
    text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
    assert drawn == drawing.digest(strips), f"draw it anew: scripts/screens --readme\n{text}"
