"""Who puts the rows of the record into one order that cannot be rewritten? One sealer, each second.

Rows are written unsequenced, in the transactions of their deeds, so that nobody waits for anybody. The sealer gives
each its place in the log and its hash, and signs checkpoints with the key of this installation. A second sealer does
nothing while there is a first.

*Source:* issue "Dare to Share", audit; reference on security, section 1.10; bars C2 and C4.
"""

import time
from base64 import b64decode
from collections import deque
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from commonground.audit import canonical, notes
from commonground.audit.models import Checkpoint, Entry, Leaf
from commonground.groundwork.merkle import Peaks
from commonground.hosting.state import CannotRun

A_BATCH = 2_000
SECONDS_BETWEEN = 1.0
SECONDS_BETWEEN_CHECKPOINTS = 10.0
# A transaction that began before others commits later, with lower ids: so long the sealer looks back for them.
SECONDS_BACK = 600.0

# Each row is looked up by itself, a part of them at a time, whatever the planner believes of the log: with figures from
# before many rows came it joined the two and read the whole log for each row, or sorted the whole queue for each batch
A_PART = 20_000
UNSEALED = """
SELECT e.id FROM audit_entry e
WHERE e.id > %s AND e.id <= %s AND (SELECT l.entry FROM audit_leaf l WHERE l.entry = e.id) IS NULL
ORDER BY e.id LIMIT %s
"""
FIELDS = (*canonical.CLEAR, "at", "actor_commitment", "subject_commitment")


def seed_in(home: Path) -> bytes:
    """Read the 32 bytes from which the signing key is made.

    :raises CannotRun: when the state folder holds none.
    """
    file = home / "audit-key"
    if not file.is_file():
        raise CannotRun(f"There is no key for the record in {home}; “commonground run” makes it.")
    return b64decode(file.read_text())


class Sealer:
    """The log as far as it is sealed, and the key that signs for it."""

    def __init__(self, seed: bytes) -> None:
        """Go on where the log ends, and sign with the key of a 32-byte seed."""
        self.origin, self.seed = notes.origin_of(seed), seed
        self.tree = self._as_kept()
        self._floors: deque[tuple[float, int]] = deque([(time.monotonic() - SECONDS_BACK, self._sealed_long_ago())])
        self._swept = 0
        self._went_on = (0.0, 0)

    def seal(self) -> int:
        """Seal what was committed since the last time, up to a batch, and what is found of older rows that came very
        late; give how many rows that were."""
        with transaction.atomic():
            if not self._is_alone():
                return 0
            if (Leaf.objects.aggregate(last=Max("index"))["last"] or -1) + 1 != self.tree.size:
                self.tree = self._as_kept()  # somebody else sealed meanwhile
            found, late = self._recent(), self._older()
            rows = {row["id"]: row for row in Entry.objects.filter(id__in=[*late, *found]).order_by().values(*FIELDS)}
            grown = Peaks(self.tree.size, self.tree.hashes)
            leaves = []
            for entry in (*late, *found):
                hashed = canonical.sealed_hash(rows[entry])
                leaves.append(Leaf(index=grown.size, entry=entry, hash=hashed))
                grown.add(hashed)
            Leaf.objects.bulk_create(leaves)
        self.tree = grown
        if found:
            self._floors.append((time.monotonic(), max(found[-1], self._floors[-1][1])))
        self._go_on(found)
        return len(late) + len(found)

    def sign(self) -> Checkpoint | None:
        """Sign the log as it stands, unless it has a checkpoint of that size already."""
        with transaction.atomic():
            if not self._is_alone() or not self.tree.size or Checkpoint.objects.filter(size=self.tree.size).exists():
                return None
            now, root = timezone.now(), self.tree.root()
            said = notes.Checkpoint(self.origin, self.tree.size, root, now.strftime("%Y-%m-%dT%H:%M:%SZ"))
            return Checkpoint.objects.create(
                size=self.tree.size,
                root=root,
                peaks=b"".join(self.tree.hashes),
                at=now,
                note=notes.sign(said, self.seed),
            )

    def run(self, is_over: Callable[[], bool]) -> None:
        """Seal each second and sign every ten, until it is over; sign once more at the end."""
        signed = 0.0
        while not is_over():
            while self.seal() >= A_BATCH and not is_over():
                continue
            if time.monotonic() - signed >= SECONDS_BETWEEN_CHECKPOINTS:
                self.sign()
                signed = time.monotonic()
            time.sleep(SECONDS_BETWEEN)
        self.sign()

    def _recent(self) -> list[int]:
        """Look from the floor on, a part after the other, until a batch is full."""
        after, newest = self._floor(), Entry.objects.aggregate(last=Max("id"))["last"] or 0
        found: list[int] = []
        while after < newest and len(found) < A_BATCH:
            found += self._unsealed(after, after + A_PART, A_BATCH - len(found))
            after += A_PART
        return found

    def _older(self) -> list[int]:
        """Look at one part of what lies below the floor, round and round: what was committed very late is found, and
        nothing waits while millions of rows are looked through."""
        floor = self._floors[0][1]
        after = self._swept if self._swept < floor else 0
        self._swept = min(after + A_BATCH, floor)
        return self._unsealed(after, self._swept, A_BATCH)

    @staticmethod
    def _unsealed(after: int, until: int, most: int) -> list[int]:
        """List the ids above `after` and up to `until` that have no place in the log yet, the lowest first."""
        with connection.cursor() as cursor:
            cursor.execute(UNSEALED, [after, until, most])
            return [entry for (entry,) in cursor.fetchall()]

    def _go_on(self, found: list[int]) -> None:
        """After a full batch the next begins where it ended, for some seconds: a long queue is not looked through from
        its begin for each batch of it."""
        if len(found) < A_BATCH:
            self._went_on = (0.0, 0)
        else:
            self._went_on = (self._went_on[0] or time.monotonic(), found[-1])

    def _floor(self) -> int:
        """The id from which on to look: what lies before was sealed ten minutes ago, or in this long queue just now."""
        now = time.monotonic()
        since, reached = self._went_on
        if reached and now - since < SECONDS_BETWEEN_CHECKPOINTS:
            return reached
        self._went_on = (0.0, 0)
        while len(self._floors) > 1 and now - self._floors[1][0] > SECONDS_BACK:
            self._floors.popleft()
        return self._floors[0][1]

    @staticmethod
    def _sealed_long_ago() -> int:
        """An id below which everything was sealed before the time for which the sealer looks back."""
        before = timezone.now() - timedelta(seconds=SECONDS_BACK)
        last = Checkpoint.objects.filter(at__lt=before).order_by("-size").first()
        among = (
            Leaf.objects.filter(index__lt=last.size, index__gte=last.size - A_BATCH) if last else Leaf.objects.none()
        )
        return among.aggregate(id=Max("entry"))["id"] or 0

    @staticmethod
    def _is_alone() -> bool:
        """Whether nobody else seals in this moment; the lock ends with the transaction."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('common ground record'))")
            return bool(cursor.fetchone()[0])

    @staticmethod
    def _as_kept() -> Peaks:
        """Build the tree from the last checkpoint and the leaves since."""
        last = Checkpoint.objects.order_by("-size").first()
        kept = bytes(last.peaks) if last else b""
        tree = Peaks(last.size if last else 0, [kept[n : n + 32] for n in range(0, len(kept), 32)])
        later = Leaf.objects.filter(index__gte=tree.size).order_by("index")
        for hashed in later.values_list("hash", flat=True).iterator():
            tree.add(bytes(hashed))
        return tree
