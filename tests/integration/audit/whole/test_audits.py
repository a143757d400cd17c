"""What an audit shows, and when it runs."""

from datetime import timedelta
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_capture_events,
    async_fire_time_changed,
)
from syrupy.assertion import SnapshotAssertion

from custom_components.lens_cap.core.audit.finding import CheckState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import entity_registry as er

from ....helpers.family import by
from ....helpers.mock_house import PASSWORD, SOFA, House
from .conftest import audit, issues

PROBLEM = "binary_sensor.sofa_security_problem"
VISIBLE = f"audit_original_visible_{SOFA}"


def show_original(hass: HomeAssistant, entity_id: str = "camera.sofa_original") -> None:
    """Make the original visible again, as people do by mistake."""
    er.async_get(hass).async_update_entity(entity_id, hidden_by=None)


async def test_before_the_first_audit_nothing_is_known(family: House) -> None:
    """Neither well nor badly kept."""
    assert family.state(PROBLEM).state == "unknown"
    assert family.state("sensor.lens_cap_open_findings").state == "unknown"
    assert family.state("binary_sensor.lens_cap_insecure_cameras").state == "unknown"


async def test_a_well_kept_house_is_calm(audited: House, hass: HomeAssistant) -> None:
    """No alert about any camera."""
    assert audited.state(PROBLEM).state == "off"
    assert not [issue for issue in issues(hass) if issue.endswith(SOFA)]


async def test_a_problem_is_shown_and_goes(audited: House, hass: HomeAssistant) -> None:
    """As an issue, by the sensors, and as an event; and all of it ends."""
    before = int(audited.state("sensor.lens_cap_open_findings").state)
    show_original(hass)
    await audit(audited)
    assert audited.state(PROBLEM).state == "on"
    assert audited.state(PROBLEM).attributes["problems"] == 1
    assert audited.state("binary_sensor.lens_cap_insecure_cameras").state == "on"
    shown = audited.state("binary_sensor.lens_cap_insecure_cameras").attributes
    assert shown["cameras"] == ["Sofa"]
    assert int(audited.state("sensor.lens_cap_open_findings").state) == before + 1
    assert (
        audited.state("event.sofa_activity").attributes["event_type"]
        == "security_problem_found"
    )
    placeholders = issues(hass)[VISIBLE].translation_placeholders
    assert placeholders is not None
    assert placeholders["camera"] == "Sofa"
    event = audited.state("event.sofa_activity").attributes
    assert event["severity"] == "medium"
    er.async_get(hass).async_update_entity(
        "camera.sofa_original", hidden_by=er.RegistryEntryHider.USER
    )
    await audit(audited)
    assert audited.state(PROBLEM).state == "off"
    assert VISIBLE not in issues(hass)
    assert (
        audited.state("event.sofa_activity").attributes["event_type"]
        == "security_problem_solved"
    )


async def test_an_issue_goes_with_its_camera(
    audited: House, hass: HomeAssistant
) -> None:
    """A camera that is not guarded any more has no problems."""
    show_original(hass)
    await audit(audited)
    hass.config_entries.async_remove_subentry(audited.entry, SOFA)
    await hass.async_block_till_done()
    await audit(audited)
    assert VISIBLE not in issues(hass)


async def test_the_same_problem_of_many_cameras_is_one_issue(
    audited: House, hass: HomeAssistant
) -> None:
    """Nobody wants ten issues for one fact."""
    from ....helpers.mock_house import HALL  # noqa: PLC0415
    from ....helpers.subentries import add_camera  # noqa: PLC0415

    add_camera(audited, HALL)
    await hass.async_block_till_done()
    for name in ("sofa", "bed", "hall"):
        show_original(hass, f"camera.{name}_original")
    await audit(audited)
    about = [issue for issue in issues(hass) if "original_visible" in issue]
    assert about == ["audit_original_visible_cameras"]
    placeholders = issues(hass)[about[0]].translation_placeholders
    assert placeholders is not None
    assert set(placeholders["camera"].split(", ")) == {"Sofa", "Bed", "Hall"}


async def test_it_runs_daily(
    audited: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Without anybody asking."""
    show_original(hass)
    freezer.tick(timedelta(days=1, minutes=2))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert VISIBLE in issues(hass)


async def test_it_runs_soon_after_a_change(
    freezer: FrozenDateTimeFactory, audited: House, hass: HomeAssistant
) -> None:
    """And once for many changes."""
    ran = audited.runtime.auditor.data.ran_at
    show_original(hass)
    await hass.async_block_till_done()
    assert audited.runtime.auditor.data.ran_at == ran
    freezer.tick(timedelta(seconds=61))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert VISIBLE in issues(hass)


async def test_a_check_that_cannot_tell_clears_nothing(
    audited: House, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The issue stays, and the sensor says how many could not be checked."""
    show_original(hass)
    await audit(audited)
    hidden = audited.coordinator.cameras[SOFA].source
    monkeypatch.setattr(type(hidden), "entity_id", property(lambda _self: None))
    await audit(audited)
    assert VISIBLE in issues(hass)
    view = audited.runtime.auditor.data
    assert view.count(CheckState.COULD_NOT_CHECK) > 0


async def test_a_check_that_cannot_tell_after_a_restart_clears_nothing(
    audited: House, hass: HomeAssistant
) -> None:
    """The issue, the sensors and the score are as they were before it."""
    show_original(hass)
    await audit(audited)
    found = audited.runtime.auditor.data
    await audited.stop()
    assert await audited.set_up()
    camera = audited.coordinator.cameras[SOFA]
    with patch.object(type(camera.source), "entity_id", property(lambda _self: None)):
        await audit(audited)
    view = audited.runtime.auditor.data
    assert view.count(CheckState.COULD_NOT_CHECK) > 0
    assert VISIBLE in issues(hass)
    assert audited.state(PROBLEM).state == "on"
    assert (view.score, view.open) == (found.score, found.open)


async def test_actions_tell_administrators_more(
    audited: House, hass: HomeAssistant, anna: MockUser, ben: MockUser
) -> None:
    """Anybody may have it looked at; evidence is for administrators."""
    show_original(hass)
    summary = await hass.services.async_call(
        "lens_cap",
        "run_audit",
        {},
        blocking=True,
        return_response=True,
        context=by(ben),
    )
    assert summary is not None
    assert summary["insecure_cameras"] == 1
    for action in ("get_findings", "export_report"):
        with pytest.raises(Unauthorized):
            await hass.services.async_call(
                "lens_cap",
                action,
                {},
                blocking=True,
                return_response=True,
                context=by(ben),
            )
    found = await hass.services.async_call(
        "lens_cap",
        "get_findings",
        {},
        blocking=True,
        return_response=True,
        context=by(anna),
    )
    assert found is not None
    assert ("original_visible", "Sofa") in [
        (one["check"], one["camera"])  # type: ignore[index,call-overload]
        for one in found["findings"]  # type: ignore[union-attr]
    ]


async def test_the_report(audited: House, hass: HomeAssistant) -> None:
    """It names every check, asks what software cannot know, and holds no secret."""
    show_original(hass)
    await audit(audited)
    folder = hass.config.path("media")
    hass.config.allowlist_external_dirs = {folder}
    await hass.async_add_executor_job(__import__("os").makedirs, folder, 0o700, True)
    report = await hass.services.async_call(
        "lens_cap",
        "export_report",
        {"filename": f"{folder}/cameras"},
        blocking=True,
        return_response=True,
    )
    assert report is not None
    text = str(report["markdown"])
    assert "# Security report of your cameras" in text
    assert "## Sofa" in text
    assert "port forwards" in text
    assert PASSWORD not in str(report)
    with open(f"{folder}/cameras.md", encoding="utf-8") as file:  # noqa: ASYNC230, PTH123
        assert file.read() == text
    with pytest.raises(ServiceValidationError, match="already"):
        await hass.services.async_call(
            "lens_cap",
            "export_report",
            {"filename": f"{folder}/cameras"},
            blocking=True,
        )


@pytest.fixture
def evening(freezer: FrozenDateTimeFactory) -> None:
    """Let it be the same evening at every run."""
    freezer.move_to("2026-10-06 17:00:00+00:00")


@pytest.mark.usefixtures("evening")
async def test_the_report_is_what_it_was(
    audited: House, hass: HomeAssistant, snapshot: SnapshotAssertion
) -> None:
    """What people read and what programs get: a check that comes, goes or is renamed shows here."""
    report = await hass.services.async_call(
        "lens_cap", "export_report", {}, blocking=True, return_response=True
    )
    assert report is not None
    assert str(report["markdown"]).splitlines() == snapshot(name="markdown")
    assert report["data"] == snapshot(name="data")


@pytest.mark.parametrize("where", ["www/cameras", "/etc/cameras", "cameras", "link/x"])
async def test_where_no_report_is_written(
    audited: House, hass: HomeAssistant, where: str
) -> None:
    """Neither where it is served without a login, nor outside, nor through a link."""
    import os  # noqa: PLC0415

    served = hass.config.path("www")
    hass.config.allowlist_external_dirs = {hass.config.config_dir}
    os.makedirs(served, exist_ok=True)  # noqa: PTH103
    if where == "link/x":
        os.symlink(served, hass.config.path("link"))  # noqa: PTH211
    path = where if where in {"cameras", "/etc/cameras"} else hass.config.path(where)
    with pytest.raises(ServiceValidationError, match="may not write there"):
        await audited.call("lens_cap.export_report", filename=path)


async def test_a_restart_is_no_news(audited: House, hass: HomeAssistant) -> None:
    """What is found after it was there before, as far as anybody knows."""
    events = async_capture_events(hass, "state_changed")
    await audited.restart()
    show_original(hass)
    await audit(audited)
    assert audited.state(PROBLEM).state == "on"
    told = [
        event.data["new_state"].attributes.get("event_type")
        for event in events
        if event.data["entity_id"] == "event.sofa_activity" and event.data["new_state"]
    ]
    assert "security_problem_found" not in told


async def test_everybody_sees_the_next_step_and_no_evidence(
    audited: House, hass: HomeAssistant
) -> None:
    """How many, how bad and what to do; which problem it is would tell a guest how to get in."""
    show_original(hass)
    await audit(audited)
    step = {"problems": 1, "severity": "medium", "next_step": "open_repairs"}
    shown = audited.state(PROBLEM).attributes
    own = {"device_class", "friendly_name"}
    assert {key: value for key, value in shown.items() if key not in own} == step
    household = audited.state("binary_sensor.lens_cap_insecure_cameras").attributes
    assert household["cameras"] == ["Sofa"]
    counts = {"critical", "high", "medium", "low", "accepted"}
    assert household.keys() == step.keys() | own | {"cameras"} | counts
    entities = er.async_entries_for_config_entry(
        er.async_get(hass), audited.entry.entry_id
    )
    told = [
        state.as_dict()
        for one in entities
        if (state := hass.states.get(one.entity_id)) is not None
    ]
    assert told
    assert "original_visible" not in str(told)


async def test_an_issue_goes_at_once_with_its_camera(
    audited: House, hass: HomeAssistant
) -> None:
    """Nobody has to wait for the next check."""
    show_original(hass)
    await audit(audited)
    assert VISIBLE in issues(hass)
    hass.config_entries.async_remove_subentry(audited.entry, SOFA)
    await hass.async_block_till_done()
    assert VISIBLE not in issues(hass)
    assert audited.state("binary_sensor.lens_cap_insecure_cameras").state == "off"


async def test_it_runs_soon_after_an_update_is_told(
    freezer: FrozenDateTimeFactory, audited: House, hass: HomeAssistant
) -> None:
    """News about updates are looked at; that an update says the same again is none."""
    auditor = audited.runtime.auditor

    async def runs() -> bool:
        """Return whether there was a reason to look, a minute later."""
        ran = auditor.data.ran_at
        await hass.async_block_till_done()
        freezer.tick(timedelta(seconds=61))
        async_fire_time_changed(hass)
        await hass.async_block_till_done(wait_background_tasks=True)
        return auditor.data.ran_at != ran

    hass.states.async_set("update.sofa", "off")
    # What the set-up changed is looked at first.
    while await runs():
        pass
    hass.states.async_set("update.sofa", "off", {"any": 1})
    assert not await runs()
    hass.states.async_set("update.sofa", "on")
    assert await runs()
