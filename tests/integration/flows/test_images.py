"""Image entities of a camera's device are found in the flow, and guarded unless somebody says no."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.settings import camera_config
from homeassistant.config_entries import ConfigFlowResult, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er

from ...helpers.unguarded_house import add_source, guard_entry

CAMERA = {"camera": "camera.hall", "placement": "outdoor"}


@pytest.fixture
async def hall(hass: HomeAssistant) -> er.RegistryEntry:
    """Return a camera whose device has two more pictures, one of them disabled."""
    hall = await add_source(hass, "Hall")
    for name, disabled_by in (
        ("Last person", None),
        ("Heat", er.RegistryEntryDisabler.USER),
    ):
        er.async_get(hass).async_get_or_create(
            "image",
            "mjpeg",
            name,
            device_id=hall.device_id,
            original_name=name,
            suggested_object_id=name,
            disabled_by=disabled_by,
        )
    return hall


@pytest.fixture
async def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Return our entry, which guards another camera."""
    sofa = await add_source(hass, "Sofa")
    return guard_entry(hass, sofa.id)[0]


def _said(result: ConfigFlowResult | SubentryFlowResult) -> str:
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    return str(placeholders["images"])


@pytest.mark.parametrize(
    ("answer", "guarded"), [({}, True), ({"guard_images": False}, False)]
)
async def test_at_the_first_set_up(
    hass: HomeAssistant, hall: er.RegistryEntry, answer: dict[str, Any], guarded: bool
) -> None:
    """They are listed by name and id, and yes is suggested."""
    flow = hass.config_entries.flow
    result = await flow.async_init("lens_cap", context={"source": "user"})
    for step in ({"cameras": [hall.id]}, {"Hall": "outdoor"}):
        result = await flow.async_configure(result["flow_id"], step)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "images")
    assert _said(result) == "- Last person (image.last_person)"
    for step in (answer, {}):
        result = await flow.async_configure(result["flow_id"], step)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [camera] = result["result"].get_subentries_of_type("camera")
    assert camera.data["guard_images"] is guarded
    assert camera_config(camera).guards_images is guarded


@pytest.mark.parametrize(
    ("answer", "guarded"), [({}, True), ({"guard_images": False}, False)]
)
async def test_with_one_more_camera_and_later(
    hass: HomeAssistant,
    hall: er.RegistryEntry,
    entry: MockConfigEntry,
    answer: dict[str, Any],
    guarded: bool,
) -> None:
    """The same, and the other answer can be given afterwards."""
    flow = hass.config_entries.subentries
    result = await flow.async_init(
        (entry.entry_id, "camera"), context={"source": "user"}
    )
    result = await flow.async_configure(result["flow_id"], CAMERA)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "images")
    assert _said(result) == "- Last person (image.last_person)"
    result = await flow.async_configure(result["flow_id"], answer)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [camera] = [one for one in entry.subentries.values() if one.title == "Hall"]
    assert camera_config(camera).guards_images is guarded
    result = await flow.async_init(
        (entry.entry_id, "camera"),
        context={"source": "reconfigure", "subentry_id": camera.subentry_id},
    )
    assert _said(result) == (
        "\n\nOther pictures of this camera in Home Assistant:\n\n"
        "- Last person (image.last_person)"
    )
    result = await flow.async_configure(
        result["flow_id"], {"placement": "outdoor", "guard_images": not guarded}
    )
    assert result["type"] is FlowResultType.ABORT
    camera = entry.subentries[camera.subentry_id]
    assert camera_config(camera).guards_images is not guarded


async def test_a_camera_of_before_is_guarded_with_them(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Nothing is stored about it, and what cannot be read closes."""
    [camera] = entry.get_subentries_of_type("camera")
    assert "guard_images" not in camera.data
    assert camera_config(camera).guards_images
    hass.config_entries.async_update_subentry(
        entry, camera, data={**camera.data, "guard_images": "no"}
    )
    assert camera_config(entry.subentries[camera.subentry_id]).guards_images
