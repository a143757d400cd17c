"""Cards of dashboards that fetch pictures by themselves, and so go past every guard.

As the cards' own documents name their settings: the WebRTC Camera card, and the advanced camera card.
Whether such a picture is that of a certain camera cannot be told from names that other servers gave.
"""

from collections.abc import Mapping
import re
from typing import Any, Final

from .addresses import leads_to_pictures
from .walk import mappings, texts

_WEBRTC: Final = "custom:webrtc-camera"
# What of a camera in the advanced card names it at another server, with the settings that do.
_ELSEWHERE: Final[Mapping[str, frozenset[str]]] = {
    "frigate": frozenset({"camera_name", "client_id"}),
    "go2rtc": frozenset({"stream", "url"}),
    "image": frozenset({"url"}),
    "motioneye": frozenset({"url"}),
    "webrtc_card": frozenset({"url"}),
}
_BY_WEB: Final = re.compile(r"/api/(?:frigate|webrtc|go2rtc|hassio_ingress)/")


def goes_past(config: object) -> bool:
    """Return whether something in a dashboard fetches pictures without asking Home Assistant's camera."""
    return any(map(_card_goes_past, mappings(config))) or any(
        leads_to_pictures(text) or _BY_WEB.search(text) for text in texts(config)
    )


def _card_goes_past(card: Mapping[Any, Any]) -> bool:
    if card.get("type") == _WEBRTC:
        streams = card.get("streams")
        several = streams if isinstance(streams, list) else []
        return any(
            isinstance(one, Mapping) and bool(one.get("url"))
            for one in (card, *several)
        )
    return any(
        isinstance(part := card.get(name), Mapping) and bool(keys & part.keys())
        for name, keys in _ELSEWHERE.items()
    )
