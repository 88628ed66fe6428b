"""How fast is it, and how much memory does it take? `make bench` prints every figure, as ratios taken in one run.

A ratio holds on another machine better than a time does: each figure stands beside something that does almost nothing,
asked of the same machine in the same minute.

*Source:* the house, "bench/ one command prints every performance figure"; reference on peers (memory of web processes).
"""

import os
import sys
import time

import django

ROW = "{:<46} {:>9} {:<28} {:>9} {:>8}"


def main() -> int:
    """Start a site, ask it, count crimes, and print what was measured."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonground.website.settings"
    django.setup()
    from bench import contacts, openings, outcomes, pages, places, portfolio, sharing
    from tests.conftest import SHARED
    from tests.journeys.site import running

    started = time.monotonic()
    print(ROW.format("what", "ms", "beside", "ms", "ratio"))
    with running() as site:
        for name, taken, trivial in pages.seconds_by_page(site):
            _print(name, taken, f"{pages.TRIVIAL} of the same server", trivial)
        for row in contacts.ratios(site):
            _print(*row)
        for row in places.measured(site):
            _print(*row)
        for line in portfolio.lines(site):
            print(line, flush=True)
        held = list(pages.memory(site))
    for row in sharing.ratios():
        _print(*row)
    for line in openings.lines():
        print(line, flush=True)
    if (SHARED / "data").is_dir():
        for row in outcomes.ratios(SHARED):
            _print(*row)
    else:
        print(f"The real data is not there ({SHARED / 'data'}), so counting and importing were not measured.")
    print("\nProportional memory (PSS), with the example loaded and after all of these pages:")
    for kind, number, size in held:
        print(f"  {kind:<12} {number} process{'es' if number > 1 else ''}, {size:.0f} MB")
    print(f"\nMeasured in {time.monotonic() - started:.0f} s.")
    return 0


def _print(name: str, taken: float, beside: str, other: float) -> None:
    print(ROW.format(name, f"{taken * 1000:.1f}", beside, f"{other * 1000:.1f}", f"{taken / other:.1f}×"), flush=True)


if __name__ == "__main__":
    sys.exit(main())
