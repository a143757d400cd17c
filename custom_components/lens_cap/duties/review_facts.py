"""What a review shows beside each question: what the household has set up, and what happened since."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..audit.auditor import Auditor
from ..audit.report import local_day
from ..audit.texts import FindingTexts
from ..const import LOGGER
from ..coordinator import GuardCoordinator
from ..core.duties.purpose import says_nothing
from ..core.duties.review import OPENING_KINDS, OpeningCounts, openings_of
from ..core.history.chain import Step
from ..core.history.use import Period, Use, use_of
from ..core.level import PrivacyLevel
from ..core.plain_text import Markdown
from ..core.privacy.facts import Whereabouts
from ..core.settings.camera import CameraConfig
from ..core.state.review import ReviewQuestion
from ..ha.texts import HouseholdTexts
from ..history import History
from ..sensing.people import name_of

LOOK_BACK: Final = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class _Known:
    hass: HomeAssistant
    coordinator: GuardCoordinator
    auditor: Auditor
    texts: HouseholdTexts
    findings: FindingTexts
    users: Mapping[str, str]
    openings: OpeningCounts
    use: Use
    now: datetime


async def async_review_facts(
    hass: HomeAssistant,
    coordinator: GuardCoordinator,
    auditor: Auditor,
    history: History,
) -> dict[ReviewQuestion, Markdown]:
    """Return a list of facts for each question; it names people, and is for administrators."""
    now = dt_util.utcnow()
    since = now - LOOK_BACK

    def read(steps: Iterable[Step]) -> tuple[OpeningCounts, Use]:
        known = list(steps)
        return openings_of(known, since), use_of(known, [Period(since, now)], now)

    try:
        openings, use = await history.async_read(read)
    except OSError as error:
        LOGGER.error("could not read the history: %s", type(error).__name__)
        openings, use = read(())
    users = await hass.auth.async_get_users()
    known = _Known(
        hass=hass,
        coordinator=coordinator,
        auditor=auditor,
        texts=await HouseholdTexts.async_load(hass, "review_"),
        findings=await FindingTexts.async_load(hass, auditor.names()),
        users={one.id: one.name or "-" for one in users},
        openings=openings,
        use=use,
        now=now,
    )
    facts = {
        ReviewQuestion.RULES: _rules(known),
        ReviewQuestion.PEOPLE: _people(known),
        ReviewQuestion.CAMERAS: _cameras(known),
        ReviewQuestion.ACCEPTANCES: _acceptances(known),
        ReviewQuestion.OPENINGS: _openings(known),
    }
    return {
        one: HouseholdTexts.list(lines) or Markdown(known.texts.text(f"no_{one.value}"))
        for one, lines in facts.items()
    }


def _rules(known: _Known) -> Iterator[str]:
    off = known.coordinator.state.rules_off
    for rule in known.coordinator.evaluator.rules:
        key = "rule_off" if rule.rule_id in off else "rule"
        count = known.openings.rules.get(rule.name, 0)
        yield known.texts.say(key, rule=rule.name, count=str(count))


def _people(known: _Known) -> Iterator[str]:
    evaluator = known.coordinator.evaluator
    for person in sorted(evaluator.residents()):
        unknown = evaluator.whereabouts(person) is Whereabouts.UNKNOWN
        key = "person_unknown" if unknown else "person"
        yield known.texts.say(key, person=name_of(known.hass, person))
    household = evaluator.household
    for key, listed in (
        ("may_open", household.who_may_open),
        ("may_confirm", household.who_may_confirm),
    ):
        if listed is not None:
            names = sorted(_user(known, one) for one in listed)
            yield known.texts.say(key, people=", ".join(names) or "-")
    for camera in _configs(known):
        consents = known.coordinator.state.consents_of(camera.camera_id)
        if consents:
            withdrawn = sum(one.withdrawn for one in consents)
            yield known.texts.say(
                "consents",
                camera=camera.name,
                given=str(len(consents) - withdrawn),
                withdrawn=str(withdrawn),
            )


def _cameras(known: _Known) -> Iterator[str]:
    [used] = known.use.cameras
    seconds = {one.camera_id: one.total(PrivacyLevel.OPEN) for one in used}
    for camera in _configs(known):
        hours = round(seconds.get(camera.camera_id, 0) / 3600)
        nothing = says_nothing(camera.purpose)
        yield known.texts.say(
            "camera_without_purpose" if nothing else "camera",
            camera=camera.name,
            purpose=camera.purpose,
            hours=str(hours),
        )


def _acceptances(known: _Known) -> Iterator[str]:
    for finding, acceptance in sorted(
        known.auditor.data.accepted, key=lambda one: one[1].accepted_at
    ):
        yield known.texts.say(
            "acceptance",
            problem=known.findings.title(finding.key, finding),
            day=local_day(acceptance.accepted_at),
            until=local_day(acceptance.until),
            person=_user(known, acceptance.by),
            reason=acceptance.reason,
        )


def _openings(known: _Known) -> Iterator[str]:
    counted = known.openings
    for by in sorted(counted.by, key=lambda one: (one is None, _user(known, one))):
        done = [
            known.texts.say(f"did_{kind.value}", count=str(count))
            for kind in OPENING_KINDS
            if (count := counted.by[by][kind])
        ]
        yield known.texts.say("opened", person=_user(known, by), done=", ".join(done))
    if not counted.by:
        yield known.texts.text("no_openings")
    if counted.begins is not None and counted.begins > known.now - LOOK_BACK:
        yield known.texts.say("begins", day=local_day(counted.begins))
    if not counted.whole:
        yield known.texts.text("not_whole")


def _configs(known: _Known) -> list[CameraConfig]:
    return sorted(
        (camera.config for camera in known.coordinator.cameras.values()),
        key=lambda config: config.name,
    )


def _user(known: _Known, user_id: str | None) -> str:
    if user_id is None:
        return known.texts.text("nobody")
    return known.users.get(user_id) or known.texts.text("somebody")
