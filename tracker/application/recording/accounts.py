"""Accounts: what is said of each aspect of a development, and by whom, so that one of them may be taken."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.application.recording.ground import Ground
from tracker.application.recording.worded_fields import word, words_of
from tracker.domain.chronicle import Settling
from tracker.domain.commands import Assess, Command
from tracker.domain.disputes import OPINION, disputes_of, topic_of
from tracker.domain.evidence import Claim

AS_RECORDED = "as recorded"
MOST = 8
"""So many accounts are told in one sentence."""


class Account(NamedTuple):
    """What is said of one aspect, and by whom."""

    aspect: str
    value: str
    who: str
    disputed: bool = False

    def __str__(self) -> str:
        return f"{self.value} ({self.who})" if self.who else self.value


def accounts_of(log: Ground, stream: str) -> tuple[Account, ...]:
    """The accounts of a development and of those merged into it, the disputed aspects first."""
    dossier = log.dossier(stream)
    if dossier is None or dossier.development is None:
        return ()
    happening = Settling(log.lookup).happening(stream)
    claims = dossier.development.claims if happening is None else happening.claims
    parted = {found["aspect"] for found in disputes_of(stream, claims, {})}
    found = [account_of(claim, parted) for claim in claims if claim.aspect != OPINION]
    recorded = words_of(dossier.development)
    own = [
        Account(aspect, recorded[aspect], AS_RECORDED, topic_of(aspect) in parted)
        for aspect in dict.fromkeys(account.aspect for account in found)
        if aspect in recorded
    ]
    return tuple(sorted(dict.fromkeys([*own, *found]), key=lambda account: not account.disputed))


def account_of(claim: Claim, parted: Iterable[str] = ()) -> Account:
    """A claim as an account; ``parted`` are the topics of which accounts differ."""
    return Account(claim.aspect, word(claim.value), _who_says(claim), topic_of(claim.aspect) in parted)


def _who_says(claim: Claim) -> str:
    """Who makes a claim, with what they said of the figure."""
    who = claim.by or claim.party or claim.source or ""
    return ", ".join(filter(None, (claim.qualifier, who)))


def unsaid(log: Ground, commands: Iterable[Command]) -> list[str]:
    """A sentence on each account that is taken and that nobody gives."""
    taken = [command for command in commands if isinstance(command, Assess) and command.aspect]
    return [said for command in taken if (said := _unsaid(command, accounts_of(log, command.stream)))]


def _unsaid(command: Assess, accounts: Sequence[Account]) -> str:
    of_it = [found for found in accounts if command.aspect in (found.aspect, topic_of(found.aspect))]
    value = word(command.value)
    if value in [found.value for found in of_it]:
        return ""
    if of_it:
        return f"nobody says {command.aspect} {value}; said is {', '.join(map(str, of_it[:MOST]))}"
    aspects = ", ".join(dict.fromkeys(found.aspect for found in accounts)) or "nothing"
    return f"nobody says anything of {command.aspect!r} here; claimed is {aspects}"
