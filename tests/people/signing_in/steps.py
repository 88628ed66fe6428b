"""How does a test sign somebody in, step by step? With the password of the cast, and a telephone that shows codes.

*Source:* bars B5 to B7.
"""

import time
from dataclasses import dataclass, field
from typing import Any

from commonground.people.adapters import signing_in_factors as factors
from commonground.people.models import Account, Person
from commonground.people.rules import signing_in as rules
from tests.cast import PASSWORD

SIGN_IN, CODE, FIRST = "/sign-in/", "/sign-in/code/", "/you/sign-in/first/"
DANA = "dana.whitlock@marlgate.example.org"


@dataclass
class Telephone:
    """The telephone of one account, which shows codes that work once."""

    account: Account
    seed: str = field(default_factory=rules.new_seed)

    def code(self) -> str:
        """Give the code of now, as if no code had been used in this half minute."""
        found = factors.telephone(self.account)
        if found is not None:
            found.data["last"] = 0
            found.save()
        return rules.code_at(self.seed, rules.period_of(time.time()))


def telephone_of(person: Person) -> Telephone:
    """Give a person a telephone that is set up."""
    telephone = Telephone(Account.objects.get(person=person))
    factors.add_telephone(telephone.account, telephone.seed, 0)
    return telephone


def first_step(client: Any, email: str = DANA, password: str = PASSWORD, **more: Any) -> Any:
    """Enter e-mail address and password."""
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def second_step(client: Any, code: str) -> Any:
    """Enter a code."""
    return client.post(CODE, {"code": code})


def is_in(client: Any) -> bool:
    """Whether one's own page answers."""
    return bool(client.get("/you/").status_code == 200)
