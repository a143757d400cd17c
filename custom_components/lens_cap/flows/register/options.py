"""What the household answers about people in its pictures: who is responsible, the guest page."""

from collections.abc import Mapping
from typing import Any, Final

import voluptuous as vol

from homeassistant.helpers.selector import TextSelectorConfig

from ...const import CONF_GUEST_PAGE, CONF_GUEST_PAGE_NETWORKS, CONF_RESPONSIBLE
from ...core.duties.guest_page import reads_as_network
from ..answers import Answers
from ..selectors import AnyFlag, AnyText

SHOW_GUEST_PAGE: Final = "show_guest_page"
_LONGEST_RESPONSIBLE: Final = 200


def duties_fields() -> Mapping[vol.Marker, object]:
    """Return the fields of the household's form."""
    return {
        vol.Optional(CONF_RESPONSIBLE): AnyText(),
        vol.Optional(CONF_GUEST_PAGE, default=False): AnyFlag(),
        vol.Optional(CONF_GUEST_PAGE_NETWORKS): AnyText(
            TextSelectorConfig(multiple=True)
        ),
        vol.Optional(SHOW_GUEST_PAGE, default=False): AnyFlag(),
    }


def read_duties(answers: Answers) -> dict[str, Any]:
    """Return the options as they are stored; None where there is none."""
    responsible = answers.text(CONF_RESPONSIBLE)
    if responsible is not None and len(responsible) > _LONGEST_RESPONSIBLE:
        answers.wrong(CONF_RESPONSIBLE, "responsible_too_long")
    return {
        CONF_RESPONSIBLE: responsible,
        CONF_GUEST_PAGE: answers.flag(CONF_GUEST_PAGE, default=False) or None,
        CONF_GUEST_PAGE_NETWORKS: answers.names(
            CONF_GUEST_PAGE_NETWORKS,
            lambda one: one.strip() if reads_as_network(one) else None,
            "not_a_network",
        )
        or None,
    }
