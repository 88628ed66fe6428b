"""Which sessions does somebody have? The sign-in library lists them; this begins, renews and ends them.

*Source:* bar B5; ASVS 5.0, V7; settled questions, "In Django" (allauth).
"""

import hashlib
import secrets
import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from commonground.people.models import Account, KnownDevice
from commonground.people.rules import sessions as rules

BEGAN, SEEN = "sign_in_began", "sign_in_seen"
FRESH_MARK = "_device_mark"
A_YEAR = 365 * 24 * 60 * 60
DEVICE_COOKIE = "__Host-device" if settings.HTTPS else "device"


def begin(request: HttpRequest) -> None:
    """Note that a session of a signed-in account begins now."""
    request.session[BEGAN] = request.session[SEEN] = time.time()
    UserSession.objects.create_from_request(request)


def is_over(request: HttpRequest) -> bool:
    """Whether the session was idle too long, or has lasted as long as one may; notes now and then that it lives."""
    now = time.time()
    began, seen = request.session.setdefault(BEGAN, now), request.session.setdefault(SEEN, now)
    if rules.is_over(now, began=began, seen=seen):
        return True
    if now - seen >= rules.NOTED_EVERY:
        request.session[SEEN] = now
        UserSession.objects.filter(session_key=request.session.session_key).update(
            last_seen_at=timezone.now(), ip=get_adapter().get_client_ip(request)
        )
    return False


def renew(request: HttpRequest) -> None:
    """Give the session another id, because what it may do has changed; the old id is worth nothing from now on."""
    before = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def sessions_of(account: Account) -> list[UserSession]:
    """List the sessions of an account that still live, the one used last first; what has ended is not listed."""
    listed = list(UserSession.objects.filter(user=account).order_by("-last_seen_at", "-pk"))
    alive = set(
        SessionStore.get_model_class()
        .objects.filter(session_key__in=[each.session_key for each in listed], expire_date__gt=timezone.now())
        .values_list("session_key", flat=True)
    )
    return [each for each in listed if each.session_key in alive and not _is_idle(each)]


def _is_idle(one: UserSession) -> bool:
    ages = {"began": one.created_at.timestamp(), "seen": one.last_seen_at.timestamp() + rules.NOTED_EVERY}
    return rules.is_over(time.time(), **ages)


def end(account: Account, *, besides: str = "", only: str = "") -> int:
    """End every session of an account, or all besides one, or only one, each by its id; give how many lived."""
    found = UserSession.objects.filter(user=account).exclude(session_key=besides)
    found = found.filter(session_key=only) if only else found
    keys = list(found.values_list("session_key", flat=True))
    ended, _kinds = SessionStore.get_model_class().objects.filter(session_key__in=keys).delete()
    found.delete()
    return ended


def words_of(request: HttpRequest) -> str:
    """Name the browser that asks, in words."""
    return rules.device(request.headers.get("user-agent", ""))


def address_of(request: HttpRequest) -> str:
    """Give the address of the machine that asks."""
    return str(get_adapter().get_client_ip(request))


def is_new_device(request: HttpRequest, account: Account) -> bool:
    """Recognise the browser by its cookie; a new one is known from now on. The first ever is no news."""
    mark = request.COOKIES.get(DEVICE_COOKIE, "")
    known = KnownDevice.objects.filter(account=account)
    if mark and known.filter(mark=_hashed(mark)).exists():
        return False
    if len(mark) < 43:
        mark = secrets.token_urlsafe(32)
        setattr(request, FRESH_MARK, mark)
    is_news = known.exists()
    KnownDevice.objects.get_or_create(account=account, mark=_hashed(mark), defaults={"words": words_of(request)})
    return is_news


def give_mark(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Hand a new browser the cookie by which it is recognised next time."""
    mark: Any = getattr(request, FRESH_MARK, "")
    if mark:
        response.set_cookie(DEVICE_COOKIE, mark, max_age=A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return response


def _hashed(mark: str) -> str:
    return hashlib.sha256(mark.encode()).hexdigest()
