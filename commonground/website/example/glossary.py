"""Which words does the example's glossary explain? Those to which the documents give a meaning, each with its source.

*Source:* R77, R87; the five seed documents; the publications that each term names.
"""

from dataclasses import dataclass

from commonground.website.example.organisations import ARTICLE, RESULTS, SLIDES

COLLEGE = "College of Policing, APP Intelligence management"
CENTER = "Center for Problem-Oriented Policing, displacement and diffusion"
PROBLEMS = "College of Policing, guidelines on problem-solving policing"
GSC = "Government Security Classifications Policy, 5 August 2024"
LICENSING = "Security Industry Authority, licensing"
STANDARDS = "National Business Crime Centre, BCRP national standards, November 2019"
DATA = "data.police.uk, about the data"


@dataclass(frozen=True, slots=True)
class Word:
    """One term: its meaning in our words, who says it, other words for it, and where the meaning comes from."""

    term: str
    meaning: str
    said_by: str
    source: str
    also: tuple[str, ...] = ()


WORDS = (
    Word("3x5x2", "How police grade intelligence: the source in three steps, the information in five, and in two"
         " whether it may be shared as it is or with conditions. Only police intelligence staff grade.", "police",
         COLLEGE),
    Word("ACS", "A voluntary scheme by which the SIA approves contractors, sector by sector. An assessor looks each"
         " year, and approval is renewed every three years.", "security", "SIA, keep your ACS approval; " + RESULTS,
         ("Approved Contractor Scheme",)),
    Word("ACT Awareness", "Training against terrorism that anybody can follow on a screen. It took the place of Project"
         " Griffin.", "both", "Reports on the revised counter-terrorism training"),
    Word("BCCB", "The board to which PaS brings its recommendations, and which decides what is done.", "both", RESULTS,
         ("Business Crime Change Board",)),
    Word("BCRP", "Businesses of a place that work on crime together. National standards say how one is governed: a"
         " named manager, a board, accounts, a yearly meeting.", "both",
         STANDARDS, ("business crime reduction partnership",)),
    Word("BS 7499", "The British Standard for static guarding.", "security", "BSI, BS 7499:2020"),
    Word("BS 10800", "The British Standard that stands above the others for security services.", "security",
         "BSI, BS 10800:2020"),
    Word("Business crime", "Since June 2019: any criminal offence of which a business, or somebody because of working"
         " for it, is the victim. Earlier years used other definitions, so their figures cannot be joined.", "police",
         "NPCC definition of 1 June 2019, College of Policing, APP Policing business crime"),
    Word("CP", "Licence sector: guarding a person. The licence also covers door supervision and security guarding.",
         "security", LICENSING, ("Close protection",)),
    Word("Community guarding", "A few guards whom several businesses pay for, in shops at high risk and on patrol where"
         " police and businesses agree.", "both", f"{SLIDES}; Risk UK, September 2018"),
    Word("CSAS", "A chief officer gives some powers to people who are not police, in that force's area, for about two"
         " years. Never the power to arrest or detain.", "both",
         "Police Reform Act 2002, sections 40 and 41; " + SLIDES,
         ("Community Safety Accreditation Scheme",)),
    Word("CViT", "Licence sector: cash and valuables in transit.", "security", LICENSING,
         ("Cash and valuables in transit",)),
    Word("Diffusion of benefit", "The opposite of displacement: places nearby gain too.", "police", CENTER),
    Word("Displacement", "Crime that moves instead of stopping: to another place, time, target or method, to another"
         " offence or another offender.", "police", CENTER, ("crime displacement",)),
    Word("DPIA", "Seven steps to think a use of personal data through before it begins: what for, what exactly, who was"
         " asked, whether it is needed and in proportion, risks, measures, who signs.", "both",
         "Information Commissioner's Office, data protection impact assessments",
         ("data protection impact assessment",)),
    Word("DS", "Licence sector: keeping the door. The licence also covers security guarding. Door staff need it even"
         " when the venue employs them itself.", "security", LICENSING, ("Door supervision", "door supervisor")),
    Word("End user", "An organisation that directly manages its own security, such as a shop or a hotel.", "security",
         RESULTS, ("manager of security",)),
    Word("Front line", "Work for which a licence of a sector is needed. Each front-line licence also covers work that"
         " is not front line.", "security", LICENSING),
    Word("GSC", "How government, and the police with it, mark what they write: OFFICIAL, SECRET, TOP SECRET. A"
         " business's own information has no such mark.", "police", GSC, ("Government Security Classifications",)),
    Word("Information sharing agreement", "What partners write down before they share regularly: what for, which"
         " information, on which legal basis, for how long, and who answers for it.", "both",
         "Information Commissioner's Office, data sharing code", ("ISA", "data sharing agreement")),
    Word("KH", "Licence sector: holding keys.", "security", LICENSING, ("Key holding", "key-holding")),
    Word("LSOA", "A small area for statistics. Published crimes carry its code.", "police", DATA,
         ("lower layer super output area",)),
    Word("Martyn's Law", "Duties for places that many people visit: a standard tier from 200 people, an enhanced one"
         " from 800. The SIA will watch over it.", "both", "Terrorism (Protection of Premises) Act 2025"),
    Word("Need to know", "Only those get it who need it for their work; rank or interest are no reason.", "police",
         GSC),
    Word("OFFICIAL", "The lowest of three classifications, for most of what government and police do.", "police", GSC),
    Word("OFFICIAL-SENSITIVE", "A mark within OFFICIAL, not a classification of its own: who may read it is narrower.",
         "police", GSC),
    Word("PaS", "The initiative, launched in December 2014, that brings police and private security in London together."
         " Its guide has ten steps.", "both", f"{RESULTS}; {ARTICLE}", ("Police and Security initiative",)),
    Word("Project Argus", "An exercise round a table, three hours long, in which managers went through an attack with"
         " experts.", "both", "MEC Security, Project Argus"),
    Word("Project Griffin", "Briefings by police for security staff, face to face. 78.2% of those who answered in 2015"
         " rated it as effective; it has been replaced since.", "both", RESULTS),
    Word("PSI", "The private security industry as a whole.", "both", RESULTS, ("private security industry",)),
    Word("PSS", "Licence sector: watching public space by camera.", "security", LICENSING,
         ("Public space surveillance",)),
    Word("Sanitise", "Take out whatever tells who a source is. The police intelligence unit does it.", "police",
         COLLEGE,
         ("sanitisation",)),
    Word("SARA", "Four steps of solving a problem: scanning, analysis, response, assessment. With the objective in"
         " front it is OSARA.", "police", PROBLEMS, ("OSARA",)),
    Word("Secured by Design",
         "An accreditation that the police own, for products and buildings that make crime harder.",
         "both", "Police Crime Prevention Initiatives"),
    Word("SG", "Licence sector: security guarding under contract. The licence also covers key holding. Guards whom a"
         " business employs itself need none.", "security", LICENSING, ("Security guarding",)),
    Word("SIA", "The regulator that licenses people who work in security.", "both", RESULTS,
         ("Security Industry Authority",)),
    Word("Snap point", "The published place of a crime: not where it happened, but a fixed point near by, so that"
         " nobody is identified.", "police", DATA),
    Word("TLP", "Four labels that say how far information may go: RED to those named, AMBER to the organisation and its"
         " clients, GREEN to the community, CLEAR to everybody.", "both", "FIRST, Traffic Light Protocol 2.0",
         ("Traffic Light Protocol",)),
)  # fmt: skip
