"""The periodic review: asked once when it is due, with facts beside each question, and answered by a person."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.history.record import HistoryKind
from custom_components.lens_cap.core.state.review import ReviewAnswer, ReviewQuestion
from custom_components.lens_cap.flows.register.review import ReviewFlow
from custom_components.lens_cap.history.page import HistoryQuery
from custom_components.lens_cap.repairs import async_create_fix_flow
from homeassistant.data_entry_flow import AbortFlow, UnknownFlow
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from ...helpers.callers import asking, signed_in
from ...helpers.disk import Disk
from ...helpers.family import add_rule, by, set_options
from ...helpers.mock_house import House

QUESTIONS = [one.value for one in ReviewQuestion]


def _issues(house: House) -> list[ir.IssueEntry]:
    """Return the repairs about a review that people see."""
    return [
        issue
        for (domain, issue_id), issue in ir.async_get(house.hass).issues.items()
        if domain == DOMAIN
        and issue_id.startswith("review_due")
        and issue.active
        and issue.dismissed_version is None
    ]


async def _passed(house: House, days: float) -> None:
    """Let the last review be so long ago, as it would be on disk."""
    since = dt_util.utcnow() - timedelta(days=days)
    await house.coordinator.async_change(
        lambda state: replace(state, review_since=since)
    )
    house.runtime.reviews.async_refresh()


@pytest.fixture
async def due(family: House) -> House:
    """Return a house in which a review is due."""
    await _passed(family, 91)
    return family


@pytest.fixture
async def annas(due: House, anna: MockUser) -> AsyncIterator[House]:
    """Let Anna send what follows, signed in."""
    with asking(await signed_in(due.hass, anna.id)):
        yield due


async def _open(house: House) -> tuple[ReviewFlow, Any]:
    [issue] = _issues(house)
    flow = await async_create_fix_flow(house.hass, issue.issue_id, issue.data)
    assert isinstance(flow, ReviewFlow)
    flow.hass = house.hass
    return flow, await flow.async_step_init()


async def _answer(house: House, **answers: str) -> Any:
    """Answer each question, with yes where nothing else is said; return how it ends."""
    flow, step = await _open(house)
    for question in QUESTIONS:
        assert step["step_id"] == question
        given = {"answer": answers.get(question, "fine")}
        step = await getattr(flow, f"async_step_{question}")(given)
    return step


async def test_a_new_household_is_asked_after_ninety_days(family: House) -> None:
    """Not at once, and not a day earlier; then once."""
    assert family.coordinator.state.review_since is not None
    assert _issues(family) == []
    await _passed(family, 89)
    assert _issues(family) == []
    await _passed(family, 90)
    assert len(_issues(family)) == 1
    family.runtime.reviews.async_refresh()
    assert len(_issues(family)) == 1


async def test_the_time_can_be_set(family: House) -> None:
    """Zero days are never."""
    await _passed(family, 31)
    set_options(family, review_days=30)
    await family.hass.async_block_till_done()
    assert len(_issues(family)) == 1
    set_options(family, review_days=0)
    await family.hass.async_block_till_done()
    assert _issues(family) == []
    await _passed(family, 999)
    assert _issues(family) == []


async def test_what_is_ignored_stays_so_for_this_round(due: House) -> None:
    """Over a restart, too; the next round asks again, once."""
    [issue] = _issues(due)
    ir.async_get(due.hass).async_ignore(DOMAIN, issue.issue_id, ignore=True)
    await due.restart()
    assert _issues(due) == []
    since = due.coordinator.state.review_since
    assert since is not None
    await due.coordinator.async_change(lambda state: replace(state, review_since=since))
    due.runtime.reviews.async_refresh()
    assert _issues(due) == []
    await _passed(due, 181)
    assert len(_issues(due)) == 1


async def test_what_waits_outlives_a_restart(due: House) -> None:
    """The same one."""
    [before] = _issues(due)
    await due.restart()
    assert [one.issue_id for one in _issues(due)] == [before.issue_id]


async def test_the_answers_are_kept_with_date_and_person(
    annas: House, anna: MockUser
) -> None:
    """In the state and in the history, over a restart; the next one is due ninety days later."""
    ended = await _answer(annas, cameras="change", openings="unsure")
    assert (ended["type"], ended["reason"]) == ("abort", "reviewed")
    left = ended["description_placeholders"]["left"]
    assert left.startswith("- Cameras: ")
    assert "- Who opens: " in left
    assert _issues(annas) == []
    await annas.restart()
    assert _issues(annas) == []
    [review] = annas.coordinator.state.reviews
    assert review.by == anna.id
    assert review.answers == {
        ReviewQuestion.RULES: ReviewAnswer.FINE,
        ReviewQuestion.PEOPLE: ReviewAnswer.FINE,
        ReviewQuestion.CAMERAS: ReviewAnswer.CHANGE,
        ReviewQuestion.ACCEPTANCES: ReviewAnswer.FINE,
        ReviewQuestion.OPENINGS: ReviewAnswer.UNSURE,
    }
    assert annas.runtime.reviews.next_due == review.at + timedelta(days=90)
    page = await annas.runtime.history.async_page(
        HistoryQuery(kinds=frozenset({HistoryKind.REVIEWED})),
        annas.runtime.history_feed.viewer(anna),
    )
    [(_, record)] = page.records
    assert (record.at, record.by) == (review.at, anna.id)
    assert "cameras:change" in record.codes


async def test_each_question_comes_with_what_is_known(
    annas: House, ben: MockUser, anna: MockUser
) -> None:
    """Rules, people, cameras, what was accepted, and who opened what how often."""
    add_rule(annas, name="Night", start="00:00:00", end="00:00:00")
    await annas.call("switch.turn_on", "switch.sofa_privacy_mode", context=by(ben))
    await annas.call("switch.turn_off", "switch.sofa_privacy_mode", context=by(ben))
    await annas.hass.async_block_till_done()
    flow, step = await _open(annas)
    facts: dict[str, str] = {}
    for question in QUESTIONS:
        facts[question] = step["description_placeholders"]["facts"]
        step = await getattr(flow, f"async_step_{question}")({"answer": "fine"})
    assert "- Night: " in facts["rules"]
    assert "- ben" in facts["people"]
    assert "- Sofa: " in facts["cameras"]
    assert facts["acceptances"] == "Nothing was accepted."
    assert "- Ben: opened against a rule: 1, privacy ended: 1" in facts["openings"]


async def test_a_name_is_no_markup(annas: House, anna: MockUser) -> None:
    """Facts are Markdown; what people wrote in them is plain."""
    add_rule(annas, name="[Night](https://evil.test)", start="00:00:00")
    await annas.hass.async_block_till_done()
    _, step = await _open(annas)
    assert "[Night]" not in step["description_placeholders"]["facts"]


async def test_no_answer_is_no_answer(annas: House) -> None:
    """What is none of the list is asked again, and nothing is kept of half a review."""
    flow, _ = await _open(annas)
    step: Any = await flow.async_step_rules({"answer": "perhaps"})
    assert step["errors"] == {"answer": "unknown_choice"}
    await flow.async_step_rules({"answer": "fine"})
    assert annas.coordinator.state.reviews == ()
    assert len(_issues(annas)) == 1


async def test_only_a_person_answers(due: House) -> None:
    """A program is told so at once."""
    with pytest.raises(AbortFlow) as refused:
        await _open(due)
    assert refused.value.reason == "not_signed_in"


async def test_what_cannot_be_saved_is_still_due(
    annas: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, and asks again."""
    Disk(monkeypatch).full = True
    ended = await _answer(annas)
    assert ended["reason"] == "not_saved"
    assert annas.coordinator.state.reviews == ()
    assert len(_issues(annas)) == 1


async def test_it_can_be_begun_by_hand(family: House, anna: MockUser) -> None:
    """By the options' menu and by the action; that is one repair, which stays until it is answered."""
    hass = family.hass
    menu = await hass.config_entries.options.async_init(family.entry.entry_id)
    ended = await hass.config_entries.options.async_configure(
        menu["flow_id"], {"next_step_id": "review"}
    )
    assert (ended["type"], ended["reason"]) == ("abort", "review_ready")
    answer = await hass.services.async_call(
        DOMAIN,
        "start_review",
        {},
        blocking=True,
        context=by(anna),
        return_response=True,
    )
    assert answer is not None
    assert answer["last_review"] is None
    assert str(answer["next_review"]) > dt_util.now().isoformat()
    assert len(_issues(family)) == 1
    await family.restart()
    assert len(_issues(family)) == 1
    with asking(await signed_in(hass, anna.id)):
        await _answer(family)
    assert _issues(family) == []


async def test_by_hand_also_what_was_ignored(due: House, anna: MockUser) -> None:
    """Who asks for it wants it."""
    [issue] = _issues(due)
    ir.async_get(due.hass).async_ignore(DOMAIN, issue.issue_id, ignore=True)
    await due.call("lens_cap.start_review", context=by(anna))
    assert len(_issues(due)) == 1


async def test_only_administrators_begin_it(family: House, ben: MockUser) -> None:
    """Others cannot answer it either."""
    with pytest.raises(Unauthorized):
        await family.hass.services.async_call(
            DOMAIN, "start_review", {}, blocking=True, context=by(ben)
        )


async def test_a_clock_that_was_wrong_makes_nothing_due(family: House) -> None:
    """A time that lies ahead is not waited for, but counted anew."""
    await family.coordinator.async_change(
        lambda state: replace(
            state, review_since=dt_util.utcnow() + timedelta(days=9999)
        )
    )
    await family.restart()
    since = family.coordinator.state.review_since
    assert since is not None
    assert since <= dt_util.utcnow()
    assert _issues(family) == []


async def test_it_waits_while_nothing_runs(due: House) -> None:
    """The repair is there, and cannot be answered."""
    [issue] = _issues(due)
    await due.stop()
    with pytest.raises(UnknownFlow):
        await async_create_fix_flow(due.hass, issue.issue_id, issue.data)


async def test_removing_lens_cap_asks_nothing_more(due: House) -> None:
    """The repair goes with it."""
    await due.hass.config_entries.async_remove(due.entry.entry_id)
    await due.hass.async_block_till_done()
    assert _issues(due) == []


async def test_the_report_tells_of_register_consents_and_review(
    annas: House, anna: MockUser
) -> None:
    """In words and as data; how many agreed, and not who."""
    await annas.call("lens_cap.withdraw_consent", "camera.sofa", who="Nanny")
    await _answer(annas)
    report = await annas.hass.services.async_call(
        DOMAIN,
        "export_report",
        {},
        blocking=True,
        context=by(anna),
        return_response=True,
    )
    assert report is not None
    told: Any = report["data"]
    duties = told["duties"]
    today = dt_util.now().date().isoformat()
    assert duties["last_review"] == today
    sofa = next(one for one in duties["cameras"] if one["camera"] == "Sofa")
    assert (sofa["withdrawn"], sofa["consents"]) == ({"camera": 1}, {})
    assert sofa["recording"] == "not_said"
    text = str(report["markdown"])
    assert f"Last review: {today}" in text
    assert "- Consents withdrawn: 1" in text
    assert "Nanny" not in text + str(told)
    await annas.hass.async_block_till_done()
    assert told["use"]["numbers"]["consent_withdrawn"] == 1
