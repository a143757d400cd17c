"""Somebody who looks at a page with our elements."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

from .stage import ROOT, Payload, PictureServer

SUBSCRIBE: Final = "lens_cap/subscribe"
PATIENCE_MS: Final = 120_000
# Every element, in shadow roots too.
DEEP: Final = """(selector) => {
  const found = [];
  const visit = (root) => root.querySelectorAll("*").forEach((element) => {
    if (element.matches(selector)) found.push(element);
    if (element.shadowRoot) visit(element.shadowRoot);
  });
  visit(document);
  return found;
}"""


class Visitor:
    """A browser's page, and what it complained of."""

    def __init__(self, page: Any, server: PictureServer) -> None:
        """Look at a page."""
        self.page = page
        self.server = server
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)

    @classmethod
    @contextmanager
    def visiting(cls, browser: Any, server: PictureServer) -> Iterator[Self]:
        """Open the page in a context of its own."""
        context = browser.new_context(viewport={"width": 390, "height": 844})
        context.set_default_timeout(PATIENCE_MS)
        try:
            visitor = cls(context.new_page(), server)
            visitor.open()
            yield visitor
        finally:
            context.close()

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, query: str = "") -> None:
        """Load the page anew."""
        self.page.goto(f"{self.server.url}/{query}")
        self.page.wait_for_selector("html[data-ready]")

    def tell(self, message: Payload, kind: str = SUBSCRIBE) -> None:
        """Send what the server would send."""
        self.page.evaluate(
            "([kind, message]) => harness.send(kind, message)", [kind, message]
        )

    def change(self, *cameras: Payload) -> None:
        """Tell that cameras changed."""
        message = {"kind": "changed", "cameras": list(cameras), "removed": []}
        self.page.evaluate(
            "([kind, message]) => harness.send(kind, message, { keep: false })",
            [SUBSCRIBE, message],
        )

    def answer(self, **answers: Any) -> None:
        """Prepare answers, by the name of the command or action with `__` for its separator."""
        prepared = {name.replace("__", "/"): value for name, value in answers.items()}
        self.page.evaluate("(all) => Object.assign(harness.answers, all)", prepared)

    def calls(self) -> list[Payload]:
        """Return what was asked of the server."""
        made: list[Payload] = self.page.evaluate("() => harness.calls")
        return made

    def card(self, number: int = 1, /, **config: Any) -> None:
        """Put a card for a camera into the page, with stills to be had."""
        self.page.evaluate(
            """([entity, config]) => {
              harness.hass.states[entity] = { state: "idle", attributes: {
                entity_picture: `/api/camera_proxy/${entity}?token=t` } };
              harness.show("lens-cap-card", { entity, ...config });
            }""",
            [f"camera.one_{number}", config],
        )

    def show(self, tag: str, **properties: Any) -> None:
        """Put another element of ours into the page."""
        self.page.evaluate(
            "([tag, properties]) => harness.show(tag, null, properties)",
            [tag, properties],
        )

    def dress(self, *, dark: bool, right_to_left: bool, width: int) -> None:
        """Give the page a theme, a direction and a width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate(
            "([theme, dir]) => { document.documentElement.dataset.theme = theme; document.dir = dir; }",
            ["dark" if dark else "light", "rtl" if right_to_left else "ltr"],
        )

    def count(self, selector: str) -> int:
        """Return how many elements of a kind are in the page, in shadow roots too."""
        found: int = self.page.evaluate(
            f"(selector) => ({DEEP})(selector).length", selector
        )
        return found

    def pictures(self) -> int:
        """Return how many pictures are in the page."""
        return self.count("img")

    def until_pictures(self, count: int) -> None:
        """Wait until so many pictures are in the page."""
        self.page.wait_for_function(
            f"(count) => ({DEEP})('img').length === count", arg=count
        )

    def broken_rules(self) -> list[str]:
        """Return what axe finds within our elements, of any severity."""
        if not self.page.evaluate("() => window.axe !== undefined"):
            source = ROOT / "frontend/node_modules/axe-core/axe.min.js"
            self.page.evaluate(source.read_text())
        found = self.page.evaluate(
            """async () => (await axe.run(document.querySelector("#stage").parentElement, {
              rules: { region: { enabled: false }, "landmark-one-main": { enabled: false },
                "page-has-heading-one": { enabled: false }, "heading-order": { enabled: false } },
            })).violations.flatMap(({ id, nodes }) => nodes.map((node) =>
              `${id}: ${node.target.join(" ")} ${node.failureSummary}`))"""
        )
        return list(found)
