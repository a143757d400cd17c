"""Names are shown as they read, and are never taken for markup."""

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.plain_text import Markdown, plain_words


@pytest.mark.parametrize(
    "name",
    [
        "Sofa",
        "Front door #2",
        "Küche",
        "living_room",
        "A & B",
        "It's Anna's!",
        "50 %",
        "客厅",
    ],
)
def test_a_name_stays_as_it_is(name: str) -> None:
    """As it is read, and almost always to the letter."""
    assert plain_words(name).replace("\u2060", "") == name


@pytest.mark.parametrize(
    "name",
    [
        "[click](http://evil.test)",
        "![](http://evil.test/x.png)",
        "<img src=x onerror=alert(1)>",
        "**bold** _it_ ~~no~~ `code`",
        "a | b\n---|---\n| c",
        "# Heading",
        "1. list",
        "- [ ] task",
        "[ref]: http://evil.test",
        "<http://evil.test>",
        "\\[x\\]",
        "&lt;b&gt; &#42;",
        "{other}",
        "a\nb\r\nc\u2028d\x00e\u202ef",
    ],
)
def test_nothing_in_a_name_is_markup(name: str) -> None:
    """Not a link, a picture, a tag, a list, a line or a placeholder; and no sign turns the words round."""
    said = plain_words(name)
    assert not set(said) & set("[]<>*`|~\\{}\n\r\x00\u2028\u202e")
    assert "://" not in said
    assert "&l" not in said
    assert "&#" not in said
    assert not said.startswith(("#", "- ", "1."))
    assert "_it_" not in said
    assert said == " ".join(said.split())


@pytest.mark.parametrize(
    "name", ["see http://evil.test", "www.evil.test", "a@evil.test"]
)
def test_nothing_becomes_a_link_by_itself(name: str) -> None:
    """Though it reads the same."""
    said = plain_words(name)
    assert said != name
    assert said.replace("\u2060", "") == name


def test_what_is_markdown_on_purpose_stays_so() -> None:
    """A list that we made of plain words."""
    assert plain_words(Markdown("- **one**\n- two")) == "- **one**\n- two"


def test_each_sign_is_replaced_for_itself() -> None:
    """By one that looks alike, as often as it stands there; and the words stay apart."""
    said = plain_words("  __a_b__\n\u202e*[c]* \r <d>|{e}~`\\ ")
    assert (
        said
        == "\uff3f\uff3fa_b\uff3f\uff3f \u2217\uff3bc\uff3d\u2217 \u2039d\u203a\uff5c\uff5be\uff5d\u223c\u02cb\uff3c"
    )
    assert type(plain_words(Markdown("*a*"))) is str
    assert plain_words("www.a@b://&c") == ("www\u2060.a@\u2060b:\u2060//&\u2060c")


@given(st.text())
def test_it_is_done_once_and_for_all(name: str) -> None:
    """What is plain stays plain."""
    said = plain_words(name)
    assert not set(said) & set("[]<>*`|~\\{}\n")
    assert plain_words(said).replace("\u2060", "") == said.replace("\u2060", "")
