"""Zones by switch, rule, action and lift; on stills, and in words."""

from base64 import b64decode
from io import BytesIO
import os
from typing import Any

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.const import SIGNAL_OPENING
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.opening import Opening
from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.auth.models import User
from homeassistant.components.camera import async_get_image  # noqa: TID251  # a door of the guarded camera
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ....helpers.callers import by_automation, by_websocket, signed_in
from ....helpers.family import ANNA, add_rule, by, go
from ....helpers.mock_house import SECRET, SOFA, House

LEFT = {"name": "Left", "polygon": [[0, 0], [0.4, 0], [0.4, 1], [0, 1]]}
RIGHT = {"name": "Right", "polygons": [[[0.6, 0], [1, 0], [1, 1], [0.6, 1]]]}
SWITCH = "switch.sofa_zone_left"


async def set_zones(
    house: House, *zones: Any, user: MockUser | User | None = None
) -> dict[str, str]:
    """Set the sofa's zones by hand, as a user or as the owner; return their ids by name."""
    users = await house.hass.auth.async_get_users()
    user = user or next(one for one in users if one.is_owner)
    answer = await by_websocket(
        house.hass,
        await signed_in(house.hass, user.id),
        type="call_service",
        domain="lens_cap",
        service="set_zones",
        service_data={"entity_id": "camera.sofa", "zones": list(zones)},
        return_response=True,
    )
    await house.hass.async_block_till_done()
    return {one["name"]: one["id"] for one in answer["response"]["zones"]}


@pytest.fixture
async def zoned(family: House) -> House:
    """Return the house where two zones are drawn over the sofa's picture."""
    await set_zones(family, LEFT, RIGHT)
    return family


async def _red(house: House) -> list[bool]:
    """Return whether the left end, the middle and the right end of the still are as the source's."""
    image = await async_get_image(house.hass, "camera.sofa")
    with Image.open(BytesIO(image.content)) as picture:
        plain = picture.convert("RGB")
    row = plain.height // 2
    found: list[bool] = []
    for column in (1, plain.width // 2, plain.width - 2):
        pixel: Any = plain.getpixel((column, row))
        found.append(pixel[0] > 150 and pixel[1] < 100)
    return found


async def test_a_switch_covers_its_zone(zoned: House) -> None:
    """And no other; nothing that the camera wrote beside the picture passes."""
    assert await _red(zoned) == [True, True, True]
    await zoned.call("switch.turn_on", SWITCH)
    assert zoned.level() is PrivacyLevel.MASKED
    assert zoned.state("sensor.sofa_privacy_level").state == "masked"
    assert zoned.state("switch.sofa_privacy_mode").state == "off"
    assert await _red(zoned) == [False, True, True]
    image = await async_get_image(zoned.hass, "camera.sofa")
    assert SECRET not in image.content
    await zoned.call("switch.turn_on", "switch.sofa_zone_right")
    assert await _red(zoned) == [False, True, False]
    await zoned.call("switch.turn_off", SWITCH)
    assert await _red(zoned) == [True, True, False]
    await zoned.restart()
    assert await _red(zoned) == [True, True, False]
    await zoned.call("switch.turn_off", "switch.sofa_zone_right")
    assert zoned.is_open()


async def test_all_zones_at_once(zoned: House) -> None:
    """By the action; one of them uncovered leaves the other covered."""
    await zoned.call("lens_cap.set_privacy", "camera.sofa", level="masked")
    assert await _red(zoned) == [False, True, False]
    await zoned.call("switch.turn_off", SWITCH)
    assert await _red(zoned) == [True, True, False]
    await zoned.call("lens_cap.follow_rules", "camera.sofa")
    assert zoned.is_open()


async def test_privacy_covers_more_than_zones(zoned: House) -> None:
    """While the camera is private its zones count as covered, and stay so afterwards."""
    await zoned.call("switch.turn_on", SWITCH)
    await zoned.call("camera.turn_off", "camera.sofa")
    assert zoned.level() is PrivacyLevel.PRIVATE
    assert zoned.state("switch.sofa_zone_right").state == "on"


async def test_uncovering_a_zone_of_a_private_camera(
    zoned: House, hass: HomeAssistant, anna: MockUser, ben: MockUser
) -> None:
    """It would show nothing: it is refused where a rule covers the zone, and nobody is told of an opening."""
    add_rule(zoned, effect_level="masked")
    await hass.async_block_till_done()
    await zoned.call("switch.turn_on", "switch.sofa_privacy_mode", context=by(ben))
    heard: list[Opening] = []

    @callback
    def hear(opening: Opening) -> None:
        heard.append(opening)

    async_dispatcher_connect(hass, SIGNAL_OPENING, hear)
    with pytest.raises(ServiceValidationError) as caught:
        await zoned.call("switch.turn_off", SWITCH, context=by(anna))
    assert caught.value.translation_key == "stays_private_hold"
    assert zoned.level() is PrivacyLevel.PRIVATE
    assert not zoned.coordinator.lifts.of(SOFA)
    assert not heard


async def test_the_evening(zoned: House, hass: HomeAssistant, anna: MockUser) -> None:
    """The family comes home and the table is covered; Anna lifts it; everyone leaves."""
    zone = (await set_zones(zoned, LEFT, RIGHT))["Left"]
    add_rule(
        zoned,
        presence="someone_home",
        effect_level="masked",
        zones=[zone],
        leave_delay_minutes=0,
    )
    await hass.async_block_till_done()
    assert zoned.is_open()
    go(hass, ANNA, "home")
    assert zoned.reason() is ReasonCode.SOMEONE_HOME
    assert await _red(zoned) == [False, True, True]
    for caller in (None, anna):
        if caller is None:
            with pytest.raises(ServiceValidationError):
                await zoned.call("switch.turn_off", SWITCH)
        else:
            await zoned.call("switch.turn_off", SWITCH, context=by(caller))
    assert zoned.is_open()
    assert zoned.reason() is ReasonCode.LIFTED
    await zoned.call("switch.turn_on", SWITCH)
    assert await _red(zoned) == [False, True, True]
    await zoned.call("switch.turn_off", SWITCH, context=by(anna))
    go(hass, ANNA, "not_home")
    assert zoned.is_open()


@pytest.mark.parametrize(
    ("zones", "key"),
    [
        ([{"name": "A", "polygon": [[0, 0], [1, 1]]}], "zone_too_few_points"),
        ([{"name": "A"}], "zone_too_few_points"),
        ([{"name": "A", "polygon": [[0, 0], [2, 0], [0, 1]]}], "zone_outside"),
        ([{"name": "A", "polygon": [[0, 0], [0.5, 0.5], [1, 1]]}], "zone_no_area"),
        (
            [{"name": "A", "polygon": [[0, 0], [1, 1], [1, 0], [0, 1]]}],
            "zone_crosses_itself",
        ),
        (
            [{"name": "A", "polygon": [[0.0, n / 100] for n in range(65)]}],
            "zone_too_many_points",
        ),
        ([LEFT, LEFT | {"name": "LEFT"}], "zone_name_twice"),
    ],
)
async def test_what_is_no_zone(
    family: House, zones: list[dict[str, Any]], key: str
) -> None:
    """It is said what is wrong, and nothing is changed."""
    with pytest.raises(ServiceValidationError) as caught:
        await set_zones(family, *zones)
    assert caught.value.translation_key == key
    assert not family.coordinator.cameras[SOFA].config.zones


async def test_zones_are_for_administrators(family: House, ben: MockUser) -> None:
    """Fewer zones show more; neither an automation, which has no user, nor an add-on sets them."""
    with pytest.raises(Unauthorized):
        await set_zones(family, LEFT, user=ben)
    addon = await family.hass.auth.async_create_system_user(
        "Add-on", group_ids=[GROUP_ID_ADMIN]
    )
    with pytest.raises(ServiceValidationError) as caught:
        await set_zones(family, LEFT, user=addon)
    assert caught.value.translation_key == "zones_only_by_administrators"
    step = {
        "action": "lens_cap.set_zones",
        "data": {"entity_id": "camera.sofa", "zones": []},
    }
    with pytest.raises(ServiceValidationError) as caught:
        await by_automation(family.hass, step)
    assert caught.value.translation_key == "zones_only_by_administrators"
    assert not family.coordinator.cameras[SOFA].config.zones
    with pytest.raises(ServiceValidationError) as caught:
        await family.call(
            "lens_cap.set_zones", entity_id="camera.sofa_original", zones=[]
        )
    assert caught.value.translation_key == "not_guarded"


async def test_a_zone_keeps_its_switch(zoned: House) -> None:
    """By its id, under another name; one that is gone uncovers nothing else."""
    ids = await set_zones(zoned, LEFT, RIGHT)
    await zoned.call("switch.turn_on", "switch.sofa_zone_right")
    again = await set_zones(zoned, RIGHT | {"id": ids["Right"], "name": "Window"})
    assert again == {"Window": ids["Right"]}
    assert await _red(zoned) == [True, True, False]


async def test_a_preview(zoned: House, hass: HomeAssistant) -> None:
    """Outlines over the covers; refused while private, and where a file is there."""
    folder = hass.config.path("media")
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    hass.config.allowlist_external_dirs = {folder}
    await zoned.call("switch.turn_on", SWITCH)

    async def preview(name: str) -> None:
        await zoned.call(
            "lens_cap.preview_zones",
            entity_id="camera.sofa",
            filename=f"{folder}/{name}",
        )

    await preview("one.jpg")
    with Image.open(f"{folder}/one.jpg") as picture:
        assert picture.format == "JPEG"
    for name, key in (("one.jpg", "path_exists"), ("two.png", "path_suffix")):
        with pytest.raises(ServiceValidationError) as caught:
            await preview(name)
        assert caught.value.translation_key == key
    await zoned.call("camera.turn_off", "camera.sofa")
    with pytest.raises(ServiceValidationError) as caught:
        await preview("private.jpg")
    assert caught.value.translation_key == "private_hold"
    assert not os.path.exists(f"{folder}/private.jpg")  # noqa: ASYNC240, PTH110


async def test_a_preview_is_answered_without_a_file(
    zoned: House, hass: HomeAssistant
) -> None:
    """With the picture itself; whoever wants neither file nor answer is told so."""
    call = {"entity_id": "camera.sofa"}
    answer = await hass.services.async_call(
        "lens_cap", "preview_zones", call, blocking=True, return_response=True
    )
    kind, _, content = str((answer or {})["picture"]).partition(",")
    assert kind == "data:image/jpeg;base64"
    with Image.open(BytesIO(b64decode(content))) as picture:
        assert picture.format == "JPEG"
    with pytest.raises(ServiceValidationError) as caught:
        await zoned.call("lens_cap.preview_zones", **call)
    assert caught.value.translation_key == "preview_without_answer"


async def test_a_preview_is_for_administrators_and_for_their_folders(
    zoned: House, hass: HomeAssistant, anna: MockUser, ben: MockUser
) -> None:
    """Not for those who only live here, not into what is served to everyone, and through no link."""
    media, www = hass.config.path("media"), hass.config.path("www")
    for folder in (media, www):
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    hass.config.allowlist_external_dirs = {media, www}
    os.symlink(f"{www}/seen.jpg", f"{media}/link.jpg")  # noqa: PTH211
    os.symlink(www, f"{media}/door")  # noqa: PTH211
    for filename, key in (
        (f"{www}/seen.jpg", "path_not_allowed"),
        (f"{media}/link.jpg", "path_exists"),
        (f"{media}/door/seen.jpg", "path_not_allowed"),
        (hass.config.path("elsewhere.jpg"), "path_not_allowed"),
        ("seen.jpg", "path_not_allowed"),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await zoned.call(
                "lens_cap.preview_zones",
                entity_id="camera.sofa",
                filename=filename,
                context=by(anna),
            )
        assert caught.value.translation_key == key, filename
    with pytest.raises(Unauthorized):
        await zoned.call(
            "lens_cap.preview_zones",
            entity_id="camera.sofa",
            filename=f"{media}/ben.jpg",
            context=by(ben),
        )
    assert os.listdir(www) == []  # noqa: PTH208
    assert sorted(os.listdir(media)) == ["door", "link.jpg"]  # noqa: PTH208
