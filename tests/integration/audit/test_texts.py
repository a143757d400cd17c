"""What is said about findings."""

import json
import re

import pytest

from custom_components.lens_cap.core.audit.checks import CHECKS
from custom_components.lens_cap.core.audit.evaluate import evaluate
from custom_components.lens_cap.core.audit.finding import Finding
from tests.core.audit.postures import GOOD_HOUSEHOLD, WEAK_CAMERAS, WEAK_HOUSEHOLDS
from tests.gates.repository import english


def _findings() -> list[Finding]:
    results = [evaluate(one, {}) for one in WEAK_HOUSEHOLDS.values()]
    results += [
        evaluate(GOOD_HOUSEHOLD, {one.camera_id: one}) for one in WEAK_CAMERAS.values()
    ]
    return [one for result in results for one in result.findings()]


@pytest.mark.parametrize("finding", _findings(), ids=lambda one: one.check_id)
def test_every_text_asks_only_for_what_its_finding_tells(finding: Finding) -> None:
    """A check's text uses its camera, its evidence and its places, and nothing else."""
    told = set(finding.evidence)
    if finding.camera_id is not None:
        told.add("camera")
    if finding.references:
        told.add("places")
    issue = english()["issues"][CHECKS[finding.check_id].translation_key]
    step = issue["fix_flow"]["step"]["init"]
    assert set(re.findall(r"\{(\w+)\}", json.dumps([issue["title"], step]))) == told
    assert set(re.findall(r"\{(\w+)\}", issue["title"])) <= {"camera"}
