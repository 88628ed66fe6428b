"""Who may do what with agreements: begin, write, sign, let others in, suspend, leave, look back?

*Source:* R212-R213; design/sharing.md 5; D2.
"""

from dataclasses import dataclass

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.groundwork.sides import TWO_SIDES
from commonground.sharing.rules.agreements_state import Part, State

SPEAKING = frozenset({"coordinator", "custodian"})
RUNNING = frozenset({State.IN_FORCE, State.SIGNED, State.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Concerned:
    """How the actor's organisation stands in an agreement, which parts the actor has in it, and where it stands.
    `may_let_in` speaks of the change of the annex that is asked about, `is_own_change` of whom it is about."""

    state: State
    is_party: bool = False
    was_party: bool = False
    is_asked_in: bool = False
    parts: frozenset[str] = frozenset()
    has_draft: bool = False
    has_offer: bool = False
    may_let_in: bool = False
    is_own_change: bool = False
    suspended_it: bool = False
    has_to_report: bool = False


def can_begin(actor: Actor, subject: object) -> bool:
    """the person is a coordinator or custodian of an organisation on the police or the security side"""
    return actor.side in TWO_SIDES and bool(actor.roles & SPEAKING)


def speaks_for_it(actor: Actor, subject: Concerned) -> bool:
    """the person is a coordinator or custodian of an organisation that is a party or is asked to become one"""
    return (subject.is_party or subject.is_asked_in) and bool(actor.roles & SPEAKING)


def has_a_part(actor: Actor, subject: Concerned) -> bool:
    """the person has a part in the agreement for a party, or is coordinator or custodian of one"""
    return subject.is_party and bool(subject.parts or actor.roles & SPEAKING)


def of_one_asked_in(actor: Actor, subject: Concerned) -> bool:
    """the person has a part in it for an organisation that is asked to become a party, or speaks for that one"""
    return subject.is_asked_in and bool(subject.parts or actor.roles & SPEAKING)


def is_signatory(actor: Actor, subject: Concerned) -> bool:
    """the person is named to sign for a party"""
    return subject.is_party and Part.SIGNATORY.value in subject.parts


def signs_the_change(actor: Actor, subject: Concerned) -> bool:
    """the person is named to sign for the organisation that the change is about"""
    return subject.is_own_change and Part.SIGNATORY.value in subject.parts


def is_of_a_party(actor: Actor, subject: Concerned) -> bool:
    """the person is a member of a party"""
    return actor.is_member and subject.is_party


def has_to_report(actor: Actor, subject: Concerned) -> bool:
    """the person has a part in it for, or speaks for, an organisation that holds data of another which is out"""
    return subject.has_to_report and bool(subject.parts or actor.roles & SPEAKING)


def is_draft(actor: Actor, subject: Concerned) -> bool:
    """the version is still being written"""
    return subject.has_draft


def is_new(actor: Actor, subject: Concerned) -> bool:
    """the agreement has never been in force"""
    return subject.state is State.DRAFT and subject.has_draft


def is_offered(actor: Actor, subject: Concerned) -> bool:
    """the version awaits signature"""
    return subject.has_offer


def is_running(actor: Actor, subject: Concerned) -> bool:
    """the agreement is signed and has not ended"""
    return subject.state in RUNNING


def can_be_taken_up(actor: Actor, subject: Concerned) -> bool:
    """the agreement has been signed, has not ended, and no other version is begun"""
    return subject.state in RUNNING | {State.EXPIRED} and not subject.has_draft and not subject.has_offer


def is_in_force(actor: Actor, subject: Concerned) -> bool:
    """the agreement is in force"""
    return subject.state in {State.IN_FORCE, State.SIGNED}


def is_suspended_by_them(actor: Actor, subject: Concerned) -> bool:
    """the organisation suspended the agreement itself"""
    return subject.state is State.SUSPENDED and subject.suspended_it


def may_let_in(actor: Actor, subject: Concerned) -> bool:
    """the party is another than the one that put the change forward, on the other side where there is one"""
    return subject.may_let_in


TABLE = {
    "begin_agreement": Rule(
        [can_begin],
        otherwise="Only a coordinator or custodian of an organisation on the police or security side may begin an"
        " agreement. Ask yours.",
    ),
    "write_agreement": Rule(
        [has_a_part, is_draft], otherwise="Only those who have a part in it for a party may write, while it is a draft."
    ),
    "name_parties": Rule(
        [has_a_part, is_new],
        otherwise="Parties are named freely only before the first signing. Later, change the annex.",
    ),
    "name_people": Rule(
        [has_a_part],
        [speaks_for_it],
        otherwise="Only those who speak for an organisation may say who acts for it in this agreement.",
    ),
    "write_basis": Rule(
        [has_a_part],
        [of_one_asked_in],
        otherwise="An organisation enters its own lawful bases, and nobody else’s.",
    ),
    "offer_version": Rule(
        [has_a_part, is_draft], otherwise="Only those who have a part in it for a party may offer it for signature."
    ),
    "take_back_version": Rule([has_a_part, is_offered], otherwise="Only a party may take back what awaits signature."),
    "sign_version": Rule(
        [is_signatory, is_offered], otherwise="Only the person named to sign for a party may sign, once it is offered."
    ),
    "begin_version": Rule(
        [has_a_part, can_be_taken_up],
        otherwise="A new version begins from one that all have signed, one at a time.",
    ),
    "put_annex_change": Rule(
        [has_a_part, is_running], otherwise="Only a party may change the annex, while the agreement runs."
    ),
    "sign_annex_change": Rule(
        [signs_the_change, is_running],
        otherwise="Only the person named to sign for that organisation may sign this change.",
    ),
    "let_in": Rule(
        [has_a_part, may_let_in, is_running],
        otherwise="Another party lets this in, on the other side where there is one.",
    ),
    "suspend_agreement": Rule(
        [has_a_part, is_in_force], otherwise="Only a party may suspend it, while it is in force."
    ),
    "resume_agreement": Rule(
        [is_signatory, is_suspended_by_them],
        otherwise="Only a signatory of the party that suspended it may let it go on.",
    ),
    "leave_agreement": Rule(
        [is_signatory, is_running], otherwise="Only the person named to sign for a party may take it out."
    ),
    "review_agreement": Rule([has_a_part, is_running], otherwise="Only a party may record a review, while it runs."),
    "acknowledge_agreement": Rule(
        [is_of_a_party, is_running], otherwise="Only members of a party confirm that they know the agreement."
    ),
    "report_on_data": Rule(
        [has_to_report], otherwise="Only an organisation that holds data of a party that is out reports on it."
    ),
}
