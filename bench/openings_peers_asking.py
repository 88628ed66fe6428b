"""What do django-guardian and casbin say of the rows that are theirs too? Run by the Python of their environment.

It is told where the database is, and who asks, as JSON; it makes guardian's own tables in a schema beside the site's,
fills them from the site's openings that are open now, and prints a line for each list.

*Source:* issue "Dare to Share", acceptance (`bench/`).
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import casbin
import django
from django.conf import settings

ROUNDS, WARMING = 5, 1
GIVEN: dict[str, Any] = json.loads(sys.argv[1])
OURS = {int(who): seconds for who, seconds in GIVEN["readers"].items()}
NOW = "o.opens <= now() AND now() < o.closes"
RING = "unnest(public.sharing_keyring({who}, {who}, now()))"
MODEL = """
[request_definition]
r = sub, obj
[policy_definition]
p = sub, obj
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = g(r.sub, p.sub) && r.obj == p.obj
"""


def main() -> None:
    """Fill, ask, print."""
    options = {"options": f"-c search_path={GIVEN['schema']}"}
    database = {"ENGINE": "django.db.backends.postgresql", "NAME": GIVEN["name"], "USER": GIVEN["user"]}
    settings.configure(
        DATABASES={"default": database | {"HOST": GIVEN["host"], "OPTIONS": options}},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "guardian"],
        AUTHENTICATION_BACKENDS=["guardian.backends.ObjectPermissionBackend"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        ANONYMOUS_USER_NAME=None,
        SILENCED_SYSTEM_CHECKS=["guardian.W001"],
    )
    django.setup()
    _guardian()
    _casbin()


def _model() -> Any:
    """What is asked for in guardian: a rendition with its item's time, and a table of groups that may read it, joined
    by keys, which its makers advise for speed."""
    from django.contrib.auth.models import AbstractBaseUser, Group  # noqa: F401 - loaded with the models
    from django.db import models
    from guardian.models import GroupObjectPermissionBase

    class Thing(models.Model):
        moment = models.DateTimeField()
        title = models.TextField()
        text = models.TextField()

        class Meta:
            app_label = "auth"
            db_table = "thing"
            default_permissions = ("view",)
            indexes = [models.Index(fields=["-moment", "-id"], name="thing_newest")]

        def __str__(self) -> str:
            return self.title

    class ThingGroupObjectPermission(GroupObjectPermissionBase):
        content_object = models.ForeignKey(Thing, on_delete=models.CASCADE)

        class Meta(GroupObjectPermissionBase.Meta):
            app_label = "auth"
            db_table = "thing_group"

    return Thing, ThingGroupObjectPermission


def _guardian() -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from guardian.shortcuts import get_objects_for_user

    call_command("migrate", verbosity=0)
    thing, held = _model()
    started = time.monotonic()
    with connection.schema_editor() as editor:
        editor.create_model(thing)
        editor.create_model(held)
    pid, rows = _given()
    print(f"django-guardian 3.5.2 with direct keys, {rows:,} rows, filled in {time.monotonic() - started:.0f} s:")
    for who, ours in OURS.items():
        user = User.objects.get(pk=who)

        def asked(user: Any = user) -> list[Any]:
            found = get_objects_for_user(user, "auth.view_thing", thing, accept_global_perms=False)
            return list(found.order_by("-moment", "-id")[:50])

        _said(user.groups.count(), asked, pid, ours)


def _given() -> tuple[int, int]:
    """Give guardian who may read what, and the readers; gives the database's process, and how many rows that makes."""
    from django.contrib.auth.models import User
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO thing SELECT r.id, coalesce(i.opens, 'epoch'), r.title, r.text FROM public.sharing_rendition r"
            " JOIN public.sharing_item i ON i.id = r.item_id"
        )
        cursor.execute("INSERT INTO auth_group (id, name) SELECT id, id::text FROM public.sharing_key")
        cursor.execute(
            "INSERT INTO django_content_type (app_label, model) VALUES ('auth', 'thing') ON CONFLICT DO NOTHING;"
            "INSERT INTO auth_permission (name, content_type_id, codename) SELECT 'view', id, 'view_thing'"
            " FROM django_content_type WHERE model = 'thing'"
        )
        cursor.execute(
            "INSERT INTO thing_group (permission_id, group_id, content_object_id) SELECT DISTINCT p.id, o.key_id,"
            f" o.rendition_id FROM public.sharing_opening o, auth_permission p WHERE codename = 'view_thing' AND {NOW}"
        )
        for who in OURS:
            User.objects.create(pk=who, username=str(who))
            ring = RING.format(who=who)
            cursor.execute(f"INSERT INTO auth_user_groups (user_id, group_id) SELECT {who}, {ring}")
        cursor.execute("ANALYZE")
        cursor.execute("SELECT pg_backend_pid(), (SELECT count(*) FROM thing_group)")
        pid, rows = cursor.fetchone()
    return pid, rows


def _casbin() -> None:
    """Give casbin the newest renditions with their keys, and ask it for all that a reader may read, newest first."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.key_id, o.rendition_id, extract(epoch FROM o.moment)::float FROM public.sharing_opening o"
            f" WHERE {NOW} AND o.moment > (SELECT min(moment) FROM (SELECT moment FROM thing ORDER BY moment DESC"
            " LIMIT %s) newest)",
            [GIVEN["casbin"]],
        )
        rows = cursor.fetchall()
        model = casbin.Enforcer.new_model(text=MODEL)
        enforcer = casbin.Enforcer(model)
        moments = {str(rendition): moment for _, rendition, moment in rows}
        enforcer.add_policies(
            [[f"k{key}", str(rendition)] for key, rendition, _ in {row[:2]: row for row in rows}.values()]
        )
        rings = {}
        for who in OURS:
            cursor.execute(f"SELECT {RING.format(who=who)}")
            rings[who] = [f"k{key}" for (key,) in cursor.fetchall()]
            enforcer.add_grouping_policies([[f"u{who}", key] for key in rings[who]])
    print(f"casbin 1.43.0, the newest {len(moments):,} renditions alone, {len(rows):,} policies:")
    for who, ring in rings.items():

        def asked(who: int = who) -> list[str]:
            found = {rule[1] for rule in enforcer.get_implicit_permissions_for_user(f"u{who}")}
            return sorted(found, key=lambda rendition: -moments[rendition])[:50]

        _said(len(ring), asked, None, OURS[who])


def _said(keys: int, ask: Callable[[], list[Any]], pid: int | None, ours: float) -> None:
    busy, passed = [], []
    for turn in range(-WARMING, ROUNDS):
        before, started = _busy(pid), time.perf_counter()
        count = len(ask())
        if turn >= 0:
            busy.append(_busy(pid) - before)
            passed.append(time.perf_counter() - started)
    taken = f"{median(busy) * 1000:>7.1f} {median(passed) * 1000:>10.1f}"
    print(f"  {keys:,} keys: the latest {count}".ljust(54), taken, f"{median(busy) / ours:>9.1f}× ours")


def _busy(pid: int | None) -> float:
    """Seconds in which the database's process, or this one, was busy."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9 if pid else time.process_time()


main()
