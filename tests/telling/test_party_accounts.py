"""Accounts of parties: what one claims stands in its account, what it denies does not, the rest is the desk's."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.often import examples
from tests.reading.conftest import amend, crisis, happened, known, write
from tests.strategies import command_lists
from tracker.application.shapes import fits
from tracker.application.store.address import Address
from tracker.application.store.reader import Clocks, Reader
from tracker.application.views.account_aspects import aspect_rows
from tracker.application.views.account_stories import story_of
from tracker.application.views.accounts import account_document
from tracker.application.views.chronicles import happenings_of
from tracker.application.views.parted_accounts import accounts_document
from tracker.application.views.state import state_document
from tracker.cli.main import run
from tracker.domain.account import Told, denies, figures, speaks, told
from tracker.domain.commands import AddClaims, Assess, Command, Correct, Retract
from tracker.domain.evidence import Claim
from tracker.domain.moments import Cut

NOW = datetime(2026, 1, 1, tzinfo=UTC)
END = Clocks(Cut(date(2024, 1, 25)))
HELD = happened(
    "s", "strike_conducted", 16, "IRN", "PAK", means="missile", killed=2, claimed_target="a camp"
).development


def said(aspect: str, value: Any, by: str = "IRN", **more: Any) -> Claim:
    return Claim(aspect=aspect, value=value, party=by, **more)


def account_of_held(own: list[Claim]) -> Told:
    return told(type(HELD), HELD.actors, own, lambda: HELD)


def claimed(stream: str, *claims: Claim) -> Command:
    return amend(AddClaims, stream, 25, claims=claims)


def test_what_a_party_claims_of_a_field_stands_in_it() -> None:
    account = account_of_held(
        [said("killed", 0), said("means", "drone"), said("target", "a base"), said("weather", "fog")]
    )
    assert account.development is not None
    assert account.development.own_fields() == {
        **HELD.own_fields(),
        "killed": 0,
        "means": "drone",
        "claimed_target": "a base",
    }
    assert [(item.field, item.old, item.new) for item in account.replaced] == [
        ("killed", 2, 0), ("means", "missile", "drone"), ("claimed_target", "a camp", "a base"),
    ]  # fmt: skip


def test_what_does_not_fit_the_field_and_what_is_said_already_replaces_nothing() -> None:
    account = account_of_held([said("means", "by night"), said("killed", 2)])
    assert (account.development, account.replaced) == (HELD, ())


def test_where_the_claims_of_a_party_differ_none_is_picked() -> None:
    account = account_of_held([said("killed", 7), said("killed", 9), said("means", "drone")])
    assert account.divided == ("killed",)
    assert [item.field for item in account.replaced] == ["means"]
    assert account_of_held([said("occurred", False), said("occurred", True)]) == Told(divided=("occurred",))
    assert account_of_held([said("killed", 1), said("killed", True)]).divided == ("killed",)
    denied = account_of_held([said("killed", 7), said("killed", 9), said("occurred", False), said("means", "drone")])
    assert denied == Told(denied=True, divided=("killed",))
    assert account_of_held([said("account", "one"), said("account", "other")]).divided == ()


@pytest.mark.parametrize(
    ("claim", "denied"),
    [
        (said("occurred", False), True), (said("occurred", True), False), (said("occurred", "no"), False), (said("occurred", 0), False),
        (said("perpetrator", False), True), (said("perpetrator", "IRN"), False), (said("perpetrator", "PAK"), True),
        (said("perpetrator", "act:someone"), True), (said("perpetrator", "numerous factions"), False),
        (said("killed", False), False),
    ],
)  # fmt: skip
def test_a_development_is_denied_by_saying_that_it_was_not_or_was_by_others(claim: Claim, denied: bool) -> None:
    assert denies(claim, HELD.actors) is denied
    assert account_of_held([claim]).denied is denied


def test_a_claim_is_of_the_party_that_it_names_and_else_of_its_speaker() -> None:
    def names(party: str) -> tuple[str, str]:
        assert party == "IRN"
        return ("iran", "irn")

    assert speaks(Claim(aspect="killed", value=1, by="A minister", party="IRN"), "IRN", names)
    assert speaks(Claim(aspect="killed", value=1, by="Iran"), "IRN", names)
    assert not speaks(Claim(aspect="killed", value=1, by="Iran", party="PAK"), "IRN", names)
    assert not speaks(Claim(aspect="killed", value=1, by="narrator"), "IRN", names)
    assert not speaks(Claim(aspect="killed", value=1), "IRN", names)


def test_figures_are_ranges_of_each_kind_and_never_sums_or_means() -> None:
    claims = [
        said("killed", 7),
        said("killed.children", 4),
        said("killed", 9),
        said("injured", True),
        said("killed", "many"),
    ]
    assert figures(claims) == [("killed", 7, 9), ("killed.children", 4, 4)]


def logged(place: Address, *more: Command) -> Address:
    write(place, [*crisis(), *more])
    return place


def test_the_state_of_an_account_is_without_what_the_party_denies_and_says_so(anywhere: Address) -> None:
    denial = said("occurred", False, "PAK", source="crisis/late", quote="nothing was struck")
    logged(anywhere, claimed("answer", denial), claimed("strike", said("occurred", False, "PAK")))
    with Reader(anywhere) as reader:
        desk = state_document(reader, "IRN-PAK", END, now=NOW)
        document = account_document(reader, "IRN-PAK", "PAK", END, now=NOW)
        fits("state", json.dumps(document))
        assert (desk["state"]["hostility"], document["state"]["hostility"]) == (4, 3)
        grounds = document["account"]["grounds"]
        assert grounds["hostility"] == "claim"
        assert document["disputed"] == desk["disputed"] != []  # though the party denies it
        assert grounds["head{PAK>IRN}"] == "assessment"
        rows = {row["development"]: row for row in document["account"]["developments"]}
        assert {name: row["standing"] for name, row in rows.items()} == {"strike": "denied", "answer": "denied"}
        assert rows["answer"]["denials"][0]["quote"] == "nothing was struck"
        other = account_document(reader, "IRN-PAK", "IRN", END, now=NOW)
        assert other["state"] == desk["state"]
        assert set(other["account"]["grounds"].values()) == {"assessment"}


def test_what_a_party_claims_is_shown_with_its_words_and_its_silence_is_filled_by_the_desk(anywhere: Address) -> None:
    logged(anywhere, claimed("answer-again", said("motive", "revenge", "PAK", quote="we answer")))
    with Reader(anywhere) as reader:
        rows = account_document(reader, "IRN-PAK", "PAK", END, now=NOW)["account"]["aspects"]
        by_aspect = {(row["development"], row["aspect"]): row for row in rows}
        assert by_aspect["strike", "casualties"]["figures"] == [
            {"aspect": "killed", "least": 2, "most": 2, "claimants": [
                {"value": 2, "qualifier": None, "by": "Pakistan", "party": None, "source": "crisis/late"}]},
        ]  # fmt: skip
        assert by_aspect["answer", "motive"]["claims"][0]["quote"] == "we answer"  # what is merged is its own
        silent = account_document(reader, "IRN-PAK", "CHN", END, now=NOW)["account"]["aspects"]
        assert [(row["development"], row["aspect"], row["from"], row["values"]) for row in silent] == [
            ("strike", "casualties", "assessment", {"casualties": "2 killed"}),
        ]


def test_what_is_recorded_is_told_where_nothing_is_assessed(anywhere: Address) -> None:
    write(anywhere, [command for command in crisis() if not isinstance(command, Assess)])
    with Reader(anywhere) as reader:
        rows = account_document(reader, "IRN-PAK", "CHN", END, now=NOW)["account"]["aspects"]
        assert [(row["development"], row["from"], row["values"]) for row in rows] == [
            ("strike", "record", {"killed": 2})
        ]
        then = Clocks(END.as_of, known_at=known(20))
        before = account_document(reader, "IRN-PAK", "CHN", then, now=NOW)["account"]["aspects"]
        assert [(row["from"], row["values"]) for row in before] == [("record", {"killed": 2})]


def test_where_accounts_part_every_claim_stands_beside_what_the_desk_holds(anywhere: Address) -> None:
    logged(
        anywhere,
        claimed("strike", said("perpetrator", "Afghanistan", "IRN"), said("means", "missile", "IRN")),
        claimed("answer", said("occurred", False)),
    )
    with Reader(anywhere) as reader:
        document = accounts_document(reader, "IRN-PAK", END, now=NOW)
        fits("accounts", json.dumps(document))
        rows = {row["aspect"]: row for row in document["aspects"] if row["development"] == "strike"}
        assert set(rows) == {"casualties", "perpetrator"}  # of the means all say the same
        assert rows["casualties"]["assessment"] == {"from": "assessment", "values": {"casualties": "2 killed"}}
        assert [row["account"] for row in rows["casualties"]["accounts"]] == ["PAK", "IRN"]
        assert [(f["aspect"], f["least"], f["most"]) for f in rows["casualties"]["figures"]] == [("killed", 0, 2)]
        assert rows["perpetrator"]["accounts"][0]["denies"]
        levels = {row["component"]: row for row in document["components"]}["hostility"]
        assert (levels["assessment"], levels["accounts"]) == (4, {"IRN": 3, "PAK": 4})


def test_what_a_party_claims_of_a_field_moves_what_follows_from_it(anywhere: Address) -> None:
    recall = happened("recall", "ambassador_recalled", 17, "PAK", "IRN", kind="consultations")
    write(anywhere, [recall, claimed("recall", said("kind", "permanent", "PAK"))])
    with Reader(anywhere) as reader:
        desk = state_document(reader, "IRN-PAK", END, now=NOW)
        account = account_document(reader, "IRN-PAK", "PAK", END, now=NOW)
        assert (desk["tension"]["tension"], account["tension"]["tension"]) == (3.5, 5.0)
        assert account["account"]["grounds"]["head{PAK>IRN}"] == "claim"
        assert account["account"]["grounds"]["hostility"] == "assessment"


def test_accounts_part_where_they_speak_of_different_figures_or_qualify_them(anywhere: Address) -> None:
    old = happened("old", "strike_conducted", 3, "IRN", "PAK", means="air")
    new = happened("new", "strike_conducted", 4, "IRN", "PAK", means="air")
    same = happened("same", "strike_conducted", 5, "IRN", "PAK", means="air", killed=4)
    both = happened("both", "strike_conducted", 6, "IRN", "PAK", means="air")
    one, other, more = said("killed", 4, "PAK"), said("injured", 4, "IRN"), said("killed", 9, "PAK")
    least = said("killed", 4, "IRN", qualifier="at least")
    write(
        anywhere,
        [
            old,
            new,
            same,
            both,
            claimed("old", one, other),
            claimed("new", one, least),
            claimed("same", one),
            claimed("both", one, more),
        ],
    )
    with Reader(anywhere) as reader:
        rows = accounts_document(reader, "IRN-PAK", END, now=NOW)["aspects"]
        assert [row["development"] for row in rows] == ["old", "new", "both"]


def test_a_whole_account_that_is_set_aside_is_listed_with_how_it_was_settled_and_parts_nothing(
    anywhere: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    aside = Claim(aspect="account", value="nothing was struck", source="crisis/late", note="Others saw it.")
    write(
        anywhere,
        [*crisis(), claimed("strike", aside)],
    )
    with Reader(anywhere) as reader:
        document = accounts_document(reader, "IRN-PAK", END, now=NOW)
        fits("accounts", json.dumps(document))
        (row,) = document["set_aside"]
        assert (row["development"], row["value"], row["settled"]) == ("strike", "nothing was struck", "Others saw it.")
        assert "account" not in {row["aspect"] for row in document["aspects"]}
        earlier = Clocks(END.as_of, known_at=known(24))
        assert accounts_document(reader, "IRN-PAK", earlier, now=NOW)["set_aside"] == []
    assert run(["--db", str(anywhere), "accounts", "IRN", "PAK"]) == 0
    out = capsys.readouterr().out
    assert "nothing was struck, in crisis/late\n    settled: Others saw it." in out


def test_what_was_retracted_later_is_told_as_it_was_known(anywhere: Address) -> None:
    old = happened("old", "strike_conducted", 3, "IRN", "PAK", means="air", killed=4)
    write(anywhere, [old, amend(Retract, "old", 25, reason="a mistake")])
    with Reader(anywhere) as reader:
        then = Clocks(END.as_of, known_at=known(20))
        rows = account_document(reader, "IRN-PAK", "CHN", then, now=NOW)["account"]["aspects"]
        assert rows == settled(reader, then)
        assert [row["values"] for row in rows] == [{"killed": 4}]
        assert account_document(reader, "IRN-PAK", "CHN", END, now=NOW)["account"]["aspects"] == []


def test_an_account_hears_only_what_was_known(anywhere: Address) -> None:
    logged(
        anywhere, claimed("strike", said("occurred", False, "PAK")), claimed("answer", said("occurred", False, "PAK"))
    )
    with Reader(anywhere) as reader:
        then = Clocks(END.as_of, known_at=known(24))
        account = account_document(reader, "IRN-PAK", "PAK", then, now=NOW)
        assert account["state"] == state_document(reader, "IRN-PAK", then, now=NOW)["state"]
        assert [row["standing"] for row in account["account"]["developments"]] == ["claimed"]


def settled(reader: Reader, clocks: Clocks) -> list[dict[str, Any]]:
    every = happenings_of(reader, "IRN-PAK", clocks)
    return [row for h in every if h.moment.packed <= clocks.as_of.packed for row in aspect_rows(story_of(h), [])]


def test_what_another_type_no_longer_says_is_not_told(anywhere: Address) -> None:
    write(
        anywhere,
        [
            happened("old", "strike_conducted", 3, "IRN", "PAK", means="air", killed=4),
            amend(Correct, "old", 25, type="condemnation_issued", changes={"summary": "words"}, reason="words only"),
        ],
    )
    with Reader(anywhere) as reader:
        rows = account_document(reader, "IRN-PAK", "CHN", END, now=NOW)["account"]["aspects"]
        assert rows == settled(reader, END) == []


@settings(max_examples=examples(36), suppress_health_check=list(HealthCheck))
@given(command_lists(changes=6))
def test_the_accounts_of_who_claims_nothing_are_the_assessment(
    tmp_path_factory: pytest.TempPathFactory, commands: list[Command]
) -> None:
    path = tmp_path_factory.mktemp("silent") / "log.db"
    write(path, commands)
    with Reader(path) as reader:
        for clocks in (
            END,
            Clocks(Cut(date(2025, 6, 1))),
            Clocks(END.as_of, known_at=known(20)),
            Clocks(END.as_of, position=3),
        ):
            desk = state_document(reader, "IRN-PAK", clocks, now=NOW)
            for party in ("IRN", "PAK"):
                account = account_document(reader, "IRN-PAK", party, clocks, now=NOW)
                assert {name: account[name] for name in desk} == desk
                assert set(account["account"]["grounds"].values()) == {"assessment"}
                assert account["account"]["aspects"] == settled(reader, clocks)
            assert accounts_document(reader, "IRN-PAK", clocks, now=NOW)["components"] == []


def test_pages_of_accounts_show_nothing_raw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "log.db"
    logged(
        path, claimed("strike", said("occurred", False, "PAK", quote="\x1b[31mno"), said("motive", "\x07spite", "IRN"))
    )
    for words in (
        ["state", "IRN", "PAK", "--account", "pakistan"],
        ["accounts", "IRN", "PAK"],
        ["accounts", "NOR", "CHL"],
    ):
        assert run(["--db", str(path), *words]) == 0
        out = capsys.readouterr().out
        assert out.replace("\n", "").isprintable()
        assert ("denies it" in out) is ("NOR" not in words)
