"""Is the guide read in other languages once its workgroup says so, with nothing there that the English has left?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.projects.actions import guide as guide_actions
from commonground.projects.actions import guide_translations as actions
from commonground.projects.models import GuideTranslation
from commonground.projects.queries import guide
from commonground.projects.queries import guide_translations as queries
from commonground.projects.rules import editions, translating
from tests.cast import Cast
from tests.figures import counts
from tests.projects.guiding import WORDS, Keepers, keepers
from tests.projects.pages import text

ClientOf = Callable[[Any], Client]
WELSH = {"3.title": "Cynllun", "3.what": "Geiriau Cymraeg"}
URDU = {"3.title": "منصوبہ"}
KEYS = st.sampled_from(sorted(editions.shipped()))
SHORT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)


@pytest.fixture
def group(cast: Cast) -> Keepers:
    return keepers(cast)


def at(name: str, *args: Any) -> str:
    return reverse(f"projects:{name}", args=args)


def written(group: Keepers, language: str = "cy", texts: dict[str, str] | None = None) -> GuideTranslation:
    """Give a translation of the version in force with words in step 3, which nobody has launched."""
    version = guide.in_force()
    assert version is not None
    made = actions.begin(actor=group.writer, guide_version=version, language=language, note="A reading aid.")
    return actions.write(actor=group.writer, translation=made, version=1, step=3, texts=texts or WELSH)


def launched(group: Keepers, language: str = "cy", texts: dict[str, str] | None = None) -> GuideTranslation:
    """Give a translation that everybody reads."""
    return actions.launch(actor=group.lead, translation=written(group, language, texts))


def parts(client: Client, page: str) -> dict[str, tuple[str, str]]:
    """Give the language and the direction of every text on a page that says them, by its words."""
    tree = html.fromstring(client.get(page).content.decode())
    found = tree.xpath("//main//*[@lang and @dir]")
    return {" ".join(each.text_content().split()): (each.get("lang"), each.get("dir")) for each in found}


# What is true of the words


@settings(max_examples=counts(60, 3000), deadline=None)
@given(st.dictionaries(KEYS, SHORT, max_size=4), st.dictionaries(KEYS, SHORT, max_size=4))
def test_a_text_is_read_in_another_language_only_while_its_english_is_what_it_was_made_from(
    typed: dict[str, str], changed: dict[str, str]
) -> None:
    english = editions.shipped()
    made = translating.written({}, english, typed)
    later = editions.all_words(changed)
    read = translating.said(made, later, translating.LANGUAGES["cy"])
    assert list(read) == list(english)
    for key, one in read.items():
        holds = bool(typed.get(key)) and later[key] == english[key]
        assert one.words == (typed[key] if holds else later[key])
        assert one.is_english is not holds
    assert set(translating.again(made, later)) == {key for key in made if later[key] != english[key]}


# Who reads it


def test_a_translation_is_read_by_the_public_once_it_is_launched_and_not_before(group: Keepers, client: Client) -> None:
    made = written(group)
    for page in (at("guide_in", "cy"), at("guide_in_step", "cy", 3), at("guide_in_markdown", "cy")):
        assert client.get(page).status_code == 404
    for page in (at("guide"), at("guide_step", 3)):
        assert "Cymraeg" not in text(client.get(page))
    actions.launch(actor=group.lead, translation=made)
    for page in (at("guide_in", "cy"), at("guide_in_step", "cy", 3)):
        assert "Geiriau Cymraeg" in text(client.get(page)), page
    for page, there in ((at("guide"), at("guide_in", "cy")), (at("guide_step", 3), at("guide_in_step", "cy", 3))):
        shown = client.get(page).content.decode()
        assert "Read this in:" in shown and f'href="{there}"' in shown


def test_what_is_not_translated_is_english_and_is_marked_so(group: Keepers, client: Client) -> None:
    launched(group)
    found = parts(client, at("guide_in_step", "cy", 3))
    assert found["Geiriau Cymraeg"] == ("cy", "ltr")
    assert found[editions.shipped()["3.rule"]] == ("en", "ltr")
    every = parts(client, at("guide_in", "cy"))
    english = editions.shipped()
    assert [words for key, words in english.items() if key.endswith(".why") and every[words] != ("en", "ltr")] == []


def test_right_to_left_is_right_to_left(group: Keepers, client: Client) -> None:
    launched(group, "ur", URDU)
    assert parts(client, at("guide_in_step", "ur", 3))["منصوبہ"] == ("ur", "rtl")
    assert parts(client, at("guide"))["اردو"] == ("ur", "rtl")
    assert {each.code for each in translating.ALL if each.direction == "rtl"} == {"ur"}


def test_the_file_in_that_language_holds_its_words_and_says_what_is_english(group: Keepers, client: Client) -> None:
    launched(group)
    answer = client.get(at("guide_in_markdown", "cy"))
    said = answer.content.decode()
    assert answer["Content-Language"] == "cy"
    assert "Geiriau Cymraeg" in said and "Geiriau Cymraeg (English)" not in said
    assert "2 of 150 texts" in said and "A reading aid." in said
    assert said.count(" (English)") == 148


def test_words_written_after_the_launch_wait_for_the_next_one(group: Keepers, client: Client) -> None:
    made = launched(group)
    more = {"3.rule": "Newydd"}
    made = actions.write(actor=group.writer, translation=made, version=made.version, step=3, texts=more)
    assert "Newydd" not in text(client.get(at("guide_in", "cy")))
    actions.launch(actor=group.lead, translation=made)
    assert "Newydd" in text(client.get(at("guide_in", "cy")))
    with pytest.raises(Refused, match="already"):
        actions.launch(actor=group.lead, translation=made)


# A new version


def test_a_new_version_begins_with_the_words_of_the_last_and_says_what_is_to_be_looked_at_again(
    group: Keepers, client: Client, cast: Cast, client_of: ClientOf
) -> None:
    launched(group)
    after = group.launched()
    made = GuideTranslation.objects.get(guide_version=after, language="cy")
    english = queries.english_of(made)
    assert made.stage == "launched"
    assert translating.again(made.texts, english) == ["3.what"]
    public = text(client.get(at("guide_in_step", "cy", 3)))
    assert "Cynllun" in public and "Geiriau Cymraeg" not in public and WORDS["3.what"] in public
    editor = text(client_of(cast.person["whitlock"]).get(at("guide_translation_words", 2, "cy", 3)))
    assert "Geiriau Cymraeg" in editor and WORDS["3.what"] in editor and editions.shipped()["3.what"] in editor
    kept = actions.write(
        actor=group.writer, translation=made, version=made.version, step=3, texts=WELSH, looked_at=["3.what"]
    )
    assert translating.again(kept.texts, english) == []
    actions.launch(actor=group.lead, translation=kept)
    assert "Geiriau Cymraeg" in text(client.get(at("guide_in_step", "cy", 3)))


def test_a_draft_goes_on_as_a_draft_and_the_translation_of_an_old_version_stays_as_it_is(group: Keepers) -> None:
    made = written(group)
    after = group.launched()
    assert GuideTranslation.objects.get(guide_version=after).stage == "draft"
    made.refresh_from_db()
    with pytest.raises(Refused, match="in force"):
        actions.write(actor=group.writer, translation=made, version=made.version, step=3, texts=WELSH)
    with pytest.raises(Refused, match="in force"):
        actions.launch(actor=group.lead, translation=made)


# Who writes it


def test_two_who_write_at_once_lose_nothing(group: Keepers, cast: Cast, client_of: ClientOf) -> None:
    made = written(group)
    with pytest.raises(Stale) as lost:
        actions.write(actor=group.lead, translation=made, version=1, step=3, texts={"3.title": "Arall"})
    assert lost.value.theirs["3.title"] == "Cynllun"
    typed = {"t_3_title": "Arall", "version": 1}
    answer = client_of(cast.person["thornbury"]).post(at("guide_translation_words", 1, "cy", 3), typed)
    shown = answer.content.decode()
    assert "Arall" in shown and "Cynllun" in shown
    made.refresh_from_db()
    assert made.texts["3.title"]["words"] == "Cynllun"


def test_a_member_of_no_workgroup_cannot_write_and_a_writer_cannot_launch(
    group: Keepers, cast: Cast, client_of: ClientOf
) -> None:
    made = written(group)
    version = made.guide_version
    with pytest.raises(NotAllowed):
        actions.begin(actor=group.other, guide_version=version, language="pl")
    with pytest.raises(NotAllowed):
        actions.write(actor=group.other, translation=made, version=made.version, step=3, texts=WELSH)
    with pytest.raises(NotAllowed):
        actions.launch(actor=group.writer, translation=made)
    stranger = client_of(cast.person["penhallow"])
    for page in (
        at("guide_translate", 1), at("guide_translation", 1, "cy"), at("guide_translation_words", 1, "cy", 3),
        at("guide_translation_launch", 1, "cy"),
    ):  # fmt: skip
        assert stranger.get(page).status_code == 404, page
    assert "Welsh" not in text(stranger.get(at("guide_version", 1)))


def test_a_version_is_translated_once_into_a_listed_language_and_not_launched_empty(group: Keepers) -> None:
    version = guide.in_force()
    assert version is not None
    with pytest.raises(Invalid):
        actions.begin(actor=group.writer, guide_version=version, language="xx")
    made = actions.begin(actor=group.writer, guide_version=version, language="cy")
    with pytest.raises(Invalid):
        actions.begin(actor=group.lead, guide_version=version, language="cy")
    with pytest.raises(Refused, match="No word"):
        actions.launch(actor=group.lead, translation=made)
    with pytest.raises(Invalid):
        actions.write(actor=group.writer, translation=made, version=1, step=3, texts={"4.title": "Arall"})
    with pytest.raises(Invalid):
        actions.write(actor=group.writer, translation=made, version=1, step=3, texts={"3.title": "a" * 1201})


def test_a_translation_is_begun_written_and_launched_on_the_pages(
    group: Keepers, cast: Cast, client_of: ClientOf, client: Client
) -> None:
    writer, lead = client_of(cast.person["whitlock"]), client_of(cast.person["thornbury"])
    writer.post(at("guide_translate", 1), {"language": "cy", "note": ""})
    page = html.fromstring(writer.get(at("guide_translation_words", 1, "cy", 3)).content.decode())
    (box,) = page.xpath("//textarea[@name='t_3_title']")
    assert (box.get("lang"), box.get("dir")) == ("cy", "ltr")
    writer.post(at("guide_translation_words", 1, "cy", 3), {"t_3_title": "Cynllun", "version": 1})
    assert "1 of 150 texts are translated" in text(writer.get(at("guide_translation", 1, "cy")))
    assert "1 of 150 texts" in text(writer.get(at("guide_version", 1)))
    lead.post(at("guide_translation_launch", 1, "cy"))
    assert "Cynllun" in text(client.get(at("guide_in_step", "cy", 3)))
    assert "Read it in Welsh" in text(client.get(at("guide_version", 1)))


def test_the_version_whose_day_comes_by_itself_takes_its_translations_along(group: Keepers) -> None:
    launched(group)
    held = guide_actions.send_to_review(actor=group.writer, guide_version=group.drafted())
    held = guide_actions.approve(actor=group.lead, guide_version=held)
    tomorrow = timezone.localdate() + timedelta(days=1)
    guide_actions.launch(actor=group.lead, guide_version=held, on=tomorrow)
    assert guide_actions.launch_due(tomorrow) == 1
    assert [each.code for each in queries.read_in()] == ["cy"]
    assert queries.launched_in("cy").guide_version_id == held.pk
