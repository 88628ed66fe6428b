"""What comes between a right password and being signed in? A second factor, for every account that has one.

*Source:* bar B7; settled questions, "In Django" (allauth).
"""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from commonground.people.adapters import signing_in_factors as factors
from commonground.people.adapters import signing_in_marks as marks


class SecondFactor(AuthenticateStage):
    """Asks for the second factor, unless this very sign-in has proved one; no browser is trusted for longer."""

    def _should_handle(self, request: HttpRequest) -> bool:
        account = self.login.user
        if account is None or not factors.has_factor(account):
            return False
        seen = (each.get("method") for each in get_authentication_records(request, account))
        return marks.SECOND not in seen
