"""How does somebody of the example get in? Through both steps of signing in, or straight, where that is not the point.

*Source:* bar B7; settled questions, "In Django" (tests against a live server).
"""

import json
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing
from django.utils.crypto import get_random_string, salted_hmac

from commonground.people.rules import signing_in as rules
from commonground.website.example.people import PEOPLE
from tests.journeys.site import Site

TELEPHONES = "example-telephones.json"
SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def code_of(site: Site, key: str) -> str:
    """Give a code of a person's telephone that was not given before; waits for one where it must."""
    seed = json.loads((site.home / TELEPHONES).read_text())[PEOPLE[key].email]
    period = max(rules.period_of(time.time()), site.periods.get(key, 0) + 1)
    site.periods[key] = period
    while period > rules.period_of(time.time()) + rules.DRIFT:
        time.sleep(0.2)
    return rules.code_at(seed, period)


def cookie_of(site: Site, key: str) -> dict[str, str]:
    """Sign a person in without any page, as after both steps, and give the cookie of the session."""
    session = get_random_string(32, LETTERS)
    with site.as_superuser() as database:
        asked = "SELECT id, password FROM people_account WHERE email = %s"
        found = database.execute(asked, [PEOPLE[key].email]).fetchone()
        assert found is not None, key
        kept = "INSERT INTO django_session VALUES (%s, %s, now() + interval '12 hours')"
        database.execute(kept, [session, _written(site, *found)])
    return {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site.address}


def _written(site: Site, account: int, password: str) -> str:
    """Write what the session of an account holds once it has proved both factors, as the site itself would."""
    from commonground.people.adapters import signing_in_marks as marks
    from commonground.people.models import Account

    secret = (site.home / "secret-key").read_text().strip()
    held: dict[str, Any] = {
        SESSION_KEY: str(account),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: salted_hmac(SALT, password, secret=secret, algorithm="sha256").hexdigest(),
        **marks.proof_of(Account(pk=account), rules.Factor.TELEPHONE),
    }
    return signing.dumps(
        held, key=secret, salt="django.contrib.sessions.SessionStore", serializer=JSONSerializer, compress=True
    )
