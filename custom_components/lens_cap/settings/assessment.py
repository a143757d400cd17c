"""Who can be heard by a camera, as it is stored and as a core object."""

from collections.abc import Mapping
from typing import Any, Final

from ..core.placement import Placement
from ..core.settings.assessment import Assessment, Hearer
from ..core.state.json_values import readable_moment
from ..core.truth import Truth
from .reading import text_set

_HEARD: Final = "heard"
_AVOIDABLE: Final = "avoidable"
_NEEDED_FOR: Final = "needed_for"
_TOLD: Final = "told"
_SWITCHES_ON: Final = "switches_on_microphone"
_MADE_AT: Final = "made_at"
_MADE_BY: Final = "made_by"
_PLACEMENT: Final = "placement"
_BEYOND: Final = "sees_beyond_property"


def read_assessment(value: object) -> Assessment | None:
    """Return the stored answers, or None where there are none that can be read; never raises."""
    if not isinstance(value, Mapping):
        return None
    needed_for, made_by = value.get(_NEEDED_FOR), value.get(_MADE_BY)
    made_at = readable_moment(value.get(_MADE_AT))
    placement = next((one for one in Placement if one == value.get(_PLACEMENT)), None)
    heard = value.get(_HEARD)
    if (
        not isinstance(needed_for, str)
        or not isinstance(made_by, str)
        or made_at is None
        or placement is None
        or not isinstance(heard, Mapping)
    ):
        return None
    told = text_set(value.get(_TOLD))
    return Assessment(
        heard={hearer: _truth(heard.get(hearer.value)) for hearer in Hearer},
        avoidable=_truth(value.get(_AVOIDABLE)),
        needed_for=needed_for,
        told=frozenset(hearer for hearer in Hearer if hearer.value in told),
        switches_on_microphone=value.get(_SWITCHES_ON) is True,
        made_at=made_at,
        made_by=made_by,
        placement=placement,
        sees_beyond_property=value.get(_BEYOND) is True,
    )


def stored_assessment(assessment: Assessment) -> dict[str, Any]:
    """Return answers in the form that `read_assessment` reads back."""
    return {
        _HEARD: {hearer.value: one.name for hearer, one in assessment.heard.items()},
        _AVOIDABLE: assessment.avoidable.name,
        _NEEDED_FOR: assessment.needed_for,
        _TOLD: sorted(hearer.value for hearer in assessment.told),
        _SWITCHES_ON: assessment.switches_on_microphone,
        _MADE_AT: assessment.made_at.isoformat(),
        _MADE_BY: assessment.made_by,
        _PLACEMENT: assessment.placement.value,
        _BEYOND: assessment.sees_beyond_property,
    }


def _truth(value: object) -> Truth:
    return (
        Truth.__members__.get(value, Truth.MAYBE)
        if isinstance(value, str)
        else Truth.MAYBE
    )
