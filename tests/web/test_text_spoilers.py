"""Spoilers inside a sentence: what covers them, who opens them, and that shorter forms keep them shut."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from web.text import LEAD_LENGTH, LEAD_SLACK, excerpt, films_named, plain, render, uncovered, without_spoilers
from web.text.spoilers import COVER, covered

OF_HER = "It is ||the *voice* leaves|| and ||film:solaris-1972 she comes back|| for me."


def shown(source: str) -> str:
    """What is rendered, with covered words in braces and the film they are about before them."""
    html = render(source).html
    return COVER.sub(
        lambda cover: f"{{{cover['film'] + ': ' if cover['film'] else ''}{cover['words']}}}", html
    )


@pytest.mark.parametrize(
    ("source", "rendered"),
    [
        ("He ||dies|| there", "<p>He {dies} there</p>"),
        ("|| dies ||", "<p>{dies}</p>"),
        ("||a\nb||", "<p>{a\nb}</p>"),
        ("||a|| ||b||", "<p>{a} {b}</p>"),
        ("||film:her-2013 the words||", "<p>{her-2013: the words}</p>"),
        ("||film:her-2013||", "<p>{film:her-2013}</p>"),
        ("||film:Her! x||", "<p>{film:Her! x}</p>"),
        ("- ||a||\n- b", "<ul>\n<li>{a}</li>\n<li>b</li>\n</ul>"),
        ("> ||a||", "<blockquote>\n<p>{a}</p>\n</blockquote>"),
        ("# ||a||", "<h3>{a}</h3>"),
        ("*||a||* ||**b** ~~c~~||", "<p><em>{a}</em> {<strong>b</strong> <s>c</s>}</p>"),
        ("*a ||b* c||", "<p>*a {b* c}</p>"),
        ("||`a||b`||", "<p>{<code>a||b</code>}</p>"),
        ("||a<br>b||", "<p>{a<br>b}</p>"),
    ],
)
def test_words_between_two_bars_are_covered(source, rendered):
    assert shown(source) == rendered


@pytest.mark.parametrize(
    "source", ["||", "||||", "|| ||", "a || b", "|||a|||", "||||a||||", "||a", "a\\|| b||", "||one\n\ntwo||"]
)
def test_bars_that_are_no_pair_stay_as_typed(source):
    assert plain(render(source).html) == source.replace("\\", "").replace("\n\n", "\n")


def test_code_is_left_alone():
    assert shown("`||a||`") == "<p><code>||a||</code></p>"
    assert shown("```\n||a||\n```") == "<pre><code>||a||\n</code></pre>"


def test_spoilers_hold_no_other_spoilers():
    assert shown("||a ||b|| c||") == "<p>{a}b{c}</p>"
    assert shown("||a [b ||c|| d](https://x.org) e||").count("{") == 1


@pytest.mark.parametrize(
    "source",
    [
        "<b>a ||secret</b> secret|| b",
        "||secret <blockquote>secret|| b</blockquote>",
        "<i>a ||secret</i></i> secret||",
        "<blockquote>||secret</blockquote> secret||",
        '<a href="https://x.org">a ||secret</a> secret|| b',
        "[a ||secret|| b](https://x.org)",
        "*a ||secret* secret||",
        "[a ||secret](https://x.org) secret||",
        "_||secret||_ [||secret||]",
    ],
)
def test_no_tag_or_link_opens_a_cover_from_within(source):
    rendered = render(source).html

    assert "secret" in rendered
    assert "secret" not in COVER.sub("", rendered)
    assert is_sound(rendered)


def test_a_link_with_a_spoiler_in_it_is_in_the_spoiler():
    link = '<a href="https://x.org" rel="nofollow ugc noopener">'

    assert shown("[a ||b|| c](https://x.org)") == f"<p>a {{{link}b</a>}} c</p>"
    assert shown("||[b](https://x.org)||") == f"<p>{{{link}b</a>}}</p>"


def test_the_cover_is_a_tick_box_that_says_what_is_under_it():
    assert covered("x") == (
        '<span class="spoiler-words" data-nosnippet><label><input type="checkbox"> Spoiler</label>'
        " <span hidden>x</span></span>"
    )
    assert 'data-film="her-2013"' in covered("x", "her-2013")
    assert "Spoiler for <i>Her (2013)</i></label>" in covered("x", "her-2013")
    assert "Spoiler for <i>2001 A Space Odyssey (1968)</i>" in covered("x", "2001-a-space-odyssey-1968")
    assert "Spoiler for <i>Untitled</i>" in covered("x", "untitled")


def test_spoilers_are_open_for_who_has_seen_the_film_they_are_about():
    html = render(OF_HER).html

    assert uncovered(html, {"her-2013"}, "her-2013").startswith(
        "<p>It is the <em>voice</em> leaves and <span"
    )
    assert uncovered(html, {"solaris-1972"}, "her-2013").endswith("</span> and she comes back for me.</p>")
    assert "<span" not in uncovered(html, {"her-2013", "solaris-1972"}, "her-2013")
    assert uncovered(html, set(), "her-2013") == uncovered(html, {"her-2013"}) == html


def test_the_films_that_spoilers_name_can_be_looked_up():
    assert films_named(render(OF_HER).html) == {"solaris-1972"}
    assert films_named(render("Nothing, and ||of this film||").html) == set()


def test_shorter_forms_never_say_the_words():
    html = render(OF_HER).html

    assert plain(html) == excerpt(html, 200) == "It is [spoiler] and [spoiler] for me."
    assert without_spoilers(html) == "<p>It is [spoiler] and [spoiler] for me.</p>"
    assert excerpt(html, 20) == "It is [spoiler] and…"


def test_an_excerpt_is_one_line_of_whole_words():
    html = render("One *line*.\n\n- and &amp; another\n- more").html

    assert excerpt(html, 100) == "One line. and & another more"
    assert excerpt(html, 14) == "One line. and…"
    assert excerpt(html, 13) == "One line.…"
    assert excerpt(render("x" * 100).html, 10) == "x" * 9 + "…"
    assert excerpt("", 10) == ""


@pytest.mark.parametrize(
    "source",
    [
        "word " * 60 + "||" + "secret " * 20 + "||" + " word" * 200,
        "||" + "secret " * 200 + "|| word",
        "word " * 100 + "||" + "secret " * 100 + "||",
        "- ||" + "secret " * 200 + "||",
        "word\n\n" * 10 + "> ||" + "secret **secret** [secret](https://x.org) " * 200 + "||",
        "Word ||secret|| " * 200,
    ],
)
def test_a_lead_keeps_its_spoilers_covered(source):
    rendered = render(source)

    assert "secret" in COVER.search(rendered.html)["words"]
    assert rendered.lead_html != rendered.html
    assert "secret" not in plain(rendered.lead_html)
    assert len(COVER.sub(r"\g<words>", plain(rendered.lead_html))) <= LEAD_LENGTH + LEAD_SLACK
    assert is_sound(rendered.lead_html)


def test_spoilers_within_reach_are_in_the_lead_whole():
    lead = render("It ||ends *well*|| and then " + "it goes on " * 100).lead_html

    assert [cover["words"] for cover in COVER.finditer(lead)] == ["ends well"]
    assert plain(lead).startswith("It [spoiler] and then it goes on")
    assert uncovered(lead, {"her-2013"}, "her-2013").startswith("<p>It ends well and then it goes on")


class Nesting(HTMLParser):
    """Whether every element ends inside the one it began in, and none stands where browsers would move it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.is_sound = True

    def handle_starttag(self, tag: str, attributes: object) -> None:
        inside_words = {"p", "span", "h3"} & set(self.open)
        if inside_words and tag in {"p", "blockquote", "ul", "ol", "li", "pre", "h3", "hr"}:
            self.is_sound = False
        if tag in {"label", "input", "a"} and "a" in self.open:
            self.is_sound = False
        if tag not in {"br", "hr", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.is_sound = self.is_sound and bool(self.open) and self.open.pop() == tag


def is_sound(html: str) -> bool:
    nesting = Nesting()
    nesting.feed(html)
    nesting.close()
    return nesting.is_sound and not nesting.open
