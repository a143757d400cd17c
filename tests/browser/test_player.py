"""A live picture is Home Assistant's own player, and only there while somebody asked for it and can see it."""

from typing import Any, Final

import pytest

from .stage import PRIVATE, camera, told
from .visitor import DEEP, Visitor

# In the place of what Home Assistant gives to whoever wants one of its cards.
HELPERS: Final = """() => {
  window.players = [];
  window.loadCardHelpers = async () => ({
    createCardElement: (config) => {
      const player = document.createElement("stock-card");
      player.config = config;
      window.players.push(player);
      return player;
    },
  });
}"""
PLAYS: Final = (
    "(count) => window.players.filter((one) => one.isConnected).length === count"
)
# Ours looks first: what is seen here, it has seen before.
IN_SIGHT: Final = f"""(wanted) => new Promise((done) => {{
  const watcher = new IntersectionObserver((entries) => {{
    if (entries.at(-1).isIntersecting === wanted) {{ watcher.disconnect(); done(); }}
  }});
  watcher.observe(({DEEP})("lens-cap-picture")[0]);
}})"""


def _scroll(visitor: Visitor, *, away: bool) -> None:
    visitor.page.evaluate(
        "(above) => { document.querySelector('#stage').style.marginTop = above; }",
        "3000px" if away else "0",
    )
    visitor.page.evaluate(IN_SIGHT, not away)


def _hide(visitor: Visitor, *, away: bool) -> None:
    """Have the page be one that is in the background, or on a screen that is off."""
    visitor.page.evaluate(
        """(hidden) => {
          Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        away,
    )


def _close(visitor: Visitor, *, away: bool) -> None:
    visitor.change(camera(1, **(PRIVATE if away else {})))


def _lose(visitor: Visitor, *, away: bool) -> None:
    visitor.page.evaluate(f"() => harness.{'lose' if away else 'find'}()")


WAYS: Final = [_scroll, _hide, _close, _lose]
UNSEEN: Final = [_scroll, _hide]


def _play(visitor: Visitor, **config: Any) -> None:
    visitor.page.evaluate(HELPERS)
    visitor.tell(told(camera(1, live="available")))
    visitor.card(1, **config)


def test_nothing_plays_until_somebody_asks(visitor: Visitor) -> None:
    """A still is shown; one tap makes the card that Home Assistant has for this camera."""
    _play(visitor)
    visitor.until_pictures(1)
    assert visitor.page.evaluate("() => window.players.length") == 0
    visitor.page.get_by_role("button", name="Watch Camera 1 live").click()
    visitor.page.wait_for_function(PLAYS, arg=1)
    config = visitor.page.evaluate("() => window.players[0].config")
    assert config["type"] == "picture-entity"
    assert config["camera_view"] == "live"
    assert config["entity"] == "camera.one_1"
    assert visitor.page.evaluate("() => window.players[0].hass === harness.hass")
    assert visitor.pictures() == 0


@pytest.mark.parametrize("leave", WAYS)
def test_a_player_is_gone_where_it_is_not_seen(visitor: Visitor, leave: Any) -> None:
    """Out of sight, in the background, private, and without a connection; then another one begins anew."""
    _play(visitor, picture="live")
    visitor.page.wait_for_function(PLAYS, arg=1)
    leave(visitor, away=True)
    visitor.page.wait_for_function(PLAYS, arg=0)
    leave(visitor, away=False)
    visitor.page.wait_for_function(PLAYS, arg=1)
    assert visitor.page.evaluate(
        "() => window.players.map((one) => one.isConnected)"
    ) == [False, True]


def test_a_player_goes_with_its_card(visitor: Visitor) -> None:
    """And is not kept for when the card comes back, as from another view."""
    _play(visitor, picture="live")
    visitor.card(1, picture="none")  # so that all is known when the other comes back
    visitor.page.wait_for_function(PLAYS, arg=1)
    visitor.page.evaluate(
        "() => { window.card = harness.elements[0]; window.card.remove(); }"
    )
    visitor.page.wait_for_function(PLAYS, arg=0)
    visitor.page.evaluate("() => document.querySelector('#stage').append(window.card)")
    visitor.page.wait_for_function("() => window.players.length === 2")
    visitor.page.wait_for_function(PLAYS, arg=1)
    assert not visitor.page.evaluate("() => window.players[0].isConnected")


def test_a_card_that_is_edited_plays_nothing(visitor: Visitor) -> None:
    """Home Assistant shows it beside its form: a still does."""
    _play(visitor)
    visitor.page.evaluate(
        """() => {
          harness.clear();
          harness.show("lens-cap-card", { entity: "camera.one_1", picture: "live" }, { preview: true });
        }"""
    )
    visitor.until_pictures(1)
    assert visitor.page.evaluate("() => window.players.length") == 0


@pytest.mark.parametrize("leave", UNSEEN)
def test_no_still_is_fetched_that_nobody_sees(visitor: Visitor, leave: Any) -> None:
    """A minute out of sight costs nothing; the next still comes when somebody looks again."""
    visitor.page.clock.install()
    visitor.tell(told(camera(1)))
    visitor.card(1)
    visitor.until_pictures(1)
    with visitor.page.expect_request("**/api/camera_proxy/**"):
        visitor.page.clock.fast_forward(10_000)
    leave(visitor, away=True)
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.page.clock.fast_forward(60_000)
    with visitor.page.expect_request("**/api/camera_proxy/**"):
        leave(visitor, away=False)
    assert len(asked) == 1
