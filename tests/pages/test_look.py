"""Does each tag bring shape and word, and refuse what does not exist?"""

import re
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template
from django.test import Client

import commonground.pages
from commonground.groundwork.sides import Side
from commonground.pages.icons import ICONS
from commonground.pages.tables import Column, Table

PACKAGE = Path(commonground.pages.__file__).parent


def said(source: str, **context: object) -> str:
    return Template("{% load look parts %}" + source).render(Context(context))


def test_a_side_is_hue_shape_and_word() -> None:
    police = said("{% side who %}", who=Side.POLICE)
    assert re.search(r'cg-side--police"><svg.*<circle.*</svg>Police</span>', police)
    assert re.search(
        r"<rect.*</svg>Security, Marlgate Centre</span>", said('{% side "security" of="Marlgate Centre" %}')
    )
    assert said("{% side None %}") == ""


def test_there_are_sixteen_icons_each_silent_and_none_invented() -> None:
    assert len(ICONS) == 16
    assert 'aria-hidden="true"' in said('{% icon "clock" %}')
    with pytest.raises(TemplateSyntaxError, match="no icon"):
        said('{% icon "shield" %}')


def test_a_mailbox_breaks_after_its_sign_and_nothing_in_it_is_markup() -> None:
    assert said("{{ box|breakable }}", box="late@marlgate.example.org") == "late@<wbr>marlgate.example.org"
    assert said("{{ box|breakable }}", box="<b>@x") == "&lt;b&gt;@<wbr>x"


def test_a_status_is_always_a_word() -> None:
    assert "On course</span>" in said('{% state "oncourse" %}')
    assert "Your side, by 3 December</span>" in said('{% state "due" "Your side, by 3 December" %}')
    with pytest.raises(TemplateSyntaxError, match="no state"):
        said('{% state "overdue" %}')


def test_markings_are_exact_and_nothing_else_is_a_marking() -> None:
    assert said('{% marking "AMBER+STRICT" %}') == '<span class="cg-marking cg-marking--amber">TLP:AMBER+STRICT</span>'
    assert said('{% marking "TLP:green" %}') == '<span class="cg-marking cg-marking--green">TLP:GREEN</span>'
    assert said('{% marking "OFFICIAL-SENSITIVE" %}') == '<span class="cg-gsc">OFFICIAL-SENSITIVE</span>'
    with pytest.raises(TemplateSyntaxError, match="not a marking"):
        said('{% marking "SECRET" %}')


def test_firmness_is_said_in_words() -> None:
    html = said("{% firmness 3 %}")
    assert "Firmness 3 of 5" in html
    assert "Compared with similar places" in html


def test_an_error_summary_links_to_the_first_control_of_each_field(bare: Client) -> None:
    html = bare.get("/parts").content.decode()
    summary = html[html.index("govuk-error-summary") : html.index("<h1")]
    targets = re.findall(r'href="#(id_\w+)"', summary)
    assert "id_until_0" in targets
    assert "id_problem" in targets
    for target in targets:
        assert f'id="{target}"' in html


def test_no_id_stands_twice_on_a_page_and_every_reference_finds_its_own(bare: Client) -> None:
    html = bare.get("/framed").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    for names in re.findall(r'(?:aria-labelledby|aria-describedby|for|aria-controls)="([^"]*)"', html):
        for name in names.split():
            assert name in ids, name


def test_no_page_holds_a_style_attribute_or_a_script_of_its_own(bare: Client) -> None:
    html = bare.get("/framed").content.decode()
    assert not re.search(r'\sstyle="|<style|\son\w+="', html)
    assert re.findall(r"<script[^>]*>[^<]*</script>", html) == [
        '<script type="module" src="/static/pages/start.js"></script>'
    ]


def test_signing_out_is_a_form_and_switching_a_link_only_with_two_organisations(bare: Client) -> None:
    html = bare.get("/framed").content.decode()
    assert re.search(r'<form action="/sign-out" method="post">\s*<input type="hidden" name="csrfmiddlewaretoken"', html)
    assert "Not a government service." in html
    assert 'href="tel:01632960100"' in html
    assert "Sign in" in bare.get("/parts").content.decode()


def test_every_template_compiles() -> None:
    for path in (PACKAGE / "templates").rglob("*.html"):
        get_template(str(path.relative_to(PACKAGE / "templates")))


def test_a_table_refuses_a_row_that_does_not_fit_its_heading() -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(Table("Caption", (Column("A"), Column("B")), (("only one",),)).body)


def test_no_style_of_ours_breaks_its_own_tokens() -> None:
    style = (PACKAGE / "static/pages/commonground.css").read_text()
    used = set(re.findall(r"var\((--cg-[\w-]+)\)", style))
    defined = set(re.findall(r"(--cg-[\w-]+):", style))
    assert used <= defined, used - defined
    assert "GDS" not in style
    assert "@import" not in style
