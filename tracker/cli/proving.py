"""The verbs of proof: sealing a log, proving that it held an entry, and checking such a proof without the log."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import bring_up_to_date, database_path, db_option, json_option, open_reader
from tracker.cli.output import complain, emit, line, lines

if TYPE_CHECKING:
    from tracker.application.proof.note import Seal
    from tracker.application.store.address import Address

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_FILE, required=False)
@click.option("--sign", "key", type=_FILE, metavar="KEY", help="Sign it with this Ed25519 key of OpenSSH, to FILE.sig.")
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
@json_option
@db_option
@click.pass_context
def seal(ctx: click.Context, file: Path | None, key: Path | None, force: bool, as_json: bool) -> None:
    """Seal the log as it stands: its name, size and root in three lines, to FILE or to the screen.

    Give the seal away: whoever keeps it can show later that no entry of before was changed. A log that did not grow
    since keeps its last seal.
    """
    from tracker.application.sealing import sealed

    if key is not None and file is None:
        raise click.UsageError("--sign needs a FILE to sign", ctx)
    bring_up_to_date(database_path(ctx))
    found = sealed(database_path(ctx))
    if file is not None:
        _keep(found.to_bytes(), file, key, database_path(ctx), force=force)
    if as_json:
        emit(_document(found))
    elif file is None:
        click.echo(found.to_bytes(), nl=False)
    else:
        line(f"sealed {found.checkpoint.size} entries in {file}" + (f", signed in {file}.sig" if key else ""))


def _keep(content: bytes, file: Path, key: Path | None, log: "Address", *, force: bool) -> None:
    from tracker.application.transfer.placing import placed

    if key is not None:
        from tracker.application.proof.signing import sign

        with placed(file.with_name(f"{file.name}.sig"), log, force=force) as draft:
            draft.write_bytes(sign(content, key))
    with placed(file, log, force=force) as draft:
        draft.write_bytes(content)


def _document(found: "Seal") -> dict[str, Any]:
    from tracker.application.proof.note import hash_text
    from tracker.application.store.codec import instant_text

    note = found.checkpoint
    time = None if found.time is None else instant_text(found.time)
    return {"origin": note.origin, "size": note.size, "root": hash_text(note.root), "time": time}


@click.command()
@click.argument("id", metavar="ID", required=False)
@click.option("--version", type=click.IntRange(min=1), metavar="N", help="The entry that amended it: its version.")
@click.option("--seal", "file", type=_FILE, metavar="FILE", help="Against this seal; else the last one of the log.")
@click.option("--since", type=_FILE, metavar="FILE", help="Instead, that the log of this earlier seal only grew.")
@db_option
@click.pass_context
def prove(ctx: click.Context, id: str | None, version: int | None, file: Path | None, since: Path | None) -> None:
    """Prove that the sealed log holds the entry of ID (or #POSITION); the proof is JSON, checked by verify-proof.

    Who checks it needs the seal and nothing else of the log. docs/verify-a-proof.md shows how to do it without the
    tracker.
    """
    from tracker.application import sealing

    if (id is None) == (since is None):
        raise click.UsageError("name an ID, or a seal with --since", ctx)
    note = None if file is None else sealing.read_seal(file).checkpoint
    reader = open_reader(ctx)
    if since is not None:
        click.echo(sealing.growth(reader, sealing.read_seal(since).checkpoint, note).to_bytes(), nl=False)
        return
    entry = sealing.entry_of(reader, id or "", version)
    click.echo(sealing.inclusion(reader, entry, note).to_bytes(), nl=False)
    if version is None and entry.versions > 1:
        complain(f"this proves what was recorded first; --version 2 to {entry.versions} prove what was said later")


@click.command("verify-proof")
@click.argument("file", type=_FILE)
@click.option("--seal", "seal_file", type=_FILE, metavar="FILE", required=True, help="The seal that you trust.")
@click.option("--since", type=_FILE, metavar="FILE", help="The earlier seal, for a proof that the log only grew.")
@click.option("--signature", type=_FILE, metavar="FILE", help="A signature of the seal, to be checked too.")
@click.option("--signers", type=_FILE, metavar="FILE", help="Who may sign: allowed signers, as ssh-keygen has them.")
@click.option("--identity", metavar="NAME", help="As whom the signer is listed there.")
@json_option
def verify_proof(
    file: Path,
    seal_file: Path,
    since: Path | None,
    signature: Path | None,
    signers: Path | None,
    identity: str | None,
    as_json: bool,
) -> int:
    """Check a proof with a seal alone, without the log; exit 1 where it does not hold."""
    from tracker.application.proof.paths import ProofFails
    from tracker.application.proofs_read import Given, checked

    try:
        found = checked(Given(file, seal_file, since, signature, signers, identity))
    except ProofFails as problem:
        found = {"holds": False, "says": str(problem), "state": None}
    if as_json:
        emit(found)
    else:
        lines(found[part] for part in ("says", "state") if found[part])
    return 0 if found["holds"] else 1
