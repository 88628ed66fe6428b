"""What can a journey ask for? The site, started once for all of them, and a browser.

*Source:* settled questions, "In Django" (tests against a live server).
"""

from collections.abc import Iterator

import pytest

from tests.journeys.site import Site, running


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """A whole site with the worked example, as `make run` starts it."""
    with running() as found:
        yield found
