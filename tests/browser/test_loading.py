"""A dashboard of ours is there however slow our script comes: its strategy is small, and comes first.

Home Assistant waits for a strategy five seconds, and shows an error then that stays.
"""

from typing import Final

from .visitor import Visitor

STRATEGY: Final = "ll-strategy-dashboard-lens-cap"
LOAD: Final = f"""async () => {{
  await import("/lens-cap.js");
  await customElements.whenDefined("{STRATEGY}");
}}"""
ASK: Final = f"""() => {{
  window.made = undefined;
  customElements.get("{STRATEGY}").generate({{}}, harness.hass).then((made) => (window.made = made));
}}"""
# What of Home Assistant's page asks for a dashboard again, somewhere in a shadow root.
DASHBOARD: Final = """(type) => {
  const root = document.querySelector("#stage").attachShadow({ mode: "open" });
  const dashboard = document.createElement("hui-root");
  dashboard.lovelace = { rawConfig: { strategy: { type } } };
  window.refreshed = 0;
  dashboard.addEventListener("config-refresh", () => (window.refreshed += 1));
  root.append(dashboard);
}"""


def _open(visitor: Visitor) -> None:
    """Open the page without anything of ours in it."""
    visitor.open("?later=yes")
    visitor.page.clock.install()


def test_the_strategy_is_there_before_everything_else(visitor: Visitor) -> None:
    """It is defined while the rest is under way, and gives a dashboard once its cards are there."""
    visitor.server.rest.clear()
    _open(visitor)
    visitor.page.evaluate(LOAD)
    visitor.page.evaluate(ASK)
    visitor.page.clock.fast_forward(60_000)
    assert visitor.page.evaluate("() => window.made === undefined")
    visitor.server.rest.set()
    visitor.page.wait_for_function("() => window.made !== undefined")
    assert visitor.page.evaluate("() => Boolean(customElements.get('lens-cap-card'))")
    assert visitor.page.evaluate("() => window.made.views[0].path") == "cameras"


def test_a_dashboard_comes_although_the_rest_does_not(visitor: Visitor) -> None:
    """Its cards are then said to be missing, by Home Assistant."""
    _open(visitor)
    visitor.page.route("**/lens-cap-elements.js", lambda route: route.abort())
    visitor.page.evaluate(LOAD)
    visitor.page.evaluate(ASK)
    visitor.page.wait_for_function("() => window.made !== undefined")
    visitor.complaints.clear()


def test_the_error_of_a_strategy_that_came_too_late_goes(visitor: Visitor) -> None:
    """The dashboard is asked for again, once."""
    _open(visitor)
    visitor.page.evaluate(DASHBOARD, "custom:lens-cap")
    visitor.page.evaluate(LOAD)
    visitor.page.clock.fast_forward(60_000)
    assert visitor.page.evaluate("() => window.refreshed") == 1


def test_a_dashboard_that_is_there_is_not_asked_for_again(visitor: Visitor) -> None:
    """Neither ours that came in time, nor one of somebody else."""
    _open(visitor)
    visitor.page.evaluate(DASHBOARD, "custom:lens-cap")
    visitor.page.evaluate(f"async () => {{ await ({LOAD})(); ({ASK})(); }}")
    visitor.page.clock.fast_forward(60_000)
    assert visitor.page.evaluate("() => window.refreshed") == 0
    _open(visitor)
    visitor.page.evaluate(DASHBOARD, "custom:another")
    visitor.page.evaluate(LOAD)
    visitor.page.clock.fast_forward(60_000)
    assert visitor.page.evaluate("() => window.refreshed") == 0
