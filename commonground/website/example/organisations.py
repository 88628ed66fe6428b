"""Which organisations does the example know? The bodies of the PaS initiative as the documents name them, and the
invented ones of Aldermouth.

A body of the initiative carries the document that names it; where a document gives only an abbreviation or another
spelling, both are kept as aliases. What the documents do not say is not said here either.

*Source:* the five seed documents; R159, R161-R166, R195, R202, R207, R215, R250-R251, R267.
"""

from dataclasses import dataclass

from commonground.groundwork.sides import Kind

GUIDE = "Best practice guide of the effective collaboration working group"
LAUNCH = "News of the guide's launch, 27 September 2016"
SLIDES = "PaS collaboration framework, slides of 31 October"
RESULTS = "PaS initial consultation results, 2015"
ARTICLE = "Risk UK, “Police and Security Group consultation highlights routes towards more effective collaboration”"


@dataclass(frozen=True, slots=True)
class Body:
    """One organisation: its name, what kind it is, what it does, other names for it, and who says so."""

    name: str
    kind: Kind
    about: str
    aliases: tuple[str, ...] = ()
    source: str = ""
    telephone: str = ""
    area: str = ""


OF_THE_INITIATIVE = (
    Body("British Security Industry Association", Kind.ASSOCIATION,
         "Sits on the PaS committee and in the effective collaboration workgroup. The consultation's results and its"
         " community register were kept on its website.", ("BSIA",), RESULTS),
    Body("Security Industry Authority", Kind.OVERSIGHT,
         "Sits on the PaS committee and in the standards, training and accreditations workgroup.", ("SIA",), RESULTS),
    Body("Metropolitan Police Service", Kind.POLICE,
         "Sits on the PaS committee, in the information, intelligence and communications workgroup and, through"
         " Met Police Ops, in the effective collaboration workgroup.",
         ("MPS", "Met Police", "Metropolitan Police"), RESULTS),
    Body("Mayor's Office for Policing and Crime", Kind.OVERSIGHT,
         "Sits on the PaS committee. PaS works in support of its business crime strategy.",
         ("MOPAC", "Mayor of London Office for Policing and Crime"), RESULTS),
    Body("City Security and Resilience Networks", Kind.ASSOCIATION,
         "Sits on the PaS committee and in the effective collaboration workgroup, whose lead was its chief executive"
         " when the guide was launched.", ("CSARN", "City Security and Resilience Network"), f"{RESULTS}; {LAUNCH}"),
    Body("London First", Kind.ASSOCIATION,
         "Sits on the PaS committee and in the standards, training and accreditations workgroup.", (), RESULTS),
    Body("Safer London Business Partnership", Kind.ASSOCIATION,
         "Sits on the PaS committee and in the information, intelligence and communications workgroup.",
         ("SLBP",), f"{RESULTS} (as SLBP); {ARTICLE}"),
    Body("Skills for Security", Kind.ASSOCIATION, "Stands among the bodies that publish the consultation's results.",
         (), RESULTS),
    Body("The Security Institute", Kind.ASSOCIATION,
         "Among the organisations that respondents named as representing, or engaged in, collaboration.",
         ("Security Institute",), RESULTS),
    Body("ASIS International UK Chapter", Kind.ASSOCIATION,
         "Among the organisations that respondents named as representing, or engaged in, collaboration.",
         ("ASIS", "ASIS International’s UK Chapter"), f"{RESULTS}; {ARTICLE}"),
    Body("National Business Crime Forum", Kind.ASSOCIATION,
         "The results name “National Business Crime Forum / Solution” as one; it is kept as two.", ("NBCF",), RESULTS),
    Body("National Business Crime Solution", Kind.ASSOCIATION,
         "Works on data standards for reporting with the National Police Chiefs' Council. The results name it together"
         " with the National Business Crime Forum.", ("NBCS",), f"{RESULTS}; {SLIDES}"),
    Body("National Police Chiefs' Council", Kind.POLICE,
         "Respondents asked that PaS be consistent with it. The same document speaks of the “ACPO lead for business"
         " crime”.", ("NPCC",), RESULTS),
    Body("Business Crime Change Board", Kind.OVERSIGHT,
         "Receives the recommendations of PaS and decides what is implemented.", ("BCCB",), RESULTS),
    Body("Sussex Police", Kind.POLICE, "Takes part in the community guarding project that PaS supports.", (), SLIDES),
    Body("Sainsbury's", Kind.MANAGER, "Takes part in the community guarding project that PaS supports.",
         ("Sainsburys",), SLIDES),
    Body("Mitie", Kind.PROVIDER, "Takes part in the community guarding project that PaS supports.", (), SLIDES),
)  # fmt: skip

OF_ALDERMOUTH = (
    Body("Aldermouth Police", Kind.POLICE, "The police of Aldermouth. Neighbourhood teams for each part of the city,"
         " and one analyst for crime against business.", telephone="01632 960199", area="Aldermouth"),
    Body("Aldermouth Business Crime Partnership", Kind.ASSOCIATION,
         "Shops, centres, hotels and security firms that work on crime together. Runs the radio link and this"
         " installation.", ("ABCP",), telephone="01632 960100", area="Aldermouth"),
    Body("Marlgate Centre", Kind.MANAGER, "Ninety shops and the bus station's covered way, with a security team of its"
         " own until 11pm.", telephone="01632 960120", area="Minster Gate North"),
    Body("Northgate Guarding", Kind.PROVIDER, "Licensed guards for shops and streets in the city centre, under contract"
         " to eleven businesses.", telephone="01632 960130", area="Northgate"),
    Body("Tannery Stores", Kind.MANAGER, "Four small food shops, two of them on Castle Parade.",
         telephone="01632 960150", area="Tannery Row"),
    Body("Office of the Aldermouth Police and Crime Commissioner", Kind.OVERSIGHT,
         "Holds the police to account and pays for some of what partners do.", telephone="01632 960161",
         area="Aldermouth"),
    Body("Aldermouth City Council", Kind.COMMUNITY, "Speaks for the people of the city on lighting, licensing and"
         " streets.", telephone="01632 960165", area="Aldermouth"),
    Body("Minster Gate Residents and Traders", Kind.COMMUNITY, "Meets on the first Monday of the month in the Friary"
         " hall. About 140 households and 60 traders.", telephone="01632 960170", area="Minster Gate North"),
    Body("Castle Parade Traders", Kind.COMMUNITY, "Nineteen shopkeepers on the Parade.", telephone="01632 960172",
         area="Castle Parade"),
    Body("Aldermouth Street Pastors", Kind.COMMUNITY, "Volunteers who walk the centre on Friday and Saturday nights.",
         telephone="01632 960175", area="Aldermouth"),
    Body("Harbour View Hotel", Kind.MANAGER, "A hotel of 84 rooms at the quay.", telephone="01632 960180",
         area="Quayside"),
)  # fmt: skip

ORGANISATIONS = (*OF_THE_INITIATIVE, *OF_ALDERMOUTH)
