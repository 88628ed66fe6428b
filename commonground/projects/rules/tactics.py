"""Which ways are there to make a crime harder, riskier or pointless? Twenty-five techniques to choose tactics from.

The list and its five groups are Cornish and Clarke's; what each means, and what either side could do, is in our own
words. None is graded here: whether one works depends on the place, and the case studies say what came of it.

*Source:* R18; D. B. Cornish and R. V. Clarke, "Opportunities, precipitators and criminal decisions", Crime Prevention
Studies 16 (2003), 41-96; reference on standards, 2.7 (the techniques tag tactics).
"""

from collections.abc import Sequence
from dataclasses import dataclass

VERSION = "1"
SOURCE = "Cornish and Clarke, “Opportunities, precipitators and criminal decisions”, Crime Prevention Studies 16 (2003)"
NOT_GRADED = "Not graded here"

MECHANISMS = {
    "effort": "Make it harder",
    "risk": "Make it riskier",
    "reward": "Make it pay less",
    "provocation": "Provoke less",
    "excuse": "Leave no excuse",
}


@dataclass(frozen=True, slots=True)
class Technique:
    """One technique: its number in the published list, its name, what it means, and what either side could do."""

    number: int
    mechanism: str
    name: str
    means: str
    police: str
    security: str

    @property
    def key(self) -> str:
        """How it is named in addresses and in answers."""
        return f"t{self.number}"

    @property
    def how(self) -> str:
        """How it is meant to work, in one sentence."""
        return f"{MECHANISMS[self.mechanism]}: {self.means[0].lower()}{self.means[1:]}"


TECHNIQUES: tuple[Technique, ...] = (
    Technique(1, "effort", "Harden the target", "Whatever is taken or broken is made harder to take or break.",
              "Survey the premises and say where they are weak.", "Fit and check locks, tags, screens and shutters."),
    Technique(2, "effort", "Control who gets in", "Only those who have a reason come to where it happens.",
              "Advise which doors and hours matter most.", "Run the door: passes, keys, a person at the entrance."),
    Technique(3, "effort", "Screen the way out", "Nothing leaves that has not been paid for or returned.",
              "Agree what happens when somebody is stopped.", "Check receipts and tags at the exit, by a rule."),
    Technique(4, "effort", "Keep offenders away", "People likely to clash or to steal are led elsewhere beforehand.",
              "Use exclusion where a court or the law allows it.", "Refuse entry by a rule that applies to everybody."),
    Technique(5, "effort", "Control tools and weapons", "What is used to offend is hard to come by.",
              "Run test purchases and search where the law allows.", "Check age, keep tools locked, report who asks."),
    Technique(6, "risk", "Extend guardianship", "More people are near who would notice and act.",
              "Time foot patrols for the hours that count.", "Move rounds to the same hours; nobody works alone."),
    Technique(7, "risk", "Let people see more", "Light, sight lines and open fronts let passers-by notice.",
              "Ask the council for light and cleared views.", "Clear windows and aisles; report broken lights."),
    Technique(8, "risk", "Reduce anonymity", "Those who might offend know that they can be recognised.",
              "Share who is excluded, under an agreement.", "Greet everybody; wear names; ask for passes."),
    Technique(9, "risk", "Use those who run the place", "Managers and staff are able and willing to look after it.",
              "Teach staff what to note and whom to call.", "Name a manager for each shift who answers for safety."),
    Technique(10, "risk", "Strengthen formal surveillance", "Guards, officers and cameras watch what matters.",
              "Answer calls from the control room by an agreed code.", "Watch cameras live at the hours that count."),
    Technique(11, "reward", "Conceal the target", "What is wanted cannot be seen from where one would take it.",
              "Say which goods and vehicles are being looked for.", "Move, cover or empty what draws the eye."),
    Technique(12, "reward", "Remove the target", "What is wanted is not there at the risky time.",
              "Say at which hours most is lost.", "Take cash and costly stock off the floor."),
    Technique(13, "reward", "Mark what is owned", "Stolen things can be told from others and sent back.",
              "Check recovered goods against marks and registers.", "Mark goods and keep the list up to date."),
    Technique(14, "reward", "Disrupt the market", "Stolen things are hard to sell.",
              "Visit second-hand sellers and watch online offers.", "Report own goods offered elsewhere."),
    Technique(15, "reward", "Take away the benefit", "What is stolen or damaged is of no use to whoever did it.",
              "Say what makes goods useless to those who sell them.", "Use dye, activation at tills, quick repair."),
    Technique(16, "provocation", "Reduce frustration and stress", "Waits, crowds and rudeness do not build up.",
              "Help plan queues, buses and closing times.", "Train staff to calm; open a second till early."),
    Technique(17, "provocation", "Avoid disputes", "People who might clash are kept apart.",
              "Plan routes and times for rival groups.", "Seat, queue and let out groups separately."),
    Technique(18, "provocation", "Reduce temptation and arousal", "What stirs people up is less in view.",
              "Advise on events that draw known trouble.", "Stop the shouting, filming or drinking that starts it."),
    Technique(19, "provocation", "Break peer pressure", "One can say no without losing face.",
              "Speak with families and schools.", "Part groups; speak with one person at a time."),
    Technique(20, "provocation", "Discourage imitation", "What somebody did is not left to be copied.",
              "Say little in public about how it was done.", "Mend damage and remove graffiti at once."),
    Technique(21, "excuse", "Set rules", "Everybody knows beforehand what is allowed.",
              "Help word rules that can be enforced.", "Write the rules of the place and keep to them."),
    Technique(22, "excuse", "Post instructions", "What to do stands where it is needed.",
              "Agree the words on signs that name the police.", "Put signs where the choice is made."),
    Technique(23, "excuse", "Alert conscience", "People are reminded at the moment when it counts.",
              "Show the harm, in the words of those harmed.", "Place reminders at tills and shelves."),
    Technique(24, "excuse", "Make it easy to comply", "Doing right is the least trouble.",
              "Make reporting quick and worth the time.", "Offer bins, exits, late buses, a way to pay."),
    Technique(25, "excuse", "Control drink and drugs", "Fewer people act when they are not themselves.",
              "Use licensing powers with the council.", "Refuse service; look after those who had too much."),
)  # fmt: skip
BY_KEY = {technique.key: technique for technique in TECHNIQUES}


def found(search: str = "", mechanism: str = "") -> Sequence[Technique]:
    """List the techniques of one mechanism whose words hold all that is searched for, in their published order."""
    words = search.casefold().split()

    def holds(one: Technique) -> bool:
        said = f"{one.name} {one.means} {one.police} {one.security}".casefold()
        return all(word in said for word in words) and mechanism in ("", one.mechanism)

    return [one for one in TECHNIQUES if holds(one)]


def as_answer(technique: Technique) -> dict[str, str]:
    """Give what a tactic begins with when it is chosen from the library; why it should work here is left to be said."""
    return {
        "name": technique.name,
        "technique": technique.key,
        "police_part": technique.police,
        "security_part": technique.security,
        "mechanism": technique.how,
        "taken_from": f"Technique {technique.number} of 25, {SOURCE}",
    }
