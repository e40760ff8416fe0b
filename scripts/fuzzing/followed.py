"""One parser under atheris, in a process of its own: ``followed.py NAME SECONDS SUM KEEP``.

Its modules are imported so that atheris sees each branch that is taken. Atheris never returns, so this process leaves
from within a run once its time is over, with the sum in the file SUM.
"""

import json
import os
import sys
import time
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

atheris: Any = import_module("atheris")  # it has no types
with warnings.catch_warnings(), atheris.instrument_imports(include=["tracker", "ruamel", "edtf"]):
    warnings.simplefilter("ignore")
    from engines import amplified
    from inputs import LARGEST
    from measuring import Meter
    from target import Target
    from targets import named


def followed(target: Target, seconds: float, found: Path, keep: Path | None) -> None:
    """Feed what is large for a third of the time, then what atheris thinks up."""
    start, meter = time.monotonic(), Meter(target, keep)
    amplified(meter, start + seconds / 3)

    def once(data: bytes) -> None:
        meter.run(data)
        if time.monotonic() > start + seconds:
            found.write_text(json.dumps(meter.sum.plain()), "utf-8")
            os._exit(0)

    atheris.Setup([sys.argv[0], *_options(target, found.parent)], once)
    atheris.Fuzz()


def _options(target: Target, folder: Path) -> list[str]:
    """What libFuzzer is told: the size, the pieces, and the inputs to begin with."""
    seeds, words = folder / "seeds", folder / "words"
    seeds.mkdir()
    for number, seed in enumerate(target.seeds):
        (seeds / str(number)).write_bytes(seed)
    words.write_text("".join(f'"{_quoted(word)}"\n' for word in target.words), "utf-8")
    return [f"-max_len={LARGEST}", f"-dict={words}", "-verbosity=0", str(seeds)]


def _quoted(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    _name, _seconds, _found, _keep = sys.argv[1:]
    followed(named((_name,))[0], float(_seconds), Path(_found), Path(_keep) if _keep else None)
