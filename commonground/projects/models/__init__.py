"""What is kept of a collaboration? One file per noun.

*Source:* R6-R47; settled questions, "Who".
"""

from commonground.projects.models.answers import Answer, AnswerVersion, Confirmation
from commonground.projects.models.collaboration import Collaboration, LeadershipPost, TeamMember
from commonground.projects.models.finishing import Approval, CollaborationStudy, Position, Publication
from commonground.projects.models.portfolio import CoordinationNote, PortfolioLine, Reporting
from commonground.projects.models.plans import PlanAgreement, PlanVersion
from commonground.projects.models.problem import ProblemRound, SideStatement, StatementMark
from commonground.projects.models.pulse import PulseMark, PulseRound, PulseSum, PulseTally
from commonground.projects.models.reviews import Review, ReviewAnswer
from commonground.projects.models.sourcing import ResourceOffer, WantedResource

__all__ = [
    "Answer",
    "AnswerVersion",
    "Approval",
    "Collaboration",
    "CollaborationStudy",
    "Confirmation",
    "CoordinationNote",
    "LeadershipPost",
    "PortfolioLine",
    "PlanAgreement",
    "PlanVersion",
    "Position",
    "ProblemRound",
    "Publication",
    "PulseMark",
    "PulseRound",
    "PulseSum",
    "PulseTally",
    "Reporting",
    "ResourceOffer",
    "Review",
    "ReviewAnswer",
    "SideStatement",
    "StatementMark",
    "TeamMember",
    "WantedResource",
]
