"""What is kept of people, organisations, posts and programmes? One file per noun.

*Source:* R1, R56, R115, R140-R146; D3; settled questions, "Who".
"""

from commonground.people.models.handovers import Handover, HandoverMatter, HandoverMessage
from commonground.people.models.joining import (
    Application,
    CallBack,
    Concern,
    ConcernNote,
    Interest,
    Sponsor,
    Thanks,
)
from commonground.people.models.letters import Letter
from commonground.people.models.logos import Logo
from commonground.people.models.matrix import MatrixLine
from commonground.people.models.offers import MembershipOffer
from commonground.people.models.organisations import Organisation
from commonground.people.models.own_data import Breach, DataRequest, LegalHold
from commonground.people.models.persons import (
    Account,
    AccountManager,
    Clearance,
    FollowedArea,
    Membership,
    Person,
    Suspension,
)
from commonground.people.models.posts import Endorsement, Holding, Post, PostReport, Topic
from commonground.people.models.profiles import AboutUs, Accreditation, Capability, Merge, Profile, Reading, Term
from commonground.people.models.programmes import Programme
from commonground.people.models.signing_in import FactorReset, KnownDevice, RecoveryCode, SignInTry
from commonground.people.models.signing_in_sso import SignOnLink, SingleSignOn
from commonground.people.models.strategy import Stance
from commonground.people.models.workgroups import Charge, Meeting, NextStep, Seat, Supporter, Workgroup

__all__ = [
    "AboutUs",
    "Account",
    "AccountManager",
    "Accreditation",
    "Application",
    "Breach",
    "CallBack",
    "Capability",
    "Charge",
    "Clearance",
    "Concern",
    "ConcernNote",
    "DataRequest",
    "Endorsement",
    "FactorReset",
    "FollowedArea",
    "Handover",
    "HandoverMatter",
    "HandoverMessage",
    "Holding",
    "Interest",
    "KnownDevice",
    "LegalHold",
    "Letter",
    "Logo",
    "MatrixLine",
    "Meeting",
    "Membership",
    "MembershipOffer",
    "Merge",
    "NextStep",
    "Organisation",
    "Person",
    "Post",
    "PostReport",
    "Profile",
    "Programme",
    "Reading",
    "RecoveryCode",
    "Seat",
    "SignInTry",
    "SignOnLink",
    "SingleSignOn",
    "Sponsor",
    "Stance",
    "Supporter",
    "Suspension",
    "Term",
    "Thanks",
    "Topic",
    "Workgroup",
]
