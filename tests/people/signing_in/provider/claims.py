"""What does the provider say of somebody, beyond who they are? How they signed in there, and when.

*Source:* RFC 8176.
"""

from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter

from tests.people.signing_in.provider.serve import PEOPLE


class Claims(DefaultOIDCAdapter):
    """Adds the ways of signing in and the moment of it."""

    def get_claims(self, purpose: str, user: Any, client: Any, scopes: Any, **more: Any) -> dict[str, Any]:
        """Say who somebody is, how they signed in, and when."""
        claims = super().get_claims(purpose, user, client, scopes, **more)
        ways = ["pwd", "otp", "mfa"] if "two" in user.username else ["pwd"]
        email, is_verified = PEOPLE[user.username]
        claims |= {"email": email, "email_verified": is_verified}
        return {**claims, "amr": ways, "auth_time": int(user.last_login.timestamp())}
