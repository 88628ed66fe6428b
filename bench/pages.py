"""How much longer does a page take than an answer that does nothing, and how much memory do the processes hold?

*Source:* issue "The house and the first story"; the house, "bench/ one command prints every performance figure".
"""

import http.client
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median

from commonground.hosting import postgres
from tests.journeys.asking import Asker
from tests.journeys.site import Site

TRIVIAL, ROUNDS = "/healthz", 40
READER, LIVELY = "thornbury", "Castle Parade mornings"


def seconds_by_page(site: Site) -> Iterator[tuple[str, float, float]]:
    """Give each page's name with the median seconds that it takes and those of the trivial answer, asked in turn."""
    asker = Asker(site, READER)
    cookie = "; ".join(f"{one.name}={one.value}" for one in asker.cookies)
    for name, path in _wanted(asker).items():
        line = http.client.HTTPConnection("localhost", site.port, timeout=60)
        taken: dict[str, list[float]] = {path: [], TRIVIAL: []}
        for _ in range(ROUNDS):
            for asked, times in taken.items():
                started = time.perf_counter()
                line.request("GET", asked, headers={"Cookie": cookie})
                answer = line.getresponse()
                answer.read()
                times.append(time.perf_counter() - started)
                assert answer.status == 200, f"{asked} is answered with {answer.status}"
        line.close()
        yield name, median(taken[path]), median(taken[TRIVIAL])


def _wanted(asker: Asker) -> dict[str, str]:
    here = asker.path_of("/collaborations/", LIVELY)
    return {
        "the day of a lead": "/",
        "the list of collaborations": "/collaborations/",
        "one collaboration": here,
        "step 3 of it": f"{here}steps/3/",
        "its history": f"{here}history/",
        "a published case study": asker.path_of("/case-studies/", "Minster Gate evenings"),
    }


def memory(site: Site) -> Iterator[tuple[str, int, float]]:
    """Give each kind of process of the site, how many there are, and their proportional memory in MB."""
    found: dict[str, list[int]] = {}
    for pid in _descendants({site.pid, postgres.Server(site.home).running() or 0}):
        entry = Path(f"/proc/{pid}")
        words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        found.setdefault(_kind(words), []).append(_proportional(entry))
    for kind, sizes in sorted(found.items()):
        yield kind, len(sizes), sum(sizes) / 1024


def processes(watcher: int, kind: str) -> list[int]:
    """Find the processes of one kind among those that a process started, with itself."""
    found = []
    for pid in _descendants({watcher}):
        with suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if _kind(words) == kind:
                found.append(pid)
    return found


def processor(of: list[int]) -> float:
    """Add up the processor time that some processes have had, in seconds, to the resolution that the machine gives."""
    nanoseconds = ticks = 0
    for pid in of:
        with suppress(OSError):
            threads = [each.read_text().split()[0] for each in Path(f"/proc/{pid}/task").glob("*/schedstat")]
            nanoseconds += sum(map(int, threads))
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
    return nanoseconds / 1e9 or ticks / os.sysconf("SC_CLK_TCK")


def proportional(of: list[int]) -> float:
    """Add up the proportional memory (PSS) of some processes, in MB."""
    return sum(_proportional(Path(f"/proc/{pid}")) for pid in of) / 1024


def _descendants(of: set[int]) -> set[int]:
    """Give some processes with everything that they started."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    found = of & set(parents)
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _kind(words: str) -> str:
    for part, kind in (
        ("postgres", "PostgreSQL"),
        ("procrastinate", "worker"),
        ("audit seal", "sealer"),
        ("website.cli run", "watcher"),
    ):
        if part in words:
            return kind
    return "web"


def _proportional(entry: Path) -> int:
    """Read what a process holds in KB, shared pages counted by share; 0 where that may not be read."""
    try:
        lines = (entry / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
