"""What is kept of people, organisations and programmes? One file per noun.

*Source:* R1, R56, R140-R142; D3; settled questions, "Who".
"""

from commonground.people.models.organisations import Organisation
from commonground.people.models.persons import Account, AccountManager, Membership, Person
from commonground.people.models.programmes import Programme

__all__ = ["Account", "AccountManager", "Membership", "Organisation", "Person", "Programme"]
