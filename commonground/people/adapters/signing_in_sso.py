"""How does the sign-in of an organisation fit? By OpenID Connect: a question that only one session can have asked,
and an answer that only that organisation's server can have signed.

The code flow with state, nonce and PKCE; the identity token is checked against the server's keys, whoever brought it.
No redirect is followed, nothing large is read, and whatever goes wrong is one sentence.

*Source:* OpenID Connect Core 1.0; RFC 7636; RFC 8176 (amr); ASVS 5.0, V10 and V6.8.
"""

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from django.conf import settings
from django.utils.translation import gettext as _

from commonground.groundwork.refusals import Refused
from commonground.people.adapters import signing_in_secrets as sealing
from commonground.people.models import SingleSignOn

SECONDS = 10
MOST_BYTES = 1_000_000
SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
# A server says that it asked for two factors in one word, or names several ways of which one is something held
# (RFC 8176); or it names a class of assurance that cannot be reached without.
TWO_FACTORS, SOMETHING_HELD = "mfa", frozenset({"otp", "hwk", "swk", "sc", "pop"})
ASSURING = frozenset({"phr", "phrh"})
A_MOMENT = 300
WELL_KNOWN = "/.well-known/openid-configuration"
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


class SignOnFailed(Refused):
    """The organisation's sign-in did not work; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an organisation's server says of somebody: its own name for them, their address, whether two factors were
    asked for, and whether that was a moment ago."""

    subject: str
    email: str
    is_verified: bool
    with_second_factor: bool
    is_fresh: bool


def described(server: str) -> dict[str, Any]:
    """Ask a server how it is reached.

    :raises SignOnFailed: when it does not answer as such a server does, or names itself otherwise.
    """
    found = _json(requests.get, server.rstrip("/") + WELL_KNOWN)
    if any(not isinstance(found.get(name), str) for name in NEEDED) or found["issuer"].rstrip("/") != server.rstrip(
        "/"
    ):
        raise SignOnFailed(_("The server answers, but not as one for single sign-on at this address."))
    for name in NEEDED[1:]:
        refuse_unless_safe(found[name])
    return found


def refuse_unless_safe(address: str) -> None:
    """Refuse an address that is not encrypted, except on this machine while the site itself runs for it alone.

    :raises SignOnFailed: for any other.
    """
    parts = urlsplit(address)
    is_here = settings.LOOPBACK_ONLY and parts.hostname in {"localhost", "127.0.0.1"}
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and is_here)):
        raise SignOnFailed(_("The address of the server begins with https://"))


def question(sign_on: SingleSignOn, back: str, hint: str = "", *, anew: bool = False) -> tuple[str, dict[str, str]]:
    """Write the address that asks the server who somebody is, and what the session has to remember until it answers;
    with `anew` the server shall ask that person again, though it knows them."""
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    digest = hashlib.sha256(kept["verifier"].encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": sign_on.client_id,
        "redirect_uri": back,
        "scope": "openid email profile",
        "state": kept["state"],
        "nonce": kept["nonce"],
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        **({"login_hint": hint} if hint else {}),
        **({"prompt": "login", "max_age": "0"} if anew else {}),
    }
    address = described(sign_on.server)["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", kept


def answer(sign_on: SingleSignOn, back: str, code: str, kept: dict[str, str]) -> Said:
    """Change the code of an answer for what the server says of somebody.

    :raises SignOnFailed: unless the server itself signed it, for this site and for this question, a moment ago.
    """
    server = described(sign_on.server)
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": kept["verifier"],
        "client_id": sign_on.client_id,
        "client_secret": sealing.opened(sign_on.secret, sealing.SIGN_ON) if sign_on.secret else "",
    }
    tokens = _json(requests.post, server["token_endpoint"], data=asked)
    claims = _checked(tokens.get("id_token"), server, sign_on)
    if not secrets.compare_digest(str(claims.get("nonce", "")), kept["nonce"]):
        raise SignOnFailed(_("The answer belongs to another question. Begin again."))
    if "email" not in claims and isinstance(server.get("userinfo_endpoint"), str):
        claims |= _told_besides(server["userinfo_endpoint"], tokens.get("access_token", ""), claims)
    return _said(claims)


def _told_besides(address: str, token: str, claims: dict[str, Any]) -> dict[str, Any]:
    """Ask for the address, which some servers leave out of the token; what speaks of somebody else is nothing."""
    refuse_unless_safe(address)
    more = _json(requests.get, address, headers={"Authorization": f"Bearer {token}"})
    if more.get("sub") != claims["sub"]:
        return {}
    return {name: more[name] for name in ("email", "email_verified") if name in more}


def _checked(token: Any, server: dict[str, Any], sign_on: SingleSignOn) -> dict[str, Any]:
    try:
        keys = jwt.PyJWKSet.from_dict(_json(requests.get, server["jwks_uri"]))
        wanted = jwt.get_unverified_header(token).get("kid")
        key = next(each for each in keys.keys if wanted in {None, each.key_id})
        needed = {"require": ["exp", "iat", "iss", "aud", "sub"]}
        checks = {"audience": sign_on.client_id, "issuer": server["issuer"], "options": needed, "leeway": 30}
        claims: dict[str, Any] = jwt.decode(token, key=key, algorithms=SIGNED_WITH, **checks)
    except (jwt.PyJWTError, StopIteration, TypeError, ValueError, AttributeError):
        raise SignOnFailed(_("The answer of the server cannot be checked. Begin again.")) from None
    return claims


def _said(claims: dict[str, Any]) -> Said:
    ways, verified, asked_at = claims.get("amr"), claims.get("email_verified"), claims.get("auth_time")
    named = {each for each in ways if isinstance(each, str)} if isinstance(ways, list) else set()
    two = TWO_FACTORS in named or (len(named) > 1 and bool(named & SOMETHING_HELD))
    return Said(
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")),
        is_verified=verified is True or verified == "true",
        with_second_factor=two or claims.get("acr") in ASSURING,
        is_fresh=isinstance(asked_at, int | float) and time.time() - asked_at < A_MOMENT,
    )


def _json(verb: Any, address: str, **more: Any) -> dict[str, Any]:
    refuse_unless_safe(address)
    try:
        with verb(address, timeout=SECONDS, allow_redirects=False, stream=True, **more) as answered:
            content = answered.raw.read(MOST_BYTES + 1, decode_content=True)
            found = json.loads(content) if answered.status_code == 200 and len(content) <= MOST_BYTES else None
    except (requests.RequestException, ValueError, OSError):
        found = None
    if not isinstance(found, dict):
        raise SignOnFailed(_("The server of the organisation does not answer as it should. Try again later."))
    return found
