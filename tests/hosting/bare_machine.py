"""What happens on a machine with nothing but Python, make, git and the core utilities? A story told by one process.

Run by test_a_bare_machine.py in a process of its own, because it gives up the network and root for good:
`python bare_machine.py CLONE HOME PATH PORT USER`. It prints what it measured as JSON, and raises where something is
not as it must be.

*Source:* settled questions, "Running it".
"""

import ctypes
import fcntl
import json
import os
import pwd
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

NEW_NETWORK = 0x40000000
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


def main(clone: str, home: str, path: str, port: str, user: str) -> None:
    """Tell the story and print what was measured."""
    told: dict[str, object] = {"offline": leave_the_network()}
    become(user)
    os.chdir(clone)
    machine = Machine(clone, home, path, port)
    try:
        told["first"] = machine.run("EXAMPLE=no")
        told["postgres"] = machine.postgres()
        told["stopped"] = machine.stop()
        told["second"] = machine.run()
        told["stopped again"] = machine.stop()
    finally:
        for pid in machine.left():
            os.kill(pid, signal.SIGKILL)
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
