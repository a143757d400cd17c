"""What a page is told of a camera's sound."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest

from custom_components.lens_cap.core.audio.confirmation import Refusal
from custom_components.lens_cap.core.audio.grant import Grant, Length, Wanted
from custom_components.lens_cap.core.audio.request import Pending
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.settings.assessment import Hearer
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.core.view.camera import SeenSound

from ..sound_of_sofa import assessed
from .homes import ALLOWED, ANNA, BY_ANNA, NOW, SOFA, VISITOR, judgement, seen, told


def pending(by: str | None = "user-ben") -> Pending:
    """Return a request for the sound of the sofa."""
    return Pending(
        request_id="r1",
        wanted=Wanted(camera_id=SOFA, purpose="The baby cries", by=by),
        placement=Placement.LIVING_AREA,
        asked_at=NOW,
        expires_at=NOW + timedelta(minutes=5),
    )


def granted(**changes: Any) -> Grant:
    """Return that Anna allowed the sound of the sofa for an hour, or something else."""
    usual: dict[str, Any] = {
        "wanted": Wanted(camera_id=SOFA, purpose="The dog barks", by="user-ben"),
        "confirmed_by": "user-anna",
        "placement": Placement.LIVING_AREA,
        "set_at": NOW,
        "until": NOW + timedelta(hours=1),
    }
    return Grant(**(usual | changes))


ANSWERS: Final = replace(
    assessed(heard=dict.fromkeys(Hearer, Truth.NO) | {Hearer.GUESTS: Truth.YES}),
    needed_for="To hear the baby",
    switches_on_microphone=True,
)


def test_all_that_is_told_of_sound() -> None:
    """What is on is told with its purpose and who allowed it, and beside it who asks for more."""
    last = judgement(of_camera={"sound_until": NOW + timedelta(minutes=30)})
    wanted = Wanted(
        camera_id=SOFA,
        length=Length.CHOSEN,
        chosen=timedelta(days=2),
        purpose="The baby cries",
        by="user-anna",
    )
    more = replace(pending(), wanted=wanted)
    sound = SeenSound(grant=granted(), pending=more, assessment=ANSWERS)
    assert told(seen(last, sound=sound))["sound"] == {
        "state": "on",
        "until": "2026-11-24T11:30:00+00:00",
        "by": BY_ANNA,
        "purpose": "The dog barks",
        "refusal": None,
        "asked": {
            "request_id": "r1",
            "by": BY_ANNA,
            "expires_at": "2026-11-24T11:05:00+00:00",
            "mine": False,
            "may_answer": False,
            "length": "chosen",
            # Indoors, a day is the most.
            "seconds": 86400.0,
            "heard": ["guests"],
            "untold": ["guests"],
            "needed_for": "To hear the baby",
            "switches_on_microphone": True,
        },
    }


@pytest.mark.parametrize(
    ("asked", "state", "purpose"),
    [(None, "off", None), (pending(), "asked", "The baby cries")],
)
def test_a_permission_that_lets_nothing_pass(
    asked: Pending | None, state: str, purpose: str | None
) -> None:
    """Neither its purpose nor who gave it is told, as if it was on; what waits has its own."""
    sofa = seen(judgement(), sound=SeenSound(grant=granted(), pending=asked))
    shown = told(sofa)["sound"]
    assert (shown["state"], shown["by"], shown["purpose"]) == (state, None, purpose)


def test_what_one_asked_for_oneself() -> None:
    """The purpose is in one's own words, whatever one is to the household."""
    sofa = seen(judgement(), sound=SeenSound(pending=pending("user-visitor")))
    shown = told(sofa, VISITOR)["sound"]
    assert (shown["purpose"], shown["asked"]["mine"]) == ("The baby cries", True)


def test_sound_that_is_asked_for() -> None:
    """Whose request it is, what for, and whether the one who looks may answer."""
    sofa = seen(judgement(), sound=SeenSound(pending=pending()))
    shown = told(sofa, access=replace(ALLOWED, may_answer_sound=True))["sound"]
    assert (shown["state"], shown["purpose"]) == ("asked", "The baby cries")
    assert shown["asked"] == {
        "request_id": "r1",
        "by": {"kind": "you"},
        "expires_at": "2026-11-24T11:05:00+00:00",
        "mine": True,
        "may_answer": True,
        "length": "one_hour",
        "seconds": 3600.0,
        "heard": sorted(Hearer),
        "untold": [],
        "needed_for": "",
        "switches_on_microphone": False,
    }
    visitor = told(sofa, VISITOR)["sound"]
    assert visitor["purpose"] is None
    assert visitor["asked"]["by"] == {"kind": "somebody"}
    assert not visitor["asked"]["mine"]
    by_automation = seen(judgement(), sound=SeenSound(pending=pending(None)))
    assert told(by_automation)["sound"]["asked"]["by"] == {"kind": "automation"}


def test_sound_that_is_on() -> None:
    """Until when, who said yes, and what for."""
    last = judgement(of_camera={"sound_until": NOW + timedelta(hours=1)})
    grant = granted()
    shown = told(seen(last, sound=SeenSound(grant=grant)), ANNA)["sound"]
    assert (shown["state"], shown["until"]) == ("on", "2026-11-24T12:00:00+00:00")
    assert (shown["by"], shown["purpose"]) == ({"kind": "you"}, "The dog barks")
    by_pin = replace(grant, confirmed_by=None)
    assert told(seen(last, sound=SeenSound(grant=by_pin)))["sound"]["by"] == {
        "kind": "somebody"
    }
    unknown = told(seen(last))["sound"]
    assert (unknown["state"], unknown["purpose"]) == ("on", None)


def test_sound_for_a_viewing() -> None:
    """No moment at which it ends: the one that is known moves on with each viewer."""
    last = judgement(of_camera={"sound_until": NOW + timedelta(minutes=1)})
    grant = granted(
        wanted=replace(pending().wanted, length=Length.THIS_VIEWING),
        until=NOW + timedelta(days=1),
        unwatched_since=NOW,
    )
    shown = told(seen(last, sound=SeenSound(grant=grant)), ANNA)["sound"]
    assert (shown["state"], shown["until"]) == ("on", None)


def test_sound_that_cannot_be_asked_for() -> None:
    """Why not; and nobody is offered to ask."""
    sofa = seen(judgement(), sound=SeenSound(refusal=Refusal.NOT_ASSESSED))
    assert told(sofa)["sound"]["refusal"] == "not_assessed"
    assert told(sofa)["may_ask_sound"] is False
    assert told(seen(judgement()))["may_ask_sound"] is True
