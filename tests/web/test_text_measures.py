"""Names, quotations, lengths and languages of what members write."""

from __future__ import annotations

import pytest

from web.text import language_of, length_of, names_mentioned, plain, quote, render, words_in

LINK = '<a href="/@{0}/" rel="nofollow ugc noopener">@{1}</a>'


def test_names_of_members_become_links_in_their_own_spelling():
    rendered = render("See @ALICE, (@bob) _@sam_ and @nobody.", known=["Alice", "bob", "sam"]).html

    alice, bob, sam = LINK.format("Alice", "ALICE"), LINK.format("bob", "bob"), LINK.format("sam", "sam")
    assert rendered == f"<p>See {alice}, ({bob}) <em>{sam}</em> and @nobody.</p>"


@pytest.mark.parametrize(
    "source",
    [
        "bob@bob.org",
        "@bob@elsewhere.org",
        "@bob.org",
        "https://elsewhere.org/@bob",
        "x@bob",
        "@bobé",
        "@b",
        "@bobbobbobbobbobbobbob",
        "`@bob`",
        "    @bob",
        "[@bob](https://x.org)",
        "<bob@bob.org>",
        "\\@bob",
    ],
)
def test_other_at_signs_name_nobody(source):
    assert "/@bob/" not in render(f"x\n\n{source}", known=["bob"]).html
    assert names_mentioned(f"x\n\n{source}") == []


def test_names_are_found_in_order_each_once():
    assert names_mentioned("@bob and ||@Carol|| and @BOB\n\n> - *@alice*") == ["bob", "Carol", "alice"]
    assert len(names_mentioned(" ".join(f"@member{number}" for number in range(30)))) == 10
    assert names_mentioned("nobody") == []


@pytest.mark.parametrize(
    "text",
    [
        "Two lines\n\nand *stars*, _dashes_ & [brackets](x) `code` <https://x.org> ~~gone~~",
        "1. not a list\n- nor this\n# nor a title\n> nor a quote\n=== or\n---",
        "She ||leaves|| @bob with a back\\slash &amp; all",
    ],
)
def test_a_quotation_reads_as_what_is_quoted(text):
    rendered = render(quote(text), known=["bob"]).html

    lines = [line for line in text.splitlines() if line]
    assert plain(rendered).split("\n") == ["", *lines, ""] or plain(rendered).split() == text.split()
    assert rendered.startswith("<blockquote>")
    assert rendered.count("<") == rendered.count("<p>") * 2 + 2
    assert names_mentioned(quote(text)) == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("", 0),
        ("One *two* three-ish, it's — four/five … !", 6),
        ("||hidden words|| and [a link](https://example.org/with/words)", 5),
        ("हिन्दी में लिखा", 3),
        ("孤独と欲望の映画", 4),
        ("Her 孤独", 2),
        ("```\ncode too\n```", 2),
    ],
)
def test_words_are_counted_as_readers_see_them(source, count):
    assert words_in(source) == count


@pytest.mark.parametrize(
    ("words", "length"),
    [
        (0, ""),
        (1, "quip"),
        (19, "quip"),
        (20, "note"),
        (79, "note"),
        (80, "review"),
        (399, "review"),
        (400, "essay"),
    ],
)
def test_texts_have_one_of_four_lengths(words, length):
    assert length_of("word " * words) == length


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It surprised me how tender this was the second time around, and what it does with its silences."),
        ("de", "Ein Film, der mich überrascht hat: leise, traurig und trotzdem voller Wärme."),
        ("fr", "Un film sur la solitude, porté par une musique qui ne m'a pas quitté depuis des jours."),
        ("es", "Una película preciosa sobre la soledad, con una música que no se me va de la cabeza."),
        ("pt", "Um filme lindo sobre a solidão, com uma música que não sai da minha cabeça há dias."),
        ("it", "Un film bellissimo sulla solitudine, con una musica che non riesco a togliermi dalla testa."),
        ("nl", "Een prachtige film over eenzaamheid, met muziek die al dagen niet uit mijn hoofd gaat."),
        ("sv", "En vacker film om ensamhet, med musik som inte har lämnat mig på flera dagar."),
        ("fi", "Kaunis elokuva yksinäisyydestä, ja musiikki on soinut päässäni jo monta päivää."),
        ("pl", "Piękny film o samotności, z muzyką, która od kilku dni nie chce wyjść mi z głowy."),
        ("tr", "Yalnızlık üzerine çok güzel bir film, müziği günlerdir aklımdan hiç çıkmıyor."),
        ("vi", "Một bộ phim rất đẹp về sự cô đơn, và âm nhạc của nó không rời khỏi đầu tôi."),
        ("ru", "Прекрасный фильм об одиночестве, музыка из которого уже несколько дней не выходит у меня из головы."),
        ("uk", "Чудовий фільм про самотність, музика з якого вже кілька днів не виходить у мене з голови."),
        ("el", "Μια όμορφη ταινία για τη μοναξιά."),
        ("ja", "孤独についての美しい映画です。"),
        ("zh", "这是一部关于孤独的美丽电影。"),
        ("ko", "외로움에 관한 아름다운 영화이고 음악이 좋다."),
        ("ar", "فيلم جميل عن الوحدة مع موسيقى لا تغادر رأسي."),
        ("fa", "فیلمی زیبا درباره تنهایی که موسیقی‌اش از یادم نمی‌رود و باید دوباره ببینم."),
    ],
)  # fmt: skip
def test_languages_are_told_by_script_and_small_words(language, text):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "source", ["", "Wow.", "10/10", "Tarkovsky!", "🎬🎬🎬", "`print(1)`", "Ozu Tokyo Kino Cinema Roma"]
)
def test_no_language_is_guessed_from_next_to_nothing(source):
    assert language_of(source) == ""


def test_a_title_in_another_language_does_not_change_the_language():
    text = "I saw Le Fabuleux Destin d'Amélie Poulain and 千と千尋の神隠し in one evening, and it was the best of my year."

    assert language_of(text) == "en"
