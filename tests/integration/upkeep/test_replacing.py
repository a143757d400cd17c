"""A broken camera is replaced by a new one: everything but the original stays."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from aiohttp.test_utils import TestClient
import pytest

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.privacy.hold_request import BY_HAND
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.config_entries import ConfigEntryState, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir

from ...helpers.disk import Disk
from ...helpers.mock_house import HALL, SECRET, SOFA, House, registered, secret_jpeg
from ...helpers.subentries import change_camera
from .new_cameras import originals

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]

NEW = secret_jpeg().replace(SECRET, b"what the new one shows"[: len(SECRET)])


@pytest.fixture
async def client(house: House, hass_client: Callable[[], Awaitable[Client]]) -> Client:
    """Return somebody who looks; the camera in the hall is the new one."""
    house.sources[HALL].still = NEW
    return await hass_client()


async def _replace(house: House, camera: str, **more: Any) -> SubentryFlowResult:
    flows = house.hass.config_entries.subentries
    form = await flows.async_init(
        (house.entry.entry_id, "camera"),
        context={"source": "reconfigure", "subentry_id": SOFA},
    )
    done = await flows.async_configure(
        form["flow_id"],
        {"placement": "living_area", "replace_with": camera} | more,
    )
    await house.hass.async_block_till_done()
    return done


async def test_everything_but_the_original_stays(
    hass: HomeAssistant, house: House, client: Client, issue_registry: ir.IssueRegistry
) -> None:
    """Ids, holds and settings; who watched is cut; the old original is shown, the new one hidden."""
    zone = {"zone_id": "z", "name": "Z", "points": [[0, 0], [1, 0], [1, 1]]}
    change_camera(house, SOFA, zones=[zone], assessment={"needed_for": "x"})
    await hass.async_block_till_done()
    async_expose_entity(hass, "conversation", "camera.hall", should_expose=True)
    before = {
        entry.unique_id: (entry.id, entry.entity_id)
        for entry in er.async_entries_for_config_entry(
            er.async_get(hass), house.entry.entry_id
        )
    }
    new, old = registered(hass, "camera.hall"), registered(hass, "camera.sofa_original")
    viewer = await client.get("/api/camera_proxy_stream/camera.sofa?interval=0.5")
    assert SECRET in await viewer.content.readany()
    done = await _replace(house, "camera.hall")
    assert (done["type"], done["reason"]) == ("abort", "replaced")
    with pytest.raises(aiohttp.ClientError):
        await viewer.content.read()
    picture = await client.get("/api/camera_proxy/camera.sofa")
    assert await picture.read() == NEW
    subentry = house.entry.subentries[SOFA]
    assert (subentry.unique_id, subentry.data["source"]) == (new.id, new.id)
    assert subentry.title == "Sofa"
    assert subentry.data["zones"] == [zone]
    assert "assessment" not in subentry.data
    assert before == {
        entry.unique_id: (entry.id, entry.entity_id)
        for entry in er.async_entries_for_config_entry(
            er.async_get(hass), house.entry.entry_id
        )
    }
    hidden = registered(hass, "camera.hall")
    assert hidden.hidden_by is er.RegistryEntryHider.INTEGRATION
    assert hidden.options["conversation"] == {"should_expose": False}
    shown = registered(hass, "camera.sofa_original")
    assert (shown.id, shown.hidden_by) == (old.id, None)
    assert DOMAIN not in shown.options
    issue = issue_registry.async_get_issue(DOMAIN, "visible_again")
    assert issue is not None
    assert issue.translation_placeholders == {"cameras": "Sofa (camera.sofa_original)"}
    await house.restart()
    assert house.coordinator.cameras[SOFA].source.entity_id == "camera.hall"
    assert registered(hass, "camera.sofa").platform == DOMAIN


async def test_a_private_camera_stays_private(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """What was asked for by hand is about the place, not about the device."""
    await house.privacy.async_hold([SOFA], BY_HAND)
    await _replace(house, "camera.hall")
    assert not house.is_open()
    picture = await (await client.get("/api/camera_proxy/camera.sofa")).read()
    assert SECRET not in picture
    assert picture != NEW


async def test_removing_lens_cap_gives_the_new_one_the_name(
    hass: HomeAssistant, house: House
) -> None:
    """Dashboards that name the old camera show the new one from then on."""
    new = registered(hass, "camera.hall").id
    await _replace(house, "camera.hall")
    await hass.config_entries.async_remove(house.entry.entry_id)
    await hass.async_block_till_done()
    entry = registered(hass, "camera.sofa")
    assert (entry.id, entry.hidden_by) == (new, None)
    assert DOMAIN not in entry.options
    assert er.async_get(hass).async_get("camera.hall") is None


@pytest.mark.parametrize("camera", ["camera.bed", "camera.bed_original", "camera.no"])
async def test_what_cannot_take_its_place(
    hass: HomeAssistant, house: House, camera: str
) -> None:
    """Ours, guarded, or not there: it is said, and nothing changes."""
    source = house.entry.subentries[SOFA].data["source"]
    done = await _replace(house, camera)
    assert done["errors"] == {"replace_with": "cannot_replace"}
    assert house.entry.subentries[SOFA].data["source"] == source


async def test_a_disk_that_is_full(
    hass: HomeAssistant, house: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither camera is touched before the record is on disk; then it goes on by itself."""
    disk = Disk(monkeypatch)
    disk.full = True
    await _replace(house, "camera.hall")
    assert house.entry.state is ConfigEntryState.SETUP_RETRY
    assert registered(hass, "camera.sofa_original").hidden
    assert not registered(hass, "camera.hall").hidden
    disk.full = False
    assert await hass.config_entries.async_reload(house.entry.entry_id)
    await hass.async_block_till_done()
    assert not registered(hass, "camera.sofa_original").hidden
    assert registered(hass, "camera.hall").hidden
    picture = await client.get("/api/camera_proxy/camera.sofa")
    assert await picture.read() == NEW


async def test_a_crash_between_the_record_and_the_registry(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next start finishes what was begun: the old original bears a mark that says so."""

    async def crash(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as crashing:
        crashing.setattr(
            "custom_components.lens_cap.entry.camera_sync.async_release_original", crash
        )
        await house.stop()
        change_camera(house, SOFA, source=registered(hass, "camera.hall").id)
        assert not await house.set_up()
    assert registered(hass, "camera.sofa_original").hidden
    assert await hass.config_entries.async_reload(house.entry.entry_id)
    await hass.async_block_till_done()
    assert not registered(hass, "camera.sofa_original").hidden
    assert DOMAIN not in registered(hass, "camera.sofa_original").options
    assert registered(hass, "camera.hall").hidden
    assert house.coordinator.state.take_overs[SOFA].source_id == (
        registered(hass, "camera.hall").id
    )


async def test_an_original_that_comes_back_as_a_stranger(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """After a month Home Assistant forgets its id; it is the same camera all the same."""
    registry = er.async_get(hass)
    old = registered(hass, "camera.sofa_original")
    registry.async_remove(old.entity_id)
    await hass.async_block_till_done()
    registry.deleted_entities.pop(("camera", "test", "sofa"))
    assert await hass.config_entries.async_reload(originals(hass).entry_id)
    await hass.async_block_till_done()
    source = house.coordinator.cameras[SOFA].source.entity_id
    assert source is not None
    new = registered(hass, source)
    assert new.id != old.id
    assert new.hidden_by is er.RegistryEntryHider.INTEGRATION
    assert house.entry.subentries[SOFA].data["source"] == new.id
    picture = await client.get("/api/camera_proxy/camera.sofa")
    assert SECRET in await picture.read()
