"""What happens on a machine with nothing but Python, make, git and the core utilities? A story told by one process.

Run by test_a_bare_machine.py in a process of its own, because it gives up the network and root for good:
`python bare_machine.py CLONE HOME PATH PORT USER POSTS`. It prints what it measured as JSON, and raises where something
is not as it must be.

*Source:* settled questions, "Running it".
"""

import base64
import ctypes
import fcntl
import hmac
import http.cookiejar
import json
import os
import pwd
import re
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

NEW_NETWORK = 0x40000000
POSTGRES, WEB, WORKER = "/bin/postgres -D", "website.serving", "procrastinate worker"
LEADER = "maya.thornbury@police.example.org"
KEPT = """SELECT (SELECT count(*) FROM projects_collaboration WHERE name LIKE 'Kept %'),
    (SELECT count(DISTINCT subject_id) FROM audit_entry WHERE subject_name LIKE 'Kept %' AND outcome = 'done'),
    (SELECT count(*) - count(DISTINCT name) FROM projects_collaboration WHERE name LIKE 'Kept %')"""
SET_FLAGS, UP, LOOPBACK = 0x8914, 0x1, b"lo"


def leave_the_network() -> bool:
    """Move into a network that has a loopback and nothing else; whether that is possible here."""
    if os.geteuid() != 0 or ctypes.CDLL(None, use_errno=True).unshare(NEW_NETWORK) != 0:
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh", LOOPBACK, UP))
    return True


def become(user: str) -> None:
    """Go on as another account, for good."""
    entry = pwd.getpwnam(user)
    if os.geteuid() != entry.pw_uid:
        os.setgroups([])
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)


def processes(words: str) -> dict[int, str]:
    """Every other process whose command line holds the words."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if words in line:
                found[int(entry.name)] = line
    return found


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


class _Stay(urllib.request.HTTPRedirectHandler):
    """Do not follow: a redirect is how a post is acknowledged."""

    def redirect_request(self, *arguments: object) -> None:
        """Stay where one is."""


def code_of(seed: str) -> str:
    """The code that an example's telephone shows now (RFC 6238: SHA-1, half minutes, six digits)."""
    digest = hmac.digest(base64.b32decode(seed), struct.pack(">Q", int(time.time() // 30)), "sha1")
    start = digest[-1] & 0x0F
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


class Person:
    """Somebody of the worked example who has signed in and makes one draft after another."""

    def __init__(self, port: str, email: str, password: str, seed: str) -> None:
        self.site = f"http://localhost:{port}"
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies, _Stay())
        self.acknowledged = 0
        assert self._sent("/sign-in/", login=email, password=password) == 302
        assert self._sent("/sign-in/code/", code=code_of(seed)) == 302
        page = self._page("/collaborations/new/")
        self.area, self.other = (
            re.findall(r'<option value="(\w{22})"', page.partition(f'name="{name}"')[2])[0]
            for name in ("area", "other_lead")
        )

    def post(self, how_many: int) -> None:
        """Make drafts until so many more have been acknowledged."""
        for _ in range(how_many):
            name = f"Kept {self.acknowledged + 1}"
            answer = self._sent(
                "/collaborations/new/", name=name, about="To be kept", area=self.area, other_lead=self.other
            )
            assert answer == 302, f"{name} is answered with {answer}"
            self.acknowledged += 1

    def _page(self, path: str) -> str:
        with self.browser.open(self.site + path, timeout=30) as response:
            return str(response.read().decode())

    def _sent(self, path: str, **typed: str) -> int:
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', self._page(path))[0]
        words = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **typed}).encode()
        try:
            return int(self.browser.open(self.site + path, words, timeout=30).status)
        except urllib.error.HTTPError as answer:
            return answer.code


class Machine:
    """The bare machine: a clone, a state folder, a short PATH and a port."""

    def __init__(self, clone: str, home: str, path: str, port: str) -> None:
        self.clone, self.home, self.port = clone, home, port
        self.environment = {
            "PATH": path, "HOME": home, "LANG": "C.UTF-8", "COMMONGROUND_HOME": f"{home}/state", "PORT": port,
            "COMMONGROUND_PG": "wheel",
        }  # fmt: skip
        self.make: subprocess.Popen[bytes] | None = None
        self.words = Path(home) / "words.txt"

    def run(self, *more: str) -> float:
        """Start with `make run`, and give the seconds to the first answer."""
        started = time.monotonic()
        with self.words.open("ab") as output:
            self.make = subprocess.Popen(
                ["make", "run", *more], cwd=self.clone, env=self.environment, stdout=output, stderr=output,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        while not self.answers():
            if self.make.poll() is not None or time.monotonic() - started > 180:
                raise AssertionError(f"make run does not answer:\n{self.words.read_text()}")
            time.sleep(0.05)
        return time.monotonic() - started

    def answers(self) -> bool:
        """Whether the site says that it is well."""
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}/healthz", timeout=5) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def keeps(self, user: "Person", how_many: int, victim: str) -> dict[str, object]:
        """Kill a part of the site as soon as so many posts are acknowledged, and see that it answers again; without
        PostgreSQL everything must end by itself first, and is started again."""
        user.post(how_many)
        [pid, *_] = sorted(p for p, line in processes(self.home).items() if victim in line) or self.children(victim)
        os.kill(pid, signal.SIGKILL)
        started = time.monotonic()
        if victim == POSTGRES:
            assert self.make is not None
            ended = self.make.wait(60)
            assert ended != 0, "the end of PostgreSQL is no success"
            assert not self.left(), f"these outlived PostgreSQL: {self.left()}"
            return {"ended": time.monotonic() - started, "again": self.run()}
        while self.children(victim) in ([], [pid]) or not self.answers():
            assert time.monotonic() - started < 30, f"{victim} does not come back"
            time.sleep(0.05)
        return {"again": time.monotonic() - started}

    def children(self, words: str) -> list[int]:
        """The watcher's own children whose command line holds the words; one that is being born still has its own."""
        assert self.make is not None
        watchers = [pid for pid in processes(f"run --port {self.port}") if _parent(pid) == self.make.pid]
        return [pid for pid in processes(words) if _parent(pid) in watchers]

    def kept(self) -> list[int]:
        """How many collaborations of the story there are, how many records of making one, and how many names twice."""
        asked = "import psycopg, sys; print(*psycopg.connect(sys.argv[1]).execute(sys.argv[2]).fetchone())"
        address = (
            f"postgresql://postgres@/common_ground?host={urllib.parse.quote(self.home + '/state/socket', safe='')}"
        )
        ran = subprocess.run(
            [f"{self.clone}/.venv/bin/python", "-c", asked, address, KEPT], capture_output=True, text=True, check=True
        )
        return [int(number) for number in ran.stdout.split()]

    def postgres(self) -> str:
        """The program that serves the state folder."""
        [pid] = [p for p, line in processes(f"-D {self.home}/state/postgresql-").items() if "listen_addresses" in line]
        return f"{os.readlink(f'/proc/{pid}/exe') if os.access(f'/proc/{pid}/exe', os.R_OK) else self._named(pid)}"

    @staticmethod
    def _named(pid: int) -> str:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].decode()

    def stop(self) -> float:
        """Send TERM to make, see that nothing is left, and give the seconds that it took."""
        assert self.make is not None
        started = time.monotonic()
        os.kill(self.make.pid, signal.SIGTERM)
        self.make.wait(60)
        left = self.left()
        if left:
            raise AssertionError(f"TERM left these behind: {left}")
        return time.monotonic() - started

    def left(self) -> dict[int, str]:
        """What runs on the state folder or serves the port."""
        return processes(f"{self.home}/state") | processes(f"--port {self.port}")


def main(clone: str, home: str, path: str, port: str, user: str, posts: str) -> None:
    """Tell the story and print what was measured."""
    told: dict[str, object] = {"offline": leave_the_network()}
    become(user)
    os.chdir(clone)
    machine = Machine(clone, home, path, port)
    try:
        told["first"] = machine.run()
        told["postgres"] = machine.postgres()
        told["stopped"] = machine.stop()
        told["second"] = machine.run()
        seed = json.loads(Path(f"{home}/state/example-telephones.json").read_text())[LEADER]
        leader = Person(port, LEADER, re.findall(rf"{LEADER}\s+(\S+)", machine.words.read_text())[0], seed)
        for victim in (WEB, WORKER, POSTGRES):
            told[victim] = machine.keeps(leader, int(posts), victim)
            told["acknowledged"], told["kept"] = leader.acknowledged, machine.kept()
            assert told["kept"] == [leader.acknowledged, leader.acknowledged, 0], f"after {victim}: {told}"
        told["stopped again"] = machine.stop()
    finally:
        for pid in machine.left():
            os.kill(pid, signal.SIGKILL)
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
