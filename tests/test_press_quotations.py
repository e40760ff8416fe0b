"""The quotations of the press scenario against the two articles, where these are at hand."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
SCENARIO = ROOT / "seeds" / "iran-pakistan-2024-press.yaml"
ARTICLES = Path(os.environ.get("TRACKER_ARTICLES") or ROOT.parent / "shared" / "seeds")
LONGEST = 300

needs_articles = pytest.mark.skipif(
    not ARTICLES.is_dir(),
    reason=f"the articles do not ship with the project and are not in {ARTICLES}; set TRACKER_ARTICLES to their folder",
)


@pytest.fixture(scope="module")
def scenario() -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(SCENARIO.read_text(encoding="utf-8"))
    return loaded


def quotations(scenario: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for development in scenario["developments"]:
        for said in (*development["reports"], *development.get("claims", ())):
            yield development["id"], said


def article(scenario: dict[str, Any], source: str) -> bytes:
    return (ARTICLES / scenario["sources"][source]["file"]).read_bytes()


def misquoted(text: str, said: dict[str, Any]) -> bool:
    return text[said["offset"] : said["offset"] + len(said["quote"])] != said["quote"]


def test_every_report_and_claim_has_a_quotation_and_its_place_in_a_described_article(scenario: dict[str, Any]) -> None:
    lacking = [
        (id_, said)
        for id_, said in quotations(scenario)
        if not said["quote"] or said["source"] not in scenario["sources"]
    ]

    assert not lacking
    assert all(isinstance(said["offset"], int) for _, said in quotations(scenario))


def test_every_claim_says_who_said_it(scenario: dict[str, Any]) -> None:
    claims = [claim for development in scenario["developments"] for claim in development.get("claims", ())]

    assert claims
    assert all(claim["by"] for claim in claims)
    assert not [claim for claim in claims if claim["by"] == "narrator" and "party" in claim]


def test_no_quotation_is_longer_than_what_was_said(scenario: dict[str, Any]) -> None:
    assert max(len(said["quote"]) for _, said in quotations(scenario)) <= LONGEST


def test_no_response_names_a_development_that_the_file_does_not_tell(scenario: dict[str, Any]) -> None:
    ids = [development["id"] for development in scenario["developments"]]
    answered = {id_ for development in scenario["developments"] for id_ in development.get("in_response_to", ())}

    assert len(ids) == len(set(ids))
    assert answered <= set(ids)


def test_the_strike_of_18_january_has_three_casualty_accounts(scenario: dict[str, Any]) -> None:
    strike = next(d for d in scenario["developments"] if d["type"] == "strike_conducted" and d["actor"] == "PAK")
    accounts: dict[str, dict[str, Any]] = {}
    for claim in strike["claims"]:
        if claim["aspect"].split(".")[0] in ("killed", "injured", "casualties"):
            accounts.setdefault(claim["by"], {})[claim["aspect"]] = claim["value"]

    assert accounts == {
        "narrator": {"casualties": 9},
        "Ali Reza Marhamati": {"killed": 7, "killed.women": 3, "killed.children": 4},
        "Ahmad Vahidi": {"killed": 9, "killed.children": 4, "killed.women": 3, "killed.men": 2},
    }
    assert "killed" not in strike["fields"]


@needs_articles
def test_each_article_is_the_one_that_was_coded(scenario: dict[str, Any]) -> None:
    found = {source: hashlib.sha256(article(scenario, source)).hexdigest() for source in scenario["sources"]}

    assert found == {source: described["sha256"] for source, described in scenario["sources"].items()}


@needs_articles
def test_each_quotation_stands_at_its_offset_in_its_article(scenario: dict[str, Any]) -> None:
    texts = {source: article(scenario, source).decode("utf-8") for source in scenario["sources"]}
    wrong = [(id_, said["quote"]) for id_, said in quotations(scenario) if misquoted(texts[said["source"]], said)]

    assert wrong == []


def test_a_quotation_that_differs_by_one_character_or_place_is_noticed() -> None:
    text = "Iran strongly condemned the strikes"

    assert not misquoted(text, {"quote": "condemned", "offset": 14})
    assert misquoted(text, {"quote": "condemned", "offset": 13})
    assert misquoted(text, {"quote": "condemnes", "offset": 14})
