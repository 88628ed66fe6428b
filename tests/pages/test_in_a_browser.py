"""Does every page pass in a real browser: axe, 320 px, no complaint, keyboard, paper, forced colours, no script?"""

import pytest
from playwright.sync_api import Browser

from tests.browser import WIDTHS, assert_page_passes, visit
from tests.pages.site import ERRORS

pytestmark = pytest.mark.browser
PAGES = {"/framed": 200, "/confirm": 200, "/done": 200, "/answer": 200, **ERRORS}


@pytest.mark.parametrize(("path", "status"), PAGES.items())
def test_the_page_passes_at_every_width(chromium: Browser, address: str, path: str, status: int) -> None:
    for width in WIDTHS:
        with visit(chromium, address + path, width) as page:
            assert_page_passes(page, status)


def test_everything_that_is_pressed_on_a_phone_is_at_least_24_px_high(chromium: Browser, address: str) -> None:
    with visit(chromium, f"{address}/framed", 375) as page:
        assert page.small_targets() == []


def test_buttons_and_menu_links_on_a_phone_are_44_px_high(chromium: Browser, address: str) -> None:
    with visit(chromium, f"{address}/framed", 375) as page:
        heights = page.page.eval_on_selector_all(
            ".govuk-button, .cg-link-button, .cg-menu-link, .cg-footer li a, .govuk-input, .govuk-select",
            "all => all.filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect().height)",
        )
        assert heights
        assert min(heights) >= 44


def test_without_script_everything_is_there_and_a_choice_still_reveals_its_question(
    chromium: Browser, address: str
) -> None:
    with visit(chromium, f"{address}/framed", 375, java_script_enabled=False) as page:
        who = page.page.locator("#id_who")
        assert who.is_visible()
        page.page.locator("label[for=id_how_1]").click()
        assert not who.is_visible()
        assert page.page.locator(".cg-footer__who button").is_visible()
        assert page.page.get_by_text("You can write up to 300 characters").is_visible()


def test_with_script_the_characters_left_are_counted(chromium: Browser, address: str) -> None:
    with visit(chromium, f"{address}/framed") as page:
        page.page.locator("#id_problem").fill("x" * 310)
        page.page.wait_for_function("document.body.innerText.includes('You have 10 characters too many')")


def test_the_keyboard_reaches_everything_and_its_place_is_always_seen(chromium: Browser, address: str) -> None:
    with visit(chromium, f"{address}/confirm") as page:
        seen: list[str] = []
        for _ in range(14):
            page.page.keyboard.press("Tab")
            style = page.page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect()
                const mark = s.backgroundColor + s.boxShadow + s.outlineStyle
                return [e.textContent.trim().slice(0, 30), mark, b.height] }"""
            )
            seen.append(style[0])
            assert "rgb(255, 207, 74)" in style[1] or "solid" in style[1], style
            assert style[2] > 0
        assert seen[0] == "Skip to main content"
        assert any("Sign out" in text for text in seen)
        assert "Sharing" in seen


@pytest.mark.parametrize("path", ["/framed", "/confirm", "/answer"])
def test_the_tab_key_alone_walks_through_a_page_and_finds_what_it_cannot_reach(
    chromium: Browser, address: str, path: str
) -> None:
    with visit(chromium, f"{address}{path}") as page:
        assert page.beyond_the_keyboard() == []
        page.page.evaluate("[...document.links].findLast(e => e.checkVisibility()).setAttribute('tabindex', '-1')")
        page.page.evaluate("document.querySelector('.govuk-skip-link').style.cssText = 'all: unset !important'")
        found = [each.partition(":")[0] for each in page.beyond_the_keyboard()]
        assert found == ["not reached", "reached without a mark"]


def test_on_paper_the_frame_goes_and_what_was_folded_opens(chromium: Browser, address: str) -> None:
    with visit(chromium, f"{address}/framed") as page:
        page.page.emulate_media(media="print")
        for gone in (".cg-nav", ".cg-footer", ".govuk-button", ".cg-who", ".govuk-breadcrumbs"):
            assert not page.page.locator(gone).first.is_visible(), gone
        assert page.page.locator(".cg-maths").is_visible()
        assert page.page.locator(".cg-journey--wide").is_visible()
        assert page.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_with_forced_colours_edges_are_drawn_and_the_sides_keep_their_shapes(chromium: Browser, address: str) -> None:
    with visit(chromium, f"{address}/framed", forced_colors="active") as page:
        edge = page.page.locator(".cg-state").first.evaluate("e => getComputedStyle(e).borderTopWidth")
        assert edge == "1px"
        kept = page.page.locator(".cg-shape").first.evaluate("e => getComputedStyle(e).forcedColorAdjust")
        assert kept == "none"


def test_without_style_sheets_the_page_is_a_readable_column_and_no_drawing_fills_the_window(
    chromium: Browser, address: str
) -> None:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as window:
        page = window.new_page()
        page.route("**/*.css", lambda route: route.abort())
        page.goto(f"{address}/framed")
        sizes = page.eval_on_selector_all("svg:not(figure svg)", "all => all.map(e => e.getBoundingClientRect().width)")
        assert sizes
        assert max(sizes) <= 200
        assert page.locator("h1").is_visible()
