"""The zone editor's commands: nothing is shown that is not shown now, and nothing is overwritten."""

from base64 import b64decode
from io import BytesIO
from typing import Any

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.components.camera.const import CameraEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ...helpers.family import add_rule, by
from ...helpers.feed import OpenFeed, open_feed
from ...helpers.mock_house import BED, SOFA, House, registered
from ...helpers.subentries import rules_named

LEFT = [[[0, 0], [0.4, 0], [0.4, 1], [0, 1]]]
RIGHT = [[[0.6, 0], [1, 0], [1, 1], [0.6, 1]]]
SMALL = [[[0, 0], [0.2, 0], [0.2, 1], [0, 1]]]


@pytest.fixture
async def editor(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
) -> OpenFeed:
    """Return what Anna, an administrator, has open."""
    return await open_feed(hass, hass_ws_client, anna)


async def save(
    editor: OpenFeed, hass: HomeAssistant, *zones: dict[str, Any], **more: object
) -> Any:
    """Save zones on top of what is there; return what is stored then."""
    got = await editor.asks("zones/get", camera_id=SOFA)
    stored = await editor.asks(
        "zones/set", camera_id=SOFA, revision=got["revision"], zones=list(zones), **more
    )
    await hass.async_block_till_done()
    return stored


async def test_a_new_zone_is_covered_at_once(
    family: House, editor: OpenFeed, hass: HomeAssistant
) -> None:
    """Always, unless something else is said; its rule is the one that the flow makes."""
    got = await editor.asks("zones/get", camera_id=SOFA)
    assert (got["zones"], got["private"], got["moves"]) == ([], False, "no")
    assert got["limits"]["points"] == 64
    stored = await save(editor, hass, {"name": " Table ", "polygons": LEFT})
    (zone,) = stored["zones"]
    assert (zone["name"], zone["covered"]) == ("Table", "always")
    assert zone["polygons"] == [[[0.0, 0.0], [0.4, 0.0], [0.4, 1.0], [0.0, 1.0]]]
    assert family.coordinator.data.cameras[SOFA].zones == {zone["zone_id"]}
    assert rules_named(family, "Sofa: Table") == 1


@pytest.mark.parametrize(
    ("covered", "rules", "told"),
    [
        ("always", 1, "always"),
        ("someone_home", 1, "someone_home"),
        ("asked", 0, "asked"),
    ],
)
async def test_when_a_zone_is_covered(
    family: House,
    editor: OpenFeed,
    hass: HomeAssistant,
    covered: str,
    rules: int,
    told: str,
) -> None:
    """By a rule that is made for it, or by its switch alone."""
    stored = await save(
        editor, hass, {"name": "Table", "polygons": LEFT, "covered": covered}
    )
    assert stored["zones"][0]["covered"] == told
    assert rules_named(family, "Sofa: Table") == rules


async def test_changing_when_a_zone_is_covered(
    family: House, editor: OpenFeed, hass: HomeAssistant
) -> None:
    """One rule takes the place of the other; what covers less has to be accepted."""
    (zone,) = (await save(editor, hass, {"name": "Table", "polygons": LEFT}))["zones"]
    less = {**zone, "covered": "someone_home"}
    got = await editor.asks("zones/get", camera_id=SOFA)
    answer = await editor.says(
        "zones/set", camera_id=SOFA, revision=got["revision"], zones=[less]
    )
    assert answer["error"]["translation_key"] == "zones_show_more"
    assert answer["error"]["translation_placeholders"] == {"name": "Table"}
    stored = await save(editor, hass, less, accept_less=True)
    assert stored["zones"][0]["covered"] == "someone_home"
    assert rules_named(family, "Sofa: Table") == 1
    await save(editor, hass, {**zone, "covered": "asked"}, accept_less=True)
    assert rules_named(family, "Sofa: Table") == 0


async def test_a_zone_of_other_rules(
    family: House, editor: OpenFeed, hass: HomeAssistant
) -> None:
    """That is told, and stays as it is."""
    (zone,) = (
        await save(
            editor, hass, {"name": "Table", "polygons": LEFT, "covered": "asked"}
        )
    )["zones"]
    add_rule(
        family,
        name="Film",
        effect_level="masked",
        zones=[zone["zone_id"]],
        start="20:00:00",
    )
    await hass.async_block_till_done()
    got = await editor.asks("zones/get", camera_id=SOFA)
    assert got["zones"][0]["covered"] == "rules"
    stored = await save(editor, hass, got["zones"][0])
    assert stored["zones"][0]["covered"] == "rules"
    assert rules_named(family, "Film") == 1


async def test_a_zone_that_goes(
    family: House, editor: OpenFeed, hass: HomeAssistant
) -> None:
    """It has to be accepted; its own rule goes with it."""
    await save(editor, hass, {"name": "Table", "polygons": LEFT})
    got = await editor.asks("zones/get", camera_id=SOFA)
    key = await editor.refused(
        "zones/set", camera_id=SOFA, revision=got["revision"], zones=[]
    )
    assert key == "zones_show_more"
    assert (await save(editor, hass, accept_less=True))["zones"] == []
    assert rules_named(family, "Sofa: Table") == 0


async def test_shapes(family: House, editor: OpenFeed, hass: HomeAssistant) -> None:
    """A larger one is saved at once; a smaller one has to be accepted."""
    (zone,) = (await save(editor, hass, {"name": "Table", "polygons": SMALL}))["zones"]
    larger = (await save(editor, hass, {**zone, "polygons": LEFT}))["zones"][0]
    assert larger["zone_id"] == zone["zone_id"]
    for smaller in (SMALL, RIGHT):
        got = await editor.asks("zones/get", camera_id=SOFA)
        key = await editor.refused(
            "zones/set",
            camera_id=SOFA,
            revision=got["revision"],
            zones=[{**larger, "polygons": smaller}],
        )
        assert key == "zones_show_more"


async def test_changed_elsewhere(
    family: House, editor: OpenFeed, hass: HomeAssistant, anna: MockUser
) -> None:
    """What somebody else has drawn meanwhile is not overwritten."""
    got = await editor.asks("zones/get", camera_id=SOFA)
    await family.call(
        "lens_cap.set_zones",
        entity_id="camera.sofa",
        zones=[{"name": "Bed", "polygon": LEFT[0]}],
        context=by(anna),
    )
    await hass.async_block_till_done()
    key = await editor.refused(
        "zones/set",
        camera_id=SOFA,
        revision=got["revision"],
        zones=[{"name": "Table", "polygons": RIGHT}],
        accept_less=True,
    )
    assert key == "zones_changed_elsewhere"
    (zone,) = family.coordinator.cameras[SOFA].config.zones
    assert zone.name == "Bed"


@pytest.mark.parametrize("said", ["unavailable", "Manual"])
async def test_drawn_while_it_is_not_known_where_it_looks(
    family: House, editor: OpenFeed, hass: HomeAssistant, said: str
) -> None:
    """It is refused with a word of its own: the zones would be covered wherever the camera looks."""
    original = registered(hass, "camera.sofa_original")
    preset = er.async_get(hass).async_get_or_create(
        "select",
        "test",
        "preset",
        device_id=original.device_id,
        translation_key="ptz_preset",
    )
    hass.states.async_set(preset.entity_id, said)
    got = await editor.asks("zones/get", camera_id=SOFA)
    key = await editor.refused(
        "zones/set",
        camera_id=SOFA,
        revision=got["revision"],
        zones=[{"name": "Table", "polygons": LEFT}],
    )
    assert key == "zones_direction_unknown"
    assert not family.coordinator.cameras[SOFA].config.zones


@pytest.mark.parametrize(
    ("zones", "key"),
    [
        ("all", "request_wrong"),
        (None, "request_wrong"),
        (["x"], "request_wrong"),
        ([{"name": "A"}], "request_wrong"),
        ([{"name": "A", "polygons": []}], "request_wrong"),
        ([{"name": "A", "polygons": [5]}], "request_wrong"),
        ([{"name": "A", "polygons": [[[0, 0]] * 500]}], "request_wrong"),
        ([{"name": "A", "polygons": LEFT, "covered": "never"}], "request_wrong"),
        ([{"name": "A", "polygons": LEFT, "covered": []}], "request_wrong"),
        ([{"name": "A", "polygons": [[["x", 0]]]}], "zone_not_a_number"),
        ([{"name": "A", "polygons": [[5]]}], "zone_not_a_number"),
        ([{"name": "A", "polygons": [[[0, True], [1, 0], [1, 1]]]}], "zone_not_a_number"),
        ([{"name": "A", "polygons": [[[0, 0, 0], [1, 0], [1, 1]]]}], "zone_not_a_number"),
        ([{"name": "A", "polygons": [[[0, 0], [1, 1]]]}], "zone_too_few_points"),
        ([{"name": "A", "polygons": [[[0, 0], [2, 0], [1, 1]]]}], "zone_outside"),
        ([{"name": "A", "polygons": [[[0, 0], [1, 1], [1, 0], [0, 1]]]}], "zone_crosses_itself"),
        ([{"polygons": LEFT}], "zone_name_missing"),
        ([{"name": 5, "polygons": LEFT}], "zone_name_missing"),
        ([{"name": "A" * 51, "polygons": LEFT}], "zone_name_too_long"),
        ([{"name": "A", "polygons": LEFT}, {"name": "a", "polygons": RIGHT}], "zone_name_twice"),
        ([{"name": str(n), "polygons": LEFT} for n in range(33)], "zones_too_many"),
    ],
)  # fmt: skip
async def test_zones_that_make_no_sense(
    family: House, editor: OpenFeed, zones: object, key: str
) -> None:
    """Each is named in a text that is translated, and nothing changes."""
    got = await editor.asks("zones/get", camera_id=SOFA)
    assert (
        await editor.refused(
            "zones/set", camera_id=SOFA, revision=got["revision"], zones=zones
        )
        == key
    )
    assert family.coordinator.cameras[SOFA].config.zones == ()


async def test_who_may(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
    ben: MockUser,
) -> None:
    """Outlines are for administrators; only a person who is signed in changes them."""
    resident = await open_feed(hass, hass_ws_client, ben)
    for command in ("get", "preview", "set"):
        key = await resident.refused(f"zones/{command}", camera_id=SOFA)
        assert key == "only_administrators"
    program = await open_feed(hass, hass_ws_client, anna, long_lived=True)
    got = await program.asks("zones/get", camera_id=SOFA)
    key = await program.refused(
        "zones/set", camera_id=SOFA, revision=got["revision"], zones=[]
    )
    assert key == "only_signed_in"


@pytest.fixture
def stills_only(family: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sofa's original give stills and no stream: nothing answers there in this house."""

    async def no_stream() -> None:
        return None

    monkeypatch.setattr(family.sources[SOFA], "stream_source", no_stream)


def colors(picture: str) -> list[tuple[int, ...]]:
    """Return the colors of a picture at the left, in the middle and at the right."""
    assert picture.startswith("data:image/jpeg;base64,")
    image = Image.open(BytesIO(b64decode(picture.partition(",")[2]))).convert("RGB")
    row = image.height // 2
    found = [
        image.getpixel((int(image.width * share), row)) for share in (0.1, 0.5, 0.9)
    ]
    return [one for one in found if isinstance(one, tuple)]


async def test_preview_covers_the_draft_and_all_that_is_covered_now(
    stills_only: None, family: House, editor: OpenFeed, hass: HomeAssistant
) -> None:
    """Never less than now, whatever the draft says."""
    family.sources[SOFA].address = None
    family.sources[SOFA]._attr_supported_features = CameraEntityFeature(0)
    nothing = await editor.asks("zones/preview", camera_id=SOFA, zones=[])
    assert all(red > 200 for red, *_ in colors(nothing["picture"]))
    await save(editor, hass, {"name": "Table", "polygons": LEFT})
    draft = [{"polygons": RIGHT}]
    told = await editor.asks("zones/preview", camera_id=SOFA, zones=draft)
    left, middle, right = colors(told["picture"])
    assert (left[0] < 60, middle[0] > 200, right[0] < 60) == (True, True, True)
    assert len(told["covered"]) == 1


async def test_no_preview_while_private(family: House, editor: OpenFeed) -> None:
    """It says why."""
    assert (
        await editor.refused("zones/preview", camera_id=BED, zones=[])
        == "private_base_level"
    )


async def test_a_camera_that_closes_while_a_draft_is_drawn(
    stills_only: None,
    family: House,
    editor: OpenFeed,
    hass: HomeAssistant,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was fetched before is not shown after."""
    decoder = family.coordinator.engine.decoder
    draw = decoder.async_jpeg

    async def closing(*given: Any) -> bytes:
        drawn = await draw(*given)
        await family.call("switch.turn_on", "switch.sofa_privacy_mode")
        return drawn

    monkeypatch.setattr(decoder, "async_jpeg", closing)
    answer = await editor.says(
        "zones/preview", camera_id=SOFA, zones=[{"polygons": LEFT}]
    )
    assert answer["error"]["translation_key"] == "private_hold", answer
