"""Names are texts: whatever somebody calls a camera, a zone or a person, no element comes of it."""

from typing import Final

from .stage import PRIVATE, Payload, camera, sound, told
from .visitor import Visitor

HOSTILE: Final = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert`1`>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>*{display:none}</style>",
    "<b>bold</b>",
    "<math><mtext></p><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
    "</lens-cap-card><img src=x>",
    "<lens-cap-panel></lens-cap-panel>",
    "<!--",
    "-->",
    "<?lit$1$?>",
    "lit$0$",
    "${alert(1)}",
    "{{constructor.constructor('alert(1)')()}}",
    "{camera}",
    '"onmouseover="alert(1)',
    "'onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "&lt;img src=x&gt;",
    "&#60;img src=x&#62;",
    "\u202etxet desrever",
    "\u0000\u0007\u001b[31m",
    "a" * 2000,
    "%3Cimg%20src%3Dx%3E",
    "<object data=x></object>",
    "<form><button formaction=javascript:alert(1)>x</button></form>",
)


def _named(name: str) -> Payload:
    by = {"kind": "user", "name": name}
    hold = {"until": None, "until_everyone_leaves": False, "by": by}
    zone = {"zone_id": "z", "name": name, "covered": True, "entity_id": None}
    cameras = [
        camera(1, **PRIVATE, name=name, hold=hold) | {"reason": "hold"},
        camera(2, name=name, level="masked", zones=[zone]),
        camera(3, name=name, sound=sound(state="on", by=by, purpose=name)),
    ]
    people = [{"entity_id": "person.a", "name": name, "where": "home"}]
    return told(*cameras, people=people)


def _elements(visitor: Visitor, name: str) -> int:
    visitor.page.evaluate("() => harness.clear()")
    visitor.tell(_named(name))
    for number in (1, 2, 3):
        visitor.card(number, picture="none")
        visitor.card(number, layout="compact")
    visitor.show("lens-cap-panel")
    visitor.page.wait_for_function(
        "() => document.querySelector('lens-cap-panel').shadowRoot.querySelector('lens-cap-now')"
        "?.shadowRoot.querySelectorAll('lens-cap-card').length === 3"
    )
    visitor.page.wait_for_timeout(50)
    return visitor.count("*")


def test_no_name_makes_an_element(visitor: Visitor) -> None:
    """Thirty hostile names make as many elements as a plain one does, and break no policy."""
    plain = _elements(visitor, "Sofa")
    assert {name: _elements(visitor, name) for name in HOSTILE} == dict.fromkeys(
        HOSTILE, plain
    )
