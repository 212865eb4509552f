"""The reading room in a real browser: what people do there, by mouse and by keyboard, and what axe says of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from onrecord.keep import Writer
from tests.show.web.test_pages import PAGES, STORY

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the room; that nothing went wrong in its scripts is looked at last."""
    context = browser.new_context(base_url=address)
    shown = context.new_page()
    faults: list[str] = []
    shown.on("pageerror", lambda error: faults.append(str(error)))
    shown.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    yield shown
    context.close()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_passes_axe_and_none_is_wider_than_its_window(browser: Browser, address: str, scheme: str) -> None:
    found = []
    for width in (360, 1440):
        context = browser.new_context(
            base_url=address,
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 800},
        )
        page = context.new_page()
        for path in (*PAGES, "/login", "/nosuch"):
            page.goto(path)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{path} at {width}: wider than its window")
            violations = Axe().run(page).response["violations"]
            found += [f"{path} at {width}: {v['id']} {v['nodes'][0]['html']}" for v in violations]
        context.close()
    assert found == []


def test_a_page_is_read_by_handing_it_in(page: Page) -> None:
    page.goto("/")
    page.get_by_label("or text to read").fill(
        "Ferry to stop\n\nThe ferry will stop in May, said Bo Ahl, who runs it, on Monday."
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ferry to stop")
    expect(page.locator(".statements > li").first).to_contain_text("Bo Ahl")


def test_from_search_to_the_chain_to_the_actor(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("hydrologists")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Dam plan shelved after flood warning").click()
    page.locator(".statements .facts").get_by_role("link", name="Radio Callow").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Radio Callow")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dam plan shelved after flood warning")


def test_statements_are_walked_by_keyboard_and_the_address_follows(page: Page) -> None:
    page.goto(f"/story/{STORY}")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".statements > li.lit")).to_have_id("s2")
    assert page.url.endswith("?s=s2")
    page.keyboard.press("k")
    expect(page.locator("#s1")).to_have_attribute("aria-current", "true")
    expect(page.locator("#text .lit").first).to_be_visible()
    page.reload()
    expect(page.locator(".statements > li.lit")).to_have_id("s1")
    page.keyboard.press("Escape")
    expect(page.locator(".lit")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_number_in_the_text_lights_its_statement(page: Page) -> None:
    page.goto(f"/story/{STORY}")
    page.locator("#at-s3").get_by_text("3", exact=True).click()
    expect(page.locator(".statements > li.lit")).to_have_id("s3")


def test_an_outlook_is_followed_and_resolved(page: Page) -> None:
    page.goto("/outlooks?q=inquiry")
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_text("entry 1")).to_be_visible()
    page.get_by_label("Verdict").select_option("false")
    page.get_by_label("Words that show it").fill("has shelved its plan")
    page.get_by_label("in the story").fill(STORY)
    page.get_by_role("button", name="Resolve").click()
    expect(page.get_by_role("heading", name="False")).to_be_visible()
    page.goto("/ledger")
    expect(page.get_by_role("region", name="Resolved")).to_contain_text("an inquiry")


def test_actors_are_merged_after_a_preview_and_the_merge_is_undone(page: Page) -> None:
    page.goto("/actor/Lena%20Varga")
    page.get_by_text("Merge, split or rename").click()
    page.get_by_label("The same as").fill("Tomas Brandt")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="They are one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tomas Brandt")
    page.goto("/judgements")
    page.get_by_role("button", name="Undo judgement 1").click()
    expect(page.get_by_text("(undone)")).to_be_visible()


def test_who_signs_in_works_under_their_name_until_they_sign_out(page: Page, store: Path) -> None:
    with Writer(store) as writer:
        writer.add_user("Bo", "admin", "a long enough password")
    page.goto(f"/story/{STORY}?s=chars:10-40")
    page.get_by_label("Name").fill("Bo")
    page.get_by_label("Password").fill("a wrong password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    page.get_by_label("Name").fill("Bo")
    page.get_by_label("Password").fill("a long enough password")
    page.keyboard.press("Enter")
    page.get_by_label("Note").fill("seen")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_role("region", name="The team’s notes")).to_contain_text("Bo")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_reading_and_searching_need_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("What was said, and by whom?").fill("hydrologists")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Dam plan shelved after flood warning").click()
    page.locator("#s3 .to").click()
    assert page.locator(".statements > li.lit").get_attribute("id") == "s3"
    context.close()


def test_selected_words_are_cited_and_noted_on(page: Page) -> None:
    page.goto(f"/story/{STORY}")
    words = page.evaluate(
        """() => {
            const paragraph = document.querySelector("#text > p:nth-of-type(3)");
            const range = document.createRange();
            range.selectNodeContents(paragraph);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
            const copy = range.cloneContents();
            for (const sign of copy.querySelectorAll(".sign")) sign.remove();
            return copy.textContent;
        }"""
    )
    page.get_by_role("link", name="Cite or note").click()
    expect(page.locator(".cite blockquote")).to_have_text(words)
    page.get_by_label("Note").fill("who are the authors?")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_role("region", name="The team’s notes")).to_contain_text("who are the authors?")


def test_a_note_on_a_statement_by_its_key(page: Page) -> None:
    page.goto(f"/story/{STORY}")
    page.keyboard.press("j")
    page.keyboard.press("n")
    expect(page.get_by_label("Note")).to_be_focused()
    page.keyboard.type("who said so first?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="The team’s notes")).to_contain_text("who said so first?")


def test_where_marks_begin_is_told_to_those_who_hear_the_page_unless_they_switch_it_off(page: Page) -> None:
    page.goto(f"/story/{STORY}")
    aloud = page.locator("#text")
    assert " source: " in spoken(page)
    switch = page.get_by_role("button", name="Marks read aloud")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert " source: " not in spoken(page)
    page.reload()
    assert " source: " not in spoken(page)
    expect(aloud).not_to_contain_text("source:")


def spoken(page: Page) -> str:
    """All that a screen reader is given of a page."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return "".join(str(node.get("name", {}).get("value", "")) for node in tree["nodes"])


def test_a_statement_that_was_missed_is_added(page: Page) -> None:
    page.goto(f"/story/{STORY}?s=chars:240-260#cite")
    page.get_by_text("Add a statement that was missed").click()
    words = page.locator("#content-missed").input_value()
    before = page.locator(".statements > li").count()
    page.locator("#by-missed").select_option("Tomas Brandt")
    page.get_by_role("button", name="Add the statement").click()
    expect(page.locator(".statements > li")).to_have_count(before + 1)
    expect(page.locator("#c1")).to_contain_text(" ".join(words.split()))


def test_a_speaker_is_corrected_and_that_is_undone(page: Page) -> None:
    page.goto(f"/story/{STORY}")
    item = page.locator("#s1")
    item.get_by_text("Correct").first.click()
    item.get_by_label("Said by").select_option("Tomas Brandt")
    item.get_by_role("button", name="Correct").click()
    expect(page.locator("#s1 .to strong")).to_have_text("Tomas Brandt")
    page.goto("/judgements")
    page.get_by_role("button", name="Undo correction 1").click()
    page.goto(f"/story/{STORY}")
    expect(page.locator("#s1 .to strong")).not_to_have_text("Tomas Brandt")
