"""A finding as JSON, and back; one that cannot be read as a whole is not read at all."""

from collections.abc import Mapping, Sequence

from ..ids import CameraId
from ..reference import Place, PlaceKind
from ..state.codec import Json
from .finding import Finding, FixKind, Severity


def finding_to_json(one: Finding) -> dict[str, Json]:
    """Return the finding in a form that `finding_from_json` reads back."""
    return {
        "check_id": one.check_id,
        "camera_id": one.camera_id,
        "severity": one.severity.value,
        "fixable": one.fixable.value,
        "evidence": dict(one.evidence),
        "places": [
            {"kind": place.kind.value, "name": place.name} for place in one.places
        ],
    }


def finding_from_json(data: Json) -> Finding | None:
    """Return the finding; None where any part of it cannot be read."""
    fields = data if isinstance(data, Mapping) else {}
    check_id, camera_id = fields.get("check_id"), fields.get("camera_id")
    evidence, places = fields.get("evidence"), fields.get("places")
    if (
        not isinstance(check_id, str)
        or not isinstance(camera_id, str | None)
        or not isinstance(evidence, Mapping)
        or not isinstance(places, Sequence)
    ):
        return None
    try:
        return Finding(
            check_id=check_id,
            camera_id=None if camera_id is None else CameraId(camera_id),
            severity=Severity(str(fields.get("severity"))),
            fixable=FixKind(str(fields.get("fixable"))),
            evidence={name: str(value) for name, value in evidence.items()},
            places=tuple(_place_from_json(one) for one in places),
        )
    except ValueError:
        return None


def _place_from_json(data: Json) -> Place:
    fields = data if isinstance(data, Mapping) else {}
    return Place(
        kind=PlaceKind(str(fields.get("kind"))), name=str(fields.get("name", ""))
    )
