"""How does a test start the provider, and somebody sign in there without a browser?

*Source:* issue "People who can be found, trusted and replaced", acceptance (single sign-on).
"""

import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import requests

from commonground.hosting import postgres
from commonground.hosting.state import CLONE
from tests.people.signing_in.provider.serve import PASSWORD


@contextmanager
def provider() -> Iterator[str]:
    """Start the provider, give its address, and leave nothing of it behind."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="cg-provider-") as folder:
        command = [sys.executable, "-m", "tests.people.signing_in.provider.serve", str(port), folder]
        said = Path(folder) / "said.txt"
        with said.open("wb") as faults:
            process = subprocess.Popen(
                command, cwd=CLONE, stdout=subprocess.PIPE, stderr=faults,
                preexec_fn=postgres.end_with_parent,  # noqa: PLW1509 - whoever is killed leaves no provider behind
            )  # fmt: skip
            try:
                assert process.stdout is not None
                assert process.stdout.readline() == b"ready\n", said.read_text()
                yield f"http://localhost:{port}"
            finally:
                process.terminate()
                process.wait(20)


def register(server: str, back: str) -> None:
    """Tell the provider the address to which people are sent back."""
    assert requests.get(f"{server}/register", params={"uri": back}, timeout=20).text == "registered"


def sign_in_there(address: str, name: str, back: str) -> str:
    """Follow the question to the provider, sign in there, and give the address that leads back with the answer."""
    browser = requests.Session()
    answer = browser.get(address, timeout=20, allow_redirects=False)
    for _ in range(10):
        if "provider_csrf" in answer.cookies or "<form" in answer.text:
            token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.text)[0]
            typed = {"csrfmiddlewaretoken": token, "login": name, "password": PASSWORD}
            onward = re.findall(r'name="next"\s+value="([^"]+)"', answer.text)
            typed |= {"next": onward[0].replace("&amp;", "&")} if onward else {}
            answer = browser.post(answer.url, typed, timeout=20, allow_redirects=False)
        location = urljoin(answer.url, answer.headers.get("Location", ""))
        assert "Location" in answer.headers, answer.text[:2000]
        if location.startswith(back):
            return location
        answer = browser.get(location, timeout=20, allow_redirects=False)
    raise AssertionError(f"the provider leads nowhere: {answer.url}")
