"""A household full of secrets is audited, and all that can be read of it is searched for them."""

from collections.abc import Iterator
import json
import logging
from pathlib import Path
from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.auth.models import TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.setup import async_setup_component
from lab.cameras_process import LabCameras
from lab.inventory import CAMERAS, CELLAR, EVERY, GARDEN, HALLWAY, LIVING_ROOM, PORCH
from lab.router import Mapped, lab_router

from ....helpers.mock_house import House
from ....helpers.probing import HOST, add_original
from ....helpers.residence import add_generic, add_mjpeg
from .conftest import Fix, audit, issues
from .real_home import guard, named

PERSON: Final = "Annabelle Quist"
PUBLIC: Final = ".".join(map(str, (93, 184, 216, 34)))
TOKEN: Final = "tok-8fK2mQ7xZ1vB9nR4sT6w"


@pytest.fixture(scope="module")
def cameras_process() -> Iterator[LabCameras]:
    """Run cameras that are locked, and one that is open."""
    with LabCameras(extra=(CELLAR.key, PORCH.key)) as cameras:
        yield cameras


@pytest.fixture
def cameras(cameras_process: LabCameras, socket_enabled: None) -> LabCameras:
    """Return the running cameras, which the test may talk to."""
    return cameras_process


async def _careless(hass: HomeAssistant, cameras: LabCameras) -> House:
    """Return a house with secrets wherever people put them."""
    user = await hass.auth.async_create_user(PERSON, group_ids=[GROUP_ID_ADMIN])
    token = await hass.auth.async_create_refresh_token(
        user, client_name=TOKEN, token_type=TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN
    )
    hass.states.async_set("person.a", "home", {"friendly_name": PERSON})
    ar.async_get(hass).async_create(f"Room of {PERSON}")
    await hass.config.async_update(external_url=f"http://{PUBLIC}:8123")
    addresses = cameras.addresses
    hallway = addresses[HALLWAY.key]
    generic = await add_generic(
        hass,
        title=f"{PERSON} {PUBLIC}",
        stream_source=hallway.stream_source_with_login,
        still_image_url=f"{hallway.still}?token={TOKEN}&password={HALLWAY.needles[-1]}",
        username=HALLWAY.username,
        password=HALLWAY.password,
    )
    # The same password everywhere, and one in the address itself.
    garden = addresses[GARDEN.key]
    mjpeg = await add_mjpeg(
        hass,
        title=PERSON,
        authentication="basic",
        username=GARDEN.username,
        password=GARDEN.password,
        mjpeg_url=garden.mjpeg.replace(
            "://", f"://{GARDEN.username}:{GARDEN.needles[-1]}@"
        ),
        still_image_url=garden.still,
    )
    outside = await add_mjpeg(
        hass,
        title=PUBLIC,
        username="admin",
        password=HALLWAY.password,
        mjpeg_url=f"http://{PUBLIC}/mjpeg?auth={TOKEN}",
        still_image_url="",
    )
    login = {"username": LIVING_ROOM.username, "password": LIVING_ROOM.password}
    onvif = add_original(
        hass, "onvif", data={"host": HOST, "port": cameras.ports.onvif_open, **login}
    )
    for entity_id in (generic, mjpeg):
        async_expose_entity(hass, "conversation", entity_id, should_expose=True)
    script = {
        "alias": f"Tell {PERSON} of {PUBLIC}",
        "sequence": [
            {
                "action": "camera.snapshot",
                "target": {"entity_id": generic},
                "data": {"filename": f"/config/www/{TOKEN}.jpg"},
            }
        ],
    }
    assert await async_setup_component(hass, "script", {"script": {"a": script}})
    assert await async_setup_component(hass, "lovelace", {})
    house = await guard(
        hass,
        {"Hallway": generic, "Garden": mjpeg, "Gate": outside, "Porch": onvif},
        sees_beyond_property=True,
    )
    for camera in house.coordinator.cameras.values():
        if camera.source.entity_id is not None:
            er.async_get(hass).async_update_entity(
                camera.source.entity_id, hidden_by=None
            )
    original = house.coordinator.cameras[named("Hallway")].source.entity_id
    await (
        hass.data[LOVELACE_DATA]
        .dashboards[None]
        .async_save(
            {"title": PERSON, "cards": [original, hallway.stream_source_with_login]}
        )
    )
    assert token.token
    return house


def _needles(house: House) -> dict[str, str]:
    found = {
        f"the password of {camera.key}": needle
        for camera in EVERY.values()
        for needle in camera.needles
    }
    for camera in CAMERAS.values():
        found[f"the user of {camera.key}"] = camera.username
    found |= {f"a person: {word}": word for word in PERSON.split()}
    found |= {"a public address": PUBLIC, "a token": TOKEN, "an address": "://"}
    for key, guarded in house.coordinator.cameras.items():
        if guarded.guard.relay_token:
            found[f"the relay's token of {key}"] = guarded.guard.relay_token
    return found


async def test_no_secret_can_be_read_anywhere(
    hass: HomeAssistant,
    cameras: LabCameras,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
    fix: Fix,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    """Neither in logs, states, issues, diagnostics and reports, nor over HTTP and WebSocket."""
    caplog.set_level(logging.DEBUG)
    for component in ("websocket_api", "diagnostics"):
        assert await async_setup_component(hass, component, {})
    way_in = Mapped(
        external_port=8554, internal_client=HOST, internal_port=cameras.ports.rtsp
    )
    async with lab_router([way_in]) as location:
        MockConfigEntry(domain="upnp", data={"location": location}).add_to_hass(hass)
        house = await _careless(hass, cameras)
        await audit(house)
    shown = issues(hass)
    found = {(issue.data or {})["check_id"] for issue in shown.values()}
    # Otherwise there would be nothing to be found here.
    assert {
        "cred_reused",
        "original_in_dashboard",
        "host_public",
        "upnp_mapping",
        "onvif_anonymous",
        "snapshot_public",
        "ha_external_http",
    } <= found
    told: dict[str, Any] = {
        "states": [
            state.as_dict()
            for state in hass.states.async_all()
            if (entry := er.async_get(hass).async_get(state.entity_id)) is not None
            and entry.platform == "lens_cap"
            and entry.domain != "camera"
        ],
        "issues": [repr(issue) for issue in shown.values()],
        "diagnostics": await get_diagnostics_for_config_entry(
            hass, hass_client, house.entry
        ),
    }
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    for action, data in (
        ("run_audit", {}),
        ("get_findings", {}),
        ("export_report", {"filename": str(tmp_path / "report")}),
    ):
        told[action] = await hass.services.async_call(
            "lens_cap", action, data, blocking=True, return_response=True
        )
    for ending in ("md", "json"):
        report = tmp_path / f"report.{ending}"
        told[ending] = await hass.async_add_executor_job(report.read_text)
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "repairs/list_issues"})
    listed = (await client.receive_json())["result"]["issues"]
    told["list_issues"] = [one for one in listed if one["domain"] == "lens_cap"]
    assert len(told["list_issues"]) >= len(shown)
    for issue_id in shown:
        await client.send_json_auto_id(
            {
                "type": "repairs/get_issue_data",
                "domain": "lens_cap",
                "issue_id": issue_id,
            }
        )
        told[f"data of {issue_id}"] = await client.receive_json()
        told[f"flow of {issue_id}"] = await fix(issue_id)
    needles = _needles(house)
    await house.stop()
    stored = Path(hass.config.path(".storage", "lens_cap.audit"))
    told["stored"] = await hass.async_add_executor_job(stored.read_text)
    told["log"] = [
        record.getMessage() + (record.exc_text or "")
        for record in caplog.records
        if "lens_cap" in record.name or "lens_cap" in record.pathname
    ]
    assert told["log"]
    texts = {
        place: json.dumps(text, default=str, ensure_ascii=False)
        for place, text in told.items()
    }
    assert [
        f"{secret} in {place}"
        for place, text in texts.items()
        for secret, needle in needles.items()
        if needle in text
    ] == []
    assert "Tell …" in texts["issues"]
    assert tmp_path.joinpath("report.md").stat().st_mode & 0o077 == 0
    assert "Hallway" in texts["md"]
    assert "Hallway" not in texts["diagnostics"]
