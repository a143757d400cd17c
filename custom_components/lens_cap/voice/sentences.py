"""The sentences that come along, so that nobody has to copy a file before they can speak.

Home Assistant reads sentences of integrations nowhere; those that automations listen to are open to
all, go before any other, and are heard whichever assistant answers the rest.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent

from ..const import DOMAIN
from ..ha.sentences import async_when_spoken
from .closing import INTENT_TURN_ON_PRIVACY
from .question import INTENT_GET_PRIVACY
from .speech import async_voice_texts

if TYPE_CHECKING:
    from homeassistant.components.conversation.models import ConversationInput

_SENTENCES: Final[Mapping[str, list[str]]] = {
    INTENT_TURN_ON_PRIVACY: [
        "(turn|switch) on privacy [mode] (in|for|of) [the] {where}",
        "(turn|switch) privacy [mode] on (in|for|of) [the] {where}",
        "(turn|switch) on privacy [mode] everywhere",
        "make [the] {where} private",
    ],
    INTENT_GET_PRIVACY: [
        "(is|are) [the] {where} private",
        "is privacy [mode] on (in|for) [the] {where}",
        "which cameras are private",
    ],
}
_ALL: Final = frozenset({"all cameras", "every camera", "cameras", "everywhere"})
_SLOTS: Final = ("area", "floor", "name")
"""What somebody named is looked for as each of these, in this order."""


async def async_listen(hass: HomeAssistant) -> None:
    """Listen to the sentences as soon as Home Assistant's assistant is there."""
    await async_when_spoken(
        hass,
        {
            tuple(sentences): partial(_async_answer, hass, intent_type)
            for intent_type, sentences in _SENTENCES.items()
        },
    )


async def _async_answer(
    hass: HomeAssistant, intent_type: str, said: ConversationInput, where: str | None
) -> str:
    """Do what was said, and return what is answered; never raises what an intent does."""
    texts = await async_voice_texts(hass, said.language)
    place = (where or "").strip().casefold()
    named = place.removesuffix(" camera")
    tried: list[Mapping[str, str]] = [{}]
    if place and place not in _ALL:
        tried = [{slot: named} for slot in _SLOTS]
        tried.append({"name": place})
    for slots in tried:
        try:
            response = await intent.async_handle(
                hass,
                DOMAIN,
                intent_type,
                {name: {"value": value} for name, value in slots.items()},
                said.text,
                said.context,
                said.language,
                device_id=said.device_id,
            )
        except intent.MatchFailedError:
            continue
        except intent.IntentHandleError:
            return texts.speak("not_running")
        spoken: str = response.speech["plain"]["speech"]
        return spoken
    return texts.speak("unknown")
