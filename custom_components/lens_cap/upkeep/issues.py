"""The repair issues about rules, options and persons."""

from collections.abc import Collection

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, issue_registry as ir

from ..const import (
    DOMAIN,
    ISSUE_HOUSEHOLD_BROKEN,
    ISSUE_NOT_SEALED,
    ISSUE_PERSON_UNKNOWN,
    ISSUE_RULE_BROKEN,
    ISSUE_SOUND_NOT_CONSIDERED,
    ISSUE_UNGUARDED_CAMERA,
    MODEL,
    UNSEALED_MODEL,
)
from ..core.placement import Placement
from ..core.settings.camera import CameraConfig
from ..core.settings.household import Household
from ..core.settings.rule import Rule
from ..ha.repair_issues import async_create_issue, async_issue_id
from ..ha.texts import HouseholdTexts
from ..sealing import async_seals
from ..sensing.people import name_of
from .broken_references import missing_of_household, missing_of_rule, said


@callback
def async_manage_rule_issues(
    hass: HomeAssistant,
    texts: HouseholdTexts,
    rules: Collection[Rule],
    cameras: Collection[CameraConfig],
) -> set[str]:
    """Create an issue for each rule with a broken reference; return the issue ids."""
    told: set[str] = set()
    for rule in rules:
        if missing := missing_of_rule(hass, rule, cameras):
            issue_id = f"{ISSUE_RULE_BROKEN}_{rule.rule_id}"
            told.add(issue_id)
            async_create_issue(
                hass,
                issue_id,
                is_fixable=False,
                severity=ir.IssueSeverity.WARNING,
                translation_key=ISSUE_RULE_BROKEN,
                translation_placeholders={
                    "rule": rule.name,
                    "missing": said(missing, texts),
                },
            )
    return told


@callback
def async_manage_household_issues(
    hass: HomeAssistant, texts: HouseholdTexts, household: Household
) -> set[str]:
    """Create an issue if the options have a broken reference; return the issue ids."""
    missing = missing_of_household(hass, household)
    if not missing:
        return set()
    async_create_issue(
        hass,
        ISSUE_HOUSEHOLD_BROKEN,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_HOUSEHOLD_BROKEN,
        translation_placeholders={"missing": said(missing, texts)},
    )
    return {ISSUE_HOUSEHOLD_BROKEN}


@callback
def async_manage_sound_hints(
    hass: HomeAssistant, cameras: Collection[CameraConfig]
) -> set[str]:
    """Offer to think about who is heard at entrances, where sound helps most; return the issues' ids."""
    told: set[str] = set()
    for camera in cameras:
        if camera.placement is not Placement.ENTRANCE or camera.assessment is not None:
            continue
        issue_id = f"{ISSUE_SOUND_NOT_CONSIDERED}_{camera.camera_id}"
        told.add(issue_id)
        async_create_issue(
            hass,
            issue_id,
            data={"camera_id": camera.camera_id},
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_SOUND_NOT_CONSIDERED,
            translation_placeholders={"camera": camera.name},
        )
    return told


@callback
def async_manage_person_issues(
    hass: HomeAssistant,
    unknown: Collection[str],
    rules: Collection[Rule],
    residents: frozenset[str],
) -> set[str]:
    """Create an issue for each unknown person that a rule depends on; return the issue ids."""
    told: set[str] = set()
    for person in unknown:
        concerned = sorted(
            rule.name
            for rule in rules
            if rule.asks_people and person in (rule.persons or residents)
        )
        if concerned:
            issue_id = async_issue_id(hass, ISSUE_PERSON_UNKNOWN, person)
            told.add(issue_id)
            async_create_issue(
                hass,
                issue_id,
                is_fixable=False,
                severity=ir.IssueSeverity.WARNING,
                translation_key=ISSUE_PERSON_UNKNOWN,
                translation_placeholders={
                    "person": name_of(hass, person),
                    "rules": ", ".join(concerned),
                },
            )
    return told


@callback
def async_manage_unsealed_issues(
    hass: HomeAssistant, cameras: Collection[CameraConfig]
) -> set[str]:
    """Create an issue for each unsealed original, and mark its device; return the issue ids."""
    registry = dr.async_get(hass)
    failed = async_seals(hass).failed()
    images = async_seals(hass).images.names()
    told: set[str] = set()
    for camera in cameras:
        unsealed = camera.camera_id in failed
        for entry in hass.config_entries.async_entries(DOMAIN):
            device = registry.async_get_device_by_identifier(
                (DOMAIN, camera.camera_id), entry.entry_id
            )
            model = _model(images.get(camera.camera_id, ()), unsealed)
            if device is not None and device.model != model:
                registry.async_update_device(device.id, model=model)
        if unsealed:
            issue_id = f"{ISSUE_NOT_SEALED}_{camera.camera_id}"
            told.add(issue_id)
            async_create_issue(
                hass,
                issue_id,
                is_fixable=False,
                severity=ir.IssueSeverity.WARNING,
                translation_key=ISSUE_NOT_SEALED,
                translation_placeholders={"camera": camera.name},
            )
    return told


def _model(images: Collection[str], unsealed: bool) -> str:
    """Return the model of a guarded camera's device, with the images that are guarded with it."""
    model = UNSEALED_MODEL if unsealed else MODEL
    return f"{model}, with {', '.join(images)}" if images else model


@callback
def async_forget_issues_of_upkeep(
    hass: HomeAssistant, but: Collection[str] = ()
) -> None:
    """Delete every issue of upkeep except these."""
    for domain, issue_id in list(ir.async_get(hass).issues):
        about_us = issue_id.startswith(
            (
                ISSUE_RULE_BROKEN,
                ISSUE_SOUND_NOT_CONSIDERED,
                ISSUE_HOUSEHOLD_BROKEN,
                ISSUE_NOT_SEALED,
                ISSUE_PERSON_UNKNOWN,
                ISSUE_UNGUARDED_CAMERA,
            )
        )
        if domain == DOMAIN and about_us and issue_id not in but:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
