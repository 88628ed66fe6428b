"""Who may do what with e-mail that comes in? Those who check applications.

*Source:* R232; D3.
"""

from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_administrator
from commonground.people.permissions.joining import is_verifier

TABLE = {
    "read_letters": Rule([is_administrator], [is_verifier], otherwise="Only verifiers read the messages that come in."),
    "answer_letter": Rule([is_administrator], [is_verifier], otherwise="Only verifiers answer messages that come in."),
}
