"""Stored configuration is read with its most private meaning."""

from types import MappingProxyType
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.settings.camera import CameraConfig
from custom_components.lens_cap.settings import camera_config
from homeassistant.config_entries import ConfigSubentry

FIELDS = (
    "source",
    "placement",
    "base_level",
    "take_over_id",
    "sees_beyond_property",
    "purpose",
    "notice_shown",
    "people_informed",
    "check_over_network",
)
ODD = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.integers())
    | st.dictionaries(st.text(), st.integers())
)


def _read(data: dict[str, Any], unique_id: str | None = "u") -> CameraConfig:
    return camera_config(
        ConfigSubentry(
            data=MappingProxyType(data),
            subentry_id="s",
            subentry_type="camera",
            title="Sofa",
            unique_id=unique_id,
        )
    )


def test_everything_is_read() -> None:
    """Each field has its place."""
    assert _read(
        {
            "source": "abc",
            "placement": "outdoor",
            "base_level": "private",
            "take_over_id": False,
            "sees_beyond_property": True,
            "purpose": "Parcels",
            "notice_shown": True,
            "people_informed": True,
            "check_over_network": True,
        }
    ) == CameraConfig(
        camera_id=CameraId("s"),
        name="Sofa",
        source="abc",
        placement=Placement.OUTDOOR,
        base_level=PrivacyLevel.PRIVATE,
        take_over_id=False,
        sees_beyond_property=True,
        purpose="Parcels",
        notice_shown=True,
        people_informed=True,
        check_over_network=True,
    )


@pytest.mark.parametrize(
    ("data", "level"),
    [
        ({"placement": "outdoor", "base_level": "open"}, PrivacyLevel.OPEN),
        ({"placement": "outdoor"}, PrivacyLevel.OPEN),
        ({"placement": "bedroom_bathroom"}, PrivacyLevel.PRIVATE),
        ({"placement": "bedroom_bathroom", "base_level": "open"}, PrivacyLevel.OPEN),
        ({}, PrivacyLevel.PRIVATE),
        ({"placement": "garage"}, PrivacyLevel.PRIVATE),
        ({"placement": "outdoor", "base_level": "masked"}, PrivacyLevel.PRIVATE),
        ({"placement": "outdoor", "base_level": "?"}, PrivacyLevel.PRIVATE),
        ({"placement": "outdoor", "base_level": None}, PrivacyLevel.PRIVATE),
    ],
)
def test_a_base_level_is_open_only_if_that_is_certain(
    data: dict[str, Any], level: PrivacyLevel
) -> None:
    """Left out, it is the placement's; unreadable, it is private."""
    assert _read(data).base_level is level


def test_what_is_missing_or_odd_has_its_most_private_meaning() -> None:
    """The placement of a bedroom, the id taken over, a view beyond the property, nobody informed."""
    odd = _read(dict.fromkeys(FIELDS, 7))
    assert odd == CameraConfig(
        camera_id=CameraId("s"),
        name="Sofa",
        source="u",
        placement=Placement.BEDROOM_BATHROOM,
        base_level=PrivacyLevel.PRIVATE,
        take_over_id=True,
        sees_beyond_property=True,
    )
    assert _read({}, None).source == ""
    assert _read({}).take_over_id
    assert not _read({}).sees_beyond_property


@given(st.dictionaries(st.sampled_from(FIELDS), ODD))
def test_reading_never_fails(data: dict[str, Any]) -> None:
    """Whatever is stored."""
    config = _read(data)
    assert config.base_level in PrivacyLevel
    assert isinstance(config.source, str)
