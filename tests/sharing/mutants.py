"""Which single mistakes could somebody make in the policy? `mutants.txt` lists them, each with the sentence it breaks.

A mistake replaces words inside one function of `policy.py`, at the first place where they stand there. `made_of` loads
the changed text as a module of its own, so that the real one stays as it is.

*Source:* design/sharing.md 2; bar A8 of reference/security.md.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import ModuleType

from commonground.sharing.rules import policy

TEXT = Path(policy.__file__).read_text(encoding="utf-8")
LIST = Path(__file__).with_suffix(".txt")
MODULE = "module"
NUMBERS = count()


@dataclass(frozen=True)
class Mutant:
    """One mistake: in which function, what becomes what, and the sentence of the policy that it breaks."""

    where: str
    old: str
    new: str
    breaks: str

    def __str__(self) -> str:
        return f"{self.where}: {self.old[:40]} becomes {self.new[:40] or 'nothing'}"


def listed() -> Iterator[Mutant]:
    """Read the list."""
    where = breaks = old = ""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            where, breaks = line[1:].split("] ", 1)
        elif line.startswith("- "):
            old = line[2:]
        elif line.startswith("+"):
            yield Mutant(where, old, line[2:], breaks)


def patched(mutant: Mutant) -> str:
    """Give the text of the policy with the mistake in it; one that fits nowhere is an error."""
    start = 0 if mutant.where == MODULE else TEXT.index(f"def {mutant.where}(")
    end = TEXT.find("\n    def ", start + 1) if start else -1
    end = len(TEXT) if end < 0 else end
    body = TEXT[start:end]
    assert mutant.old in body, f"{mutant.where} no longer says {mutant.old!r}"
    return TEXT[:start] + body.replace(mutant.old, mutant.new, 1) + TEXT[end:]


def made_of(text: str) -> ModuleType:
    """Load a text as a module of its own."""
    module = ModuleType(f"tests.sharing.patched_{next(NUMBERS)}")
    sys.modules[module.__name__] = module  # dataclasses look there
    try:
        exec(compile(text, module.__name__, "exec"), module.__dict__)
    finally:
        del sys.modules[module.__name__]
    return module
