"""Who can be heard by a camera, as a page gets it."""

from ..settings.assessment import Assessment, who_is_heard


def told_hearing(
    assessment: Assessment | None, *, to_family: bool
) -> dict[str, object]:
    """Return who can be heard, and whether the camera's own microphone is switched on for it; codes, sorted.

    Without answers, everybody can be heard. What sound is needed for, and who of those was not told, is for
    the family.
    """
    heard = who_is_heard(assessment)
    untold = assessment.heard_untold if assessment and to_family else ()
    return {
        "heard": sorted(one.value for one in heard),
        "untold": sorted(one.value for one in untold),
        "needed_for": assessment.needed_for if assessment and to_family else "",
        "switches_on_microphone": assessment is not None
        and assessment.switches_on_microphone,
    }
