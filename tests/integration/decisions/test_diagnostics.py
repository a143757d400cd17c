"""Diagnostics help to find a fault, and tell nothing of who lives where."""

import json
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from syrupy.assertion import SnapshotAssertion

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er

from ...helpers.mock_house import NAMES, PASSWORD, SOFA, House, registered
from ...helpers.subentries import change_camera

CAMERA = {
    "placement",
    "base_level",
    "takes_over_id",
    "has_source",
    "source",
    "decision",
    "viewers",
    "worker_runs",
    "problem",
}


async def _diagnostics(
    house: House, hass_client: ClientSessionGenerator
) -> dict[str, Any]:
    found = await get_diagnostics_for_config_entry(house.hass, hass_client, house.entry)
    return dict(found)


async def test_they_hold_these_keys_and_no_others(
    house: House, hass_client: ClientSessionGenerator
) -> None:
    """Whatever is added later has to be weighed here."""
    await house.call("camera.turn_off", "camera.sofa")
    found = await _diagnostics(house, hass_client)
    assert found.keys() == {
        "cameras",
        "audit",
        "sound",
        "all_private",
        "decisions",
        "webrtc_server",
    }
    assert len(found["cameras"]) == 2
    for camera in found["cameras"]:
        assert camera.keys() == CAMERA
        assert camera["source"].keys() == {
            "streams",
            "native_webrtc",
            "pictures_stream",
            "stills_from_stream",
            "frame_interval",
        }
        assert camera["decision"].keys() == {
            "level",
            "reason",
            "rule",
            "zones",
            "audio",
            "audio_until",
            "recording_off",
            "recognition_off",
            "lifted_until",
            "next_change",
            "next_check_at",
            "trace",
        }
        for constraint in camera["decision"]["trace"]:
            assert constraint.keys() == {
                "level",
                "reason",
                "until",
                "rule",
                "zones",
                "audio_off",
                "recording_off",
                "recognition_off",
            }
    assert [camera["decision"]["reason"] for camera in found["cameras"]] == [
        "hold",
        "base_level",
    ]


async def test_they_hold_no_name_address_or_person(
    hass: HomeAssistant, house: House, hass_client: ClientSessionGenerator
) -> None:
    """Not those of cameras, sources, entities, users or tokens."""
    user = MockUser(is_owner=True).add_to_hass(hass)
    change_camera(house, SOFA, purpose="to see the cat")
    await house.call(
        "lens_cap.set_privacy",
        "camera.bed",
        level="private",
        duration=60,
        context=Context(user_id=user.id),
    )
    guard = house.guard()
    assert guard.relay_token
    secrets = {
        PASSWORD,
        guard.relay_token,
        house.state("camera.sofa").attributes["access_token"],
        user.id,
        house.entry.entry_id,
        registered(hass, "camera.sofa_original").id,
        "the cat",
        "127.0.0.1",
        "camera.",
        *NAMES,
        *NAMES.values(),
    }
    text = json.dumps(await _diagnostics(house, hass_client))
    assert [secret for secret in secrets if secret in text] == []


async def test_of_a_camera_whose_original_is_gone(
    hass: HomeAssistant, house: House, hass_client: ClientSessionGenerator
) -> None:
    """That it is gone is what one wants to know."""
    er.async_get(hass).async_remove("camera.sofa_original")
    await hass.async_block_till_done()
    sofa = (await _diagnostics(house, hass_client))["cameras"][0]
    assert not sofa["has_source"]
    assert sofa["source"] is None


async def test_while_lens_cap_does_not_run(
    house: House, hass_client: ClientSessionGenerator
) -> None:
    """There is nothing to tell then, and no error either."""
    await house.stop()
    assert await _diagnostics(house, hass_client) == {
        "cameras": [],
        "all_private": None,
    }


@pytest.fixture
def evening(freezer: FrozenDateTimeFactory) -> None:
    """Let it be the same evening at every run, before anybody is signed in."""
    freezer.move_to("2026-10-06 17:00:00+00:00")


@pytest.mark.usefixtures("evening")
async def test_they_are_what_they_were(
    house: House, hass_client: ClientSessionGenerator, snapshot: SnapshotAssertion
) -> None:
    """A field that comes, goes or is renamed shows in the change that does it."""
    await house.call("camera.turn_off", "camera.sofa")
    assert await _diagnostics(house, hass_client) == snapshot
