"""What waits for a yes: answered by keyboard, said in words, and nobody is left without a place."""

from typing import Any, Final

from .stage import camera, told
from .visitor import Visitor

SUBSCRIBE: Final = "lens_cap/questions/subscribe"
TEXTS: Final = {
    "heading": "Waiting for your answer",
    "nothing": "Nothing waits for your answer.",
    "menu": "Open the menu",
    "gone": "This request is over.",
    "answered_yes": "Done.",
    "answered_no": "It stays as it is.",
}
FOCUSED: Final = """() => { let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one?.textContent.trim(); }"""


def _asking(*ids: str) -> dict[str, Any]:
    return {
        "title": "Lens Cap",
        "texts": TEXTS,
        "requests": [
            {
                "kind": "questions",
                "request_id": one,
                "message": f"Open {one}?",
                "yes": "Open",
                "no": "Keep private",
            }
            for one in ids
        ],
    }


def _show_two(visitor: Visitor) -> None:
    """Show the panel while two questions wait."""
    visitor.tell(told(camera(1)))
    visitor.tell(_asking("sofa", "door"), SUBSCRIBE)
    pending = [{"request_id": one, "proof": f"proof-{one}"} for one in ("sofa", "door")]
    visitor.answer(lens_cap__questions__pending={"requests": pending})
    visitor.show("lens-cap-panel")
    visitor.page.get_by_text("Open sofa?").wait_for()


def _button(visitor: Visitor, name: str) -> Any:
    """Return a button once it can be pressed."""
    button = visitor.page.locator("button:enabled").get_by_text(name, exact=True)
    button.first.wait_for()
    return button.first


def _press(visitor: Visitor, name: str) -> None:
    _button(visitor, name).focus()
    visitor.page.keyboard.press("Enter")


def test_a_yes_proves_that_somebody_saw_it(visitor: Visitor) -> None:
    """The proof is fetched at the moment of the answer; then the focus is on what is said."""
    _show_two(visitor)
    _press(visitor, "Open")
    visitor.page.get_by_text("Done.").wait_for()
    assert visitor.calls()[-1] == {
        "type": "lens_cap/questions/confirm",
        "request_id": "sofa",
        "proof": "proof-sofa",
    }
    visitor.tell(_asking("door"), SUBSCRIBE)
    visitor.page.get_by_text("Open sofa?").wait_for(state="detached")
    assert visitor.page.evaluate(FOCUSED) == "Done."
    visitor.page.get_by_text("Open door?").wait_for()


def test_a_no_needs_no_proof(visitor: Visitor) -> None:
    """It is said that all stays as it is."""
    _show_two(visitor)
    visitor.answer(lens_cap__questions__deny={"denied": True})
    _press(visitor, "Keep private")
    visitor.page.get_by_text("It stays as it is.").wait_for()
    assert visitor.calls()[-1]["type"] == "lens_cap/questions/deny"


def test_a_no_to_what_is_over_is_none(visitor: Visitor) -> None:
    """Somebody may have said yes before: nobody is told that it stays as it is."""
    _show_two(visitor)
    visitor.answer(lens_cap__questions__deny={"denied": False})
    _press(visitor, "Keep private")
    visitor.page.get_by_text("This request is over.").wait_for()


def test_no_tap_is_a_yes_to_what_has_just_come(visitor: Visitor) -> None:
    """What stands under a finger now may be another question than the one that it was meant for."""
    _show_two(visitor)
    _button(visitor, "Open")
    disabled = """async (message) => {
      harness.send("lens_cap/questions/subscribe", message);
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
      const all = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
        one.shadowRoot === null ? [one] : [one, ...all(one.shadowRoot)]);
      return all(document).filter((one) => one.matches("li .primary")).map((one) => one.disabled);
    }"""
    assert visitor.page.evaluate(disabled, _asking("garden", "door")) == [True] * 2
    _button(visitor, "Open")
    # One that is known already moves to where another one was.
    assert visitor.page.evaluate(disabled, _asking("door")) == [True]
    _button(visitor, "Open")
    assert visitor.page.evaluate(disabled, _asking("door")) == [False]


def test_one_that_is_over_is_not_answered(visitor: Visitor) -> None:
    """It is said, and nothing is confirmed."""
    _show_two(visitor)
    visitor.answer(lens_cap__questions__pending={"requests": []})
    _press(visitor, "Open")
    visitor.page.get_by_text("This request is over.").wait_for()
    assert [c for c in visitor.calls() if c["type"].endswith("/confirm")] == []


def test_a_refusal_is_said(visitor: Visitor) -> None:
    """In the server's words."""
    _show_two(visitor)
    visitor.answer(lens_cap__questions__confirm={"error": {"message": "You may not."}})
    _press(visitor, "Open")
    visitor.page.get_by_text("You may not.").wait_for()


def test_whoever_comes_too_late_reads_that_nothing_waits(visitor: Visitor) -> None:
    """A notification leads here; a question that comes meanwhile is shown, and one that goes is not missed."""
    visitor.tell(told(camera(1)))
    visitor.tell(_asking(), SUBSCRIBE)
    visitor.show("lens-cap-panel")
    visitor.page.get_by_text(TEXTS["nothing"]).wait_for()
    visitor.tell(_asking("sofa"), SUBSCRIBE)
    visitor.page.get_by_text("Open sofa?").wait_for()
    assert visitor.page.get_by_text(TEXTS["nothing"]).count() == 0
    _button(visitor, "Open").focus()
    visitor.tell(_asking(), SUBSCRIBE)
    visitor.page.get_by_text(TEXTS["nothing"]).wait_for()
    assert visitor.page.evaluate(FOCUSED) == TEXTS["nothing"]


def test_what_failed_is_forgotten_once_it_works(visitor: Visitor) -> None:
    """Lens Cap was not there yet when Home Assistant had just started."""
    visitor.page.clock.install()
    visitor.page.evaluate("""() => {
      const { connection } = harness, subscribe = connection.subscribeMessage;
      connection.subscribeMessage = (listener, message, options) => {
        if (message.type !== "lens_cap/questions/subscribe")
          return subscribe.call(connection, listener, message, options);
        connection.subscribeMessage = subscribe;
        return Promise.reject({ code: "unknown_command", message: "Unknown command." });
      };
    }""")
    visitor.tell(told(camera(1)))
    visitor.tell(_asking(), SUBSCRIBE)
    visitor.show("lens-cap-questions")
    status = visitor.page.get_by_role("status")
    status.get_by_text("This is not there yet.").wait_for()
    visitor.page.clock.run_for(6_000)
    status.get_by_text(TEXTS["nothing"]).wait_for()
