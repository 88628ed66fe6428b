"""What can be done with the telephones of the worked example? Hand them out, once, so that its people can sign in.

*Source:* settled questions, "Running it" (the example signs in on one machine); bar B7.
"""

import json
import os
import time

from django.db import transaction

from commonground.groundwork.actors import Actor
from commonground.people.actions.signing_in import add_telephone
from commonground.people.models import Account
from commonground.people.queries.signing_in_telephones import file, seeds
from commonground.people.rules import signing_in as rules


@transaction.atomic
def hand_out(*, actor: Actor, account: Account) -> None:
    """Set up a telephone for an account of the example, as its holder would, and keep the seed where it can be shown.

    The file is readable by the account of the site alone.
    """
    seed = rules.new_seed()
    code = rules.code_at(seed, rules.period_of(time.time()) - rules.DRIFT)
    add_telephone(actor=actor, account=account, seed=seed, typed=code, is_told=False)
    kept = {**seeds(), account.email: seed}
    beside = file().with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as written:
        json.dump(kept, written)
    beside.replace(file())
