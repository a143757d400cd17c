"""Every finding can be reached, by number, in words and with a click; accepted ones, too."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.lens_cap.core.audit.finding import Severity
from custom_components.lens_cap.flows.security.findings import CONF_FINDING
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from ....helpers.disk import Disk
from ....helpers.mock_house import SOFA, House
from .conftest import audit, issues
from .test_audits import VISIBLE, show_original

CHOICE = f"original_visible:{SOFA}"
OPEN = "sensor.lens_cap_open_findings"
SERIOUS = "binary_sensor.lens_cap_insecure_cameras"
REASON = "The grandparents use it"


@pytest.fixture
async def visible(audited: House, hass: HomeAssistant) -> House:
    """Return the house where somebody made an original visible."""
    show_original(hass)
    await audit(audited)
    return audited


async def walk(house: House, *answers: dict[str, Any]) -> Any:
    """Walk through the list as an administrator does, and return the last step."""
    flows = house.hass.config_entries.subentries
    step = await flows.async_init(
        (house.entry.entry_id, "security"), context={"source": SOURCE_USER}
    )
    for answer in answers:
        step = await flows.async_configure(step["flow_id"], answer)
    await house.hass.async_block_till_done()
    return step


def until(days: int) -> str:
    """Return a day to come."""
    return (dt_util.now() + timedelta(days=days)).date().isoformat()


async def accept(house: House, choice: str = CHOICE) -> Any:
    """Accept a finding for ten days."""
    return await walk(
        house,
        {CONF_FINDING: choice},
        {"next_step_id": "accept"},
        {"reason": REASON, "until": until(10)},
    )


def offered(step: Any) -> dict[str, str]:
    """Return what the list offers, with its labels."""
    (field,) = step["data_schema"].schema.values()
    return {one["value"]: one["label"] for one in field.config["options"]}


async def test_the_numbers_add_up(visible: House) -> None:
    """Beside each other, both entities say how many of which severity there are."""
    state = visible.state(OPEN)
    counts = {one.value: state.attributes[one.value] for one in Severity}
    assert sum(counts.values()) == int(state.state)
    assert counts["medium"] >= 1
    shown = visible.state(SERIOUS).attributes
    assert {one.value: shown[one.value] for one in Severity} == counts
    assert shown["problems"] == int(state.state) - counts["low"]


async def test_small_findings_alone_say_where_they_are_read(audited: House) -> None:
    """No problem and some findings: the next step leads to them."""
    state = audited.state(OPEN)
    assert audited.state(SERIOUS).state == "off"
    assert int(state.state) == state.attributes["low"] > 0
    assert state.attributes["next_step"] == "open_findings"


async def test_the_list_has_every_finding(visible: House) -> None:
    """The worst first, those that are no repair included, and the camera first in its line."""
    choices = offered(await walk(visible))
    assert len(choices) == int(visible.state(OPEN).state)
    assert next(iter(choices)) == CHOICE
    assert choices[CHOICE] == "Sofa: its original is not hidden (medium)"
    repaired = {issue.data["check_id"] for issue in issues(visible.hass).values()}  # type: ignore[index]
    assert {one.partition(":")[0] for one in choices} - repaired


async def test_a_small_finding_is_read_with_what_to_do(audited: House) -> None:
    """In the words that its repair would have."""
    choice = next(iter(offered(await walk(audited))))
    step = await walk(audited, {CONF_FINDING: choice})
    told = step["description_placeholders"]
    assert (step["type"], step["step_id"]) == ("menu", "finding")
    assert told["severity"] == "low"
    assert "1. " in told["description"]
    assert "{" not in "".join(told.values())


async def test_accepted_ones_are_seen_and_taken_back(
    visible: House, hass: HomeAssistant
) -> None:
    """It is no repair while it is accepted, and one again at once afterwards."""
    assert (await accept(visible))["reason"] == "accepted"
    assert VISIBLE not in issues(hass)
    assert visible.state(OPEN).attributes["accepted"] == 1
    label = offered(await walk(visible))[CHOICE]
    assert label == f"Accepted until {until(10)}: Sofa: its original is not hidden"
    step = await walk(visible, {CONF_FINDING: CHOICE})
    assert step["step_id"] == "accepted"
    assert step["description_placeholders"]["reason"] == REASON
    step = await walk(visible, {CONF_FINDING: CHOICE}, {"next_step_id": "take_back"})
    assert step["reason"] == "taken_back"
    assert VISIBLE in issues(hass)
    await visible.restart()
    assert visible.runtime.auditor.history_store.history.acceptances == ()


async def test_what_cannot_be_saved_stays_accepted(
    visible: House, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nobody is told otherwise."""
    await accept(visible)
    Disk(monkeypatch).full = True
    step = await walk(visible, {CONF_FINDING: CHOICE}, {"next_step_id": "take_back"})
    assert step["reason"] == "not_saved"
    assert VISIBLE not in issues(hass)


async def test_what_cannot_be_saved_is_not_accepted(
    visible: House, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The repair stays."""
    Disk(monkeypatch).full = True
    assert (await accept(visible))["reason"] == "not_saved"
    assert VISIBLE in issues(hass)


async def test_looked_at_again(visible: House, hass: HomeAssistant) -> None:
    """Still so is said, and gone is said."""
    again = {CONF_FINDING: CHOICE}, {"next_step_id": "check_again"}
    assert (await walk(visible, *again))["reason"] == "still_weak"
    flows = hass.config_entries.subentries
    step = await walk(visible, {CONF_FINDING: CHOICE})
    er.async_get(hass).async_update_entity(
        "camera.sofa_original", hidden_by=er.RegistryEntryHider.USER
    )
    step = await flows.async_configure(step["flow_id"], {"next_step_id": "check_again"})
    assert step["reason"] == "solved"


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ({"reason": "x", "until": "2100-01-01"}, {"reason", "until"}),
        ({"reason": "Because", "until": "2020-01-01"}, {"until"}),
    ],
)
async def test_an_answer_that_cannot_be_taken(
    visible: House, hass: HomeAssistant, answer: dict[str, str], wrong: set[str]
) -> None:
    """Each field says what is wrong, and nothing is accepted."""
    step = await walk(
        visible, {CONF_FINDING: CHOICE}, {"next_step_id": "accept"}, answer
    )
    assert set(step["errors"]) == wrong
    assert VISIBLE in issues(hass)


async def test_before_the_first_check(family: House) -> None:
    """It says that nothing is known yet, and shows no empty list."""
    assert (await walk(family))["reason"] == "not_looked_yet"


async def test_while_lens_cap_does_not_run(visible: House) -> None:
    """The same, and no error."""
    await visible.stop()
    assert (await walk(visible))["reason"] == "not_looked_yet"


async def test_actions_name_them(visible: House, hass: HomeAssistant) -> None:
    """In words, by severity, with what is accepted and why."""
    await accept(visible)
    found: Any = await hass.services.async_call(
        "lens_cap", "get_findings", {}, blocking=True, return_response=True
    )
    (accepted,) = found["accepted"]
    assert accepted["title"] == "Sofa: its original is not hidden"
    assert accepted["accepted_because"] == REASON
    assert sum(found["by_severity"].values()) == len(found["findings"])
    assert all(one["title"] for one in found["findings"])


async def test_the_report_alarms_nobody_with_what_is_all_right(
    visible: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Under All right stand themes and numbers; times and days are the household's own."""
    await hass.config.async_set_time_zone("America/Los_Angeles")
    freezer.move_to("2026-06-01T03:30:00+00:00")
    await audit(visible)
    await accept(visible)
    report: Any = await hass.services.async_call(
        "lens_cap", "export_report", {}, blocking=True, return_response=True
    )
    text = report["markdown"]
    fine = text.partition("## Sofa")[2].partition("**All right**")[2].partition("##")[0]
    lines = [line for line in fine.splitlines() if line]
    assert lines
    assert all(line.endswith("checks found nothing") for line in lines)
    assert "Checked: 2026-05-31 20:30" in text
    assert f"(2026-06-10: {REASON})" in text
    assert "(low)" in text
    assert report["data"]["audited_at"] == "2026-05-31T20:30:00-07:00"


async def test_what_came_meanwhile_is_shown_before_it_is_accepted(
    audited: House, hass: HomeAssistant
) -> None:
    """Alexa came while the form about Assist was open: it is told too, and accepted only then."""
    original = "camera.sofa_original"
    async_expose_entity(hass, "conversation", original, should_expose=True)
    await audit(audited)
    choice = {CONF_FINDING: f"exposed_assistant:{SOFA}"}
    step = await walk(audited, choice, {"next_step_id": "accept"})
    async_expose_entity(hass, "cloud.alexa", original, should_expose=True)
    await audit(audited)
    flows: Any = hass.config_entries.subentries
    answer = {"reason": REASON, "until": until(10)}
    step = await flows.async_configure(step["flow_id"], answer)
    assert step["errors"] == {"base": "changed_meanwhile"}
    assert "Alexa" in step["description_placeholders"]["now"]
    step = await flows.async_configure(step["flow_id"], answer)
    assert step["reason"] == "accepted"
