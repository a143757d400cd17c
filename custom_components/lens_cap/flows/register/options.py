"""What the household answers about people in its pictures: who is responsible, the guest page."""

from collections.abc import Mapping
from typing import Any, Final

import voluptuous as vol

from homeassistant.helpers.selector import (
    QrCodeSelector,
    QrCodeSelectorConfig,
    QrErrorCorrectionLevel,
    TextSelectorConfig,
)

from ...const import (
    CONF_GUEST_PAGE,
    CONF_GUEST_PAGE_NETWORKS,
    CONF_RESPONSIBLE,
    CONF_REVIEW_DAYS,
)
from ...core.duties.guest_page import reads_as_network
from ...core.settings.household import DEFAULT_REVIEW
from ...settings.household import LONGEST_REVIEW_DAYS, SHORTEST_REVIEW_DAYS
from ..answers import Answers
from ..selectors import AnyFlag, AnyText, days_field

CODE: Final = "code"
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
        vol.Optional(CONF_REVIEW_DAYS, default=DEFAULT_REVIEW.days): days_field(
            0, LONGEST_REVIEW_DAYS
        ),
    }


def code_schema(address: str) -> vol.Schema:
    """Return a form that shows an address as a code."""
    code = QrCodeSelector(
        QrCodeSelectorConfig(
            data=address, scale=6, error_correction_level=QrErrorCorrectionLevel.MEDIUM
        )
    )
    return vol.Schema({vol.Optional(CODE): code})


def read_duties(answers: Answers) -> dict[str, Any]:
    """Return the options as they are stored; None where there is none."""
    responsible = answers.text(CONF_RESPONSIBLE)
    if responsible is not None and len(responsible) > _LONGEST_RESPONSIBLE:
        answers.wrong(CONF_RESPONSIBLE, "responsible_too_long")
    review_days = answers.number(
        CONF_REVIEW_DAYS,
        0,
        LONGEST_REVIEW_DAYS,
        "not_review_days",
        default=DEFAULT_REVIEW.days,
    )
    if 0 < review_days < SHORTEST_REVIEW_DAYS:
        answers.wrong(CONF_REVIEW_DAYS, "not_review_days")
    return {
        CONF_REVIEW_DAYS: review_days,
        CONF_RESPONSIBLE: responsible,
        CONF_GUEST_PAGE: answers.flag(CONF_GUEST_PAGE, default=False) or None,
        CONF_GUEST_PAGE_NETWORKS: answers.names(
            CONF_GUEST_PAGE_NETWORKS,
            lambda one: one.strip() if reads_as_network(one) else None,
            "not_a_network",
        )
        or None,
    }
