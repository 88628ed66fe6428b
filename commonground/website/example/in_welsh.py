"""What of the guide is in Welsh in the example? Six titles of steps, to show how a translation is read.

They are an example and no official translation, and their readers are told so.

*Source:* R3; our own words.
"""

from commonground.projects.actions import guide_translations as translations
from commonground.projects.models import GuideTranslation
from commonground.projects.queries import guide
from commonground.website.example.stage import Stage

NOTE = "An example, not an official translation: six titles, to show how a translation is read. The English counts."
TITLES = {
    1: "Her",
    2: "Partneriaeth",
    3: "Cynllun",
    4: "Perchnogaeth ac arweinyddiaeth",
    5: "Ymgysylltu â’r gymuned",
    6: "Gweithredu",
}


def translated(stage: Stage) -> None:
    """Let Dana Whitlock begin the translation and write the titles."""
    version = guide.in_force()
    assert version is not None
    writer = stage.actor("whitlock")
    made = translations.begin(actor=writer, guide_version=version, language="cy", note=NOTE)
    for step, title in TITLES.items():
        words = {f"{step}.title": title}
        made = translations.write(actor=writer, translation=made, version=made.version, step=step, texts=words)


def launched(stage: Stage) -> None:
    """Let Maya Thornbury launch it."""
    made = GuideTranslation.objects.get(language="cy")
    translations.launch(actor=stage.actor("thornbury"), translation=made)
