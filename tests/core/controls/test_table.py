"""The table of controls says of each how it is found, what it does, and what proves it."""

from collections import Counter

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.controls.action import (
    CONTROLLABLE,
    action_for,
    is_momentary,
    number,
    same_value,
    takes_number,
)
from custom_components.lens_cap.core.controls.matching import Shape, rows_for
from custom_components.lens_cap.core.controls.proposals import best_first, proposal_for
from custom_components.lens_cap.core.controls.role import AUDITED_ONLY, CLOSING, Role
from custom_components.lens_cap.core.controls.row import Match, Readback, Row, polled
from custom_components.lens_cap.core.controls.table import POWER, REFUSED, ROWS


def name_of(row: Row) -> str:
    """Return what a row is called in the report of a test."""
    return f"{row.integration}-{row.role}-{row.value}"


def shape_of(row: Row) -> Shape:
    """Return the shape of an entity that a row is about."""
    unique_id = {
        Match.KEY: "any",
        Match.ENDING: f"0011{row.value}",
        Match.PART: f"a:{row.value}:b",
        Match.PATTERN: "camera_control-2-on",
        Match.DEVICE: "0011",
        Match.NAME: "",
        Match.OWN: "0011_hd",
    }[row.match]
    return Shape(
        integration=row.integration,
        platform=row.platform,
        unique_id=unique_id,
        key=row.value if row.match is Match.KEY else None,
        name=f"Sofa{row.value}" if row.match is Match.NAME else "Sofa",
        device_ids=frozenset({"0011"}),
        is_camera=row.match is Match.OWN,
    )


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_each_row_finds_its_entity_and_no_other(row: Row) -> None:
    """The entity is found by its row alone; the same thing of another integration is not."""
    shape = shape_of(row)
    assert rows_for(shape) == (row,)
    other = Shape(integration="other", platform=row.platform, unique_id=shape.unique_id)
    assert rows_for(other) == ()
    nameless = Shape(integration=row.integration, platform=row.platform)
    assert rows_for(nameless) == ()


def test_no_two_rows_are_about_the_same() -> None:
    """An integration's entity has one role."""
    keys = Counter((one.integration, one.platform, one.value) for one in ROWS)
    assert set(keys.values()) == {1}


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row.platform in CONTROLLABLE and row.safe],
    ids=name_of,
)
def test_each_safe_side_can_be_asked_for(row: Row) -> None:
    """What has a private side has an action that leads there."""
    assert action_for(row.platform, row.safe) is not None


def test_what_closes_is_never_only_read() -> None:
    """A row that ends the picture has a private side, and is never one that only is audited."""
    closing = [row for row in ROWS if row.role in CLOSING]
    assert all(row.safe for row in closing)
    assert not AUDITED_ONLY & {row.role for row in closing}
    assert {row.integration for row in closing} >= {
        "reolink",
        "unifiprotect",
        "frigate",
    }


def test_what_is_refused_has_no_row() -> None:
    """Freebox, Fully Kiosk, eufy's session, the demo's pretence and TP-Link's one way are never used."""
    assert set(REFUSED) == {"freebox", "fully_kiosk", "eufy_security", "demo", "tplink"}
    assert not set(REFUSED) & set(POWER)


def test_a_deadline_gives_an_answer_two_polls() -> None:
    """Two polls and fifteen seconds; what is pushed has fifteen seconds."""
    assert polled(120).deadline == 255
    row = next(row for row in ROWS if row.integration == "shelly")
    assert row.verification.readback is Readback.PUSH
    assert row.verification.deadline == 15


def test_what_silences_more_is_not_chosen_by_itself() -> None:
    """A doorbell's volume and alarms by mail wait for their owner; a lens that closes does not."""
    chosen = {(row.integration, row.value): row.is_exact for row in ROWS}
    assert not chosen["ring", "mic_volume"]
    assert not chosen["reolink", "email"]
    assert not chosen["reolink", "ptz_preset"]
    assert chosen["reolink", "privacy_mode"]


@pytest.mark.parametrize(
    ("domain", "value", "name", "data"),
    [
        ("switch", "off", "turn_off", {}),
        ("camera", "on", "turn_on", {}),
        ("select", "never", "select_option", {"option": "never"}),
        ("number", "0", "set_value", {"value": 0.0}),
        ("button", "press", "press", {}),
        ("cover", "closed", "close_cover", {}),
    ],
)
def test_how_a_control_takes_a_value(
    domain: str, value: str, name: str, data: dict[str, str | float]
) -> None:
    """Each kind of entity has its own action."""
    action = action_for(domain, value)
    assert action is not None
    assert (action.domain, action.name, dict(action.data)) == (domain, name, data)


@pytest.mark.parametrize(
    ("domain", "value"),
    [
        ("switch", "unavailable"),
        ("switch", ""),
        ("select", ""),
        ("number", "loud"),
        ("number", "inf"),
        ("number", "nan"),
        ("button", "2026-01-01"),
        ("cover", "opening"),
        ("sensor", "on"),
        ("lock", "locked"),
    ],
)
def test_what_no_action_leads_to(domain: str, value: str) -> None:
    """No action is made up for a value or an entity that cannot take it."""
    assert action_for(domain, value) is None


def test_numbers_are_equal_however_they_are_written() -> None:
    """A level of 0.0 is 0; what is no number equals none."""
    assert same_value("number", "0.0", "0")
    assert not same_value("number", "unknown", "unknown")
    assert same_value("switch", "on", "on")
    assert not same_value("switch", "on", "off")
    assert number("4.5") == 4.5
    assert takes_number("input_number")
    assert not takes_number("select")
    assert is_momentary("button")
    assert not is_momentary("switch")


@pytest.mark.parametrize(
    ("key", "role", "safe"),
    [
        ("lens_cover", Role.PRIVACY, "on"),
        ("privacy", Role.PRIVACY, "on"),
        ("mic_mute", Role.MICROPHONE, "on"),
        ("microphone", Role.MICROPHONE, "off"),
        ("recordings", Role.RECORDING, "off"),
        ("ftp", Role.UPLOAD, "off"),
        ("status_led", Role.STATUS_LIGHT, "on"),
        ("face_recognition", Role.RECOGNITION, "off"),
        ("camera_power", Role.POWER, "off"),
        ("videoStreaming", Role.POWER, "off"),
    ],
)
def test_what_an_unknown_control_may_be(key: str, role: Role, safe: str) -> None:
    """A switch of an integration that nobody knows is proposed by its key."""
    proposal = proposal_for(Shape(integration="new", platform="switch", key=key))
    assert proposal is not None
    assert (proposal.role, proposal.safe) == (role, safe)


@pytest.mark.parametrize(
    "key",
    ["privacy_sound", "night_mode", "motion_detection", "mic_volume", "siren", ""],
)
def test_what_sounds_alike_is_not_proposed(key: str) -> None:
    """Words that mean something else are no hint."""
    shape = Shape(integration="new", platform="switch", key=key)
    assert proposal_for(shape) is None


def test_what_is_known_or_only_read_is_not_guessed_at() -> None:
    """The table counts, and a sensor is no control."""
    known = next(row for row in ROWS if row.value == "privacy_mode")
    assert proposal_for(shape_of(known)) is None
    sensor = Shape(integration="new", platform="sensor", key="privacy")
    assert proposal_for(sensor) is None


def test_the_owner_says_which_option_is_private() -> None:
    """Of a select nobody can guess it; and what an integration says weighs more than a name."""
    shape = Shape(integration="new", platform="select", key="record")
    by_key = proposal_for(shape)
    by_name = proposal_for(Shape(integration="new", platform="switch", name="Record"))
    assert by_key is not None and by_name is not None
    assert by_key.safe == ""
    assert best_first([("a", by_name), ("b", by_key)])[0][0] == "b"
    alike = best_first([("b", by_key), ("a", by_key)])
    assert [entity for entity, _ in alike] == ["a", "b"]


@given(
    st.builds(
        Shape,
        integration=st.text(),
        platform=st.sampled_from(sorted(CONTROLLABLE)),
        unique_id=st.text(),
        key=st.none() | st.text(),
        name=st.text(),
        is_camera=st.booleans(),
    )
)
def test_any_shape_can_be_looked_up(shape: Shape) -> None:
    """Nothing that a registry holds breaks the table; a proposal never is one to act on by itself."""
    assert isinstance(rows_for(shape), tuple)
    proposal = proposal_for(shape)
    assert proposal is None or proposal.score > 0
