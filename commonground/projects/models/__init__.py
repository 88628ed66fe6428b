"""What is kept of a collaboration? One file per noun.

*Source:* R6-R47; settled questions, "Who".
"""

from commonground.projects.models.answers import Answer, AnswerVersion, Confirmation
from commonground.projects.models.assessing import Assessment, Assignment
from commonground.projects.models.backing import BackingFile, BackingRequest
from commonground.projects.models.charter import CharterAdoption, CharterRating, CharterRound, CharterWording
from commonground.projects.models.collaboration import Collaboration, LeadershipPost, TeamMember
from commonground.projects.models.consensus import Asked, ConsensusRound, ConsensusRule, ObjectionMet
from commonground.projects.models.decisions import DecisionComment, DecisionItem, DecisionStage, DecisionVoice
from commonground.projects.models.effects import EffectRound, EffectView
from commonground.projects.models.ethics import EthicsAdvice, EthicsAnswer
from commonground.projects.models.finishing import Approval, CollaborationStudy, Position, Publication
from commonground.projects.models.following import Follower
from commonground.projects.models.guide import (
    GuideFollower,
    GuideSuggestion,
    GuideTranslation,
    GuideVersion,
    LocalAddition,
    LocalAnswer,
)
from commonground.projects.models.kits import FidelityCheck, Origin
from commonground.projects.models.lasting import (
    CaseCall,
    CaseOffer,
    CasePermission,
    LastingCheck,
    PeerReading,
    WatchedMonth,
)
from commonground.projects.models.needs import Need, NeedConfirmation
from commonground.projects.models.planning import CalendarFeed, DutyCell, PlanReader, PlanSignature, Reminder
from commonground.projects.models.plans import PlanAgreement, PlanVersion
from commonground.projects.models.polls import Poll, PollAnswer, PollGroup, PollResponse
from commonground.projects.models.portfolio import CoordinationNote, PortfolioLine, Reporting
from commonground.projects.models.problem import ProblemRound, SideStatement, StatementMark
from commonground.projects.models.proposals import Proposal, ProposalDecision, ProposalRound, Reuse, Support
from commonground.projects.models.pulse import PulseMark, PulseRound, PulseSum, PulseTally
from commonground.projects.models.reviews import Review, ReviewAnswer
from commonground.projects.models.sourcing import ResourceOffer, WantedResource
from commonground.projects.models.waiting import Awaited

__all__ = [
    "Answer",
    "AnswerVersion",
    "Approval",
    "Asked",
    "Assessment",
    "Assignment",
    "Awaited",
    "BackingFile",
    "BackingRequest",
    "CalendarFeed",
    "CaseCall",
    "CaseOffer",
    "CasePermission",
    "CharterAdoption",
    "CharterRating",
    "CharterRound",
    "CharterWording",
    "Collaboration",
    "CollaborationStudy",
    "Confirmation",
    "ConsensusRound",
    "ConsensusRule",
    "CoordinationNote",
    "DecisionComment",
    "DecisionItem",
    "DecisionStage",
    "DecisionVoice",
    "DutyCell",
    "EffectRound",
    "EffectView",
    "EthicsAdvice",
    "EthicsAnswer",
    "FidelityCheck",
    "Follower",
    "GuideFollower",
    "GuideSuggestion",
    "GuideTranslation",
    "GuideVersion",
    "LastingCheck",
    "LeadershipPost",
    "LocalAddition",
    "LocalAnswer",
    "Need",
    "NeedConfirmation",
    "ObjectionMet",
    "Origin",
    "PeerReading",
    "PlanAgreement",
    "PlanReader",
    "PlanSignature",
    "PlanVersion",
    "Poll",
    "PollAnswer",
    "PollGroup",
    "PollResponse",
    "PortfolioLine",
    "Position",
    "ProblemRound",
    "Proposal",
    "ProposalDecision",
    "ProposalRound",
    "Publication",
    "PulseMark",
    "PulseRound",
    "PulseSum",
    "PulseTally",
    "Reminder",
    "Reporting",
    "ResourceOffer",
    "Reuse",
    "Review",
    "ReviewAnswer",
    "SideStatement",
    "StatementMark",
    "Support",
    "TeamMember",
    "WantedResource",
    "WatchedMonth",
]
