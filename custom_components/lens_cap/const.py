"""Names and figures that more than one part of Lens Cap uses; imports nothing of Home Assistant."""

import logging
from typing import Final

DOMAIN: Final = "lens_cap"
LOGGER: Final = logging.getLogger(__package__)

# By these ends of their unique ids, entities are found whose users' rights count for an action.
GUESTS: Final = "guests"
RUN_AUDIT: Final = "run_audit"
AUDIO_LENGTH: Final = "audio_length"
GUESTS_UNTIL: Final = "guests_until"
GUESTS_UNTIL_NOON: Final = "guests_until_noon"
FOLLOW_RULES: Final = "follow_rules"
RULE_KEY: Final = "rule_"
"""Begins the key of a rule's switch; the rule's id follows."""
AUDIO_RECORDING: Final = "audio_recording"

SUBENTRY_CAMERA: Final = "camera"
SUBENTRY_RULE: Final = "rule"
SUBENTRY_SECURITY: Final = "security"
"""Nothing is stored as such: it gives the list of security findings a place on the page."""

# Fields of the first flow, of a camera subentry and of its stored data.
CONF_CAMERAS: Final = "cameras"
CONF_CAMERA: Final = "camera"
CONF_SOURCE: Final = "source"
CONF_PLACEMENT: Final = "placement"
CONF_SEES_BEYOND_PROPERTY: Final = "sees_beyond_property"
CONF_TAKE_OVER_ID: Final = "take_over_id"
CONF_BASE_LEVEL: Final = "base_level"
CONF_PURPOSE: Final = "purpose"
CONF_NOTICE_SHOWN: Final = "notice_shown"
CONF_PEOPLE_INFORMED: Final = "people_informed"
CONF_SEES: Final = "sees"
CONF_RECORDING: Final = "recording"
CONF_RECORDING_DAYS: Final = "recording_days"
CONF_RECOGNITION: Final = "recognition"
CONF_TOLD_HOW: Final = "told_how"
CONF_EDIT_REGISTER: Final = "edit_register"
CONF_EDIT_CONSENTS: Final = "edit_consents"
CONF_CHECK_OVER_NETWORK: Final = "check_over_network"
CONF_GUARD_IMAGES: Final = "guard_images"
CONF_KEEP_DAYS: Final = "keep_days"
CONF_GUARD_SIBLINGS: Final = "guard_siblings"
CONF_REPLACE_WITH: Final = "replace_with"
CONF_MICROPHONE_FOLLOWS: Final = "microphone_follows"
CONF_CONFIRM_BY_PICTURE: Final = "confirm_by_picture"
CONF_CONTROLS: Final = "controls"

# One of a camera's own controls.
CONF_ROLE: Final = "role"
CONF_ENTITY: Final = "entity"
CONF_SAFE_VALUE: Final = "safe_value"
CONF_ORIGIN: Final = "origin"

# Fields of a rule subentry and of its stored data; "cameras" and "zones" as above and below.
CONF_AREAS: Final = "areas"
CONF_LABELS: Final = "labels"
CONF_PLACEMENTS: Final = "placements"
CONF_OR_PRESENCE: Final = "or_presence"
CONF_PRESENCE: Final = "presence"
CONF_PERSONS: Final = "persons"
CONF_OCCUPANCY_ENTITIES: Final = "occupancy_entities"
CONF_WEEKDAYS: Final = "weekdays"
CONF_START: Final = "start"
CONF_END: Final = "end"
CONF_WHILE_ENTITY: Final = "while_entity"
CONF_ALARM_ENTITY: Final = "alarm_entity"
CONF_ALARM_STATES: Final = "alarm_states"
CONF_EFFECT_LEVEL: Final = "effect_level"
CONF_ZONES: Final = "zones"
CONF_EDIT_ZONES: Final = "edit_zones"
CONF_ZONES_PRESET: Final = "zones_preset"
CONF_AUDIO_OFF: Final = "audio_off"
CONF_RECORDING_OFF: Final = "recording_off"
CONF_RECOGNITION_OFF: Final = "recognition_off"
CONF_LEAVE_DELAY_MINUTES: Final = "leave_delay_minutes"

# Options of the household.
CONF_RESIDENTS: Final = "residents"
CONF_GUESTS_ENTITIES: Final = "guests_entities"
CONF_GUESTS_EFFECT: Final = "guests_effect"
CONF_GUESTS_RECORDING_OFF: Final = "guests_recording_off"
CONF_GUESTS_RECOGNITION_OFF: Final = "guests_recognition_off"
CONF_WHO_MAY_OPEN: Final = "who_may_open"
CONF_CONFIRM_LIFTS: Final = "confirm_lifts"
CONF_LIFT_MINUTES: Final = "lift_minutes"
CONF_ANNOUNCE_TO: Final = "announce_to"
CONF_WHO_MAY_CONFIRM: Final = "who_may_confirm"
CONF_ANOTHER_ADULT: Final = "another_adult_must_agree"
CONF_PIN: Final = "pin"
CONF_RESPONSIBLE: Final = "responsible"
CONF_GUEST_PAGE: Final = "guest_page"
CONF_GUEST_PAGE_NETWORKS: Final = "guest_page_networks"
CONF_REVIEW_DAYS: Final = "review_days"
CONF_LIGHT_MASKS: Final = "light_masks"
CONF_HISTORY_DAYS: Final = "history_days"
CONF_ASSESSMENT: Final = "assessment"
CONF_EDIT_ASSESSMENT: Final = "edit_assessment"
CONF_EDIT_CONTROLS: Final = "edit_controls"

# Entry data: the store was written at least once, so a missing store is a lost one.
CONF_INITIALISED: Final = "initialised"

# Attributes of a guarded camera that triggers and conditions read.
ATTR_PRIVACY_LEVEL: Final = "privacy_level"
ATTR_AUDIO: Final = "audio"
ATTR_ON_UNTIL: Final = "on_until"
ATTR_ASKED: Final = "asked"
ATTR_UNTIL: Final = "until"

# Sent (camera id) when a camera is guarded that was not, and when its settings were changed.
SIGNAL_CAMERA_ADDED: Final = "lens_cap_camera_added"
SIGNAL_CAMERA_CONFIGURED: Final = "lens_cap_camera_configured"
SIGNAL_RULES_CONFIGURED: Final = "lens_cap_rules_configured"

# Sent (camera id; and the role) when its own controls are further than before; when one was opened there.
SIGNAL_DEVICE_PRIVACY: Final = "lens_cap_device_privacy"
SIGNAL_DEVICE_DRIFTED: Final = "lens_cap_device_drifted"

# Sent (present, context) when guests come or leave.
SIGNAL_GUESTS: Final = "lens_cap_guests"

# Sent (a `GuestAsk`) when somebody asked for privacy on the guest page.
SIGNAL_GUEST_ASKED: Final = "lens_cap_guest_asked"

# Sent (an `Opening`) when somebody has opened cameras, or sound was confirmed.
SIGNAL_OPENING: Final = "lens_cap_opening"

# Sent (state before, state after, context) when what was asked for has changed, after it took effect.
SIGNAL_STATE: Final = "lens_cap_state"

# Sent when an original could not be sealed, or can be again.
SIGNAL_SEALING: Final = "lens_cap_sealing"

# Sent when a question that waits for a yes on our page came or went.
SIGNAL_QUESTIONS: Final = "lens_cap_questions"

# Entry data: the original cameras of which somebody decided whether they are guarded.
CONF_DECIDED_CAMERAS: Final = "decided_cameras"

ISSUE_GUESTS_UNKNOWN: Final = "guests_unknown"
ISSUE_STORE_LOST: Final = "store_lost"
ISSUE_STORE_RESTORED: Final = "store_restored"
ISSUE_NOT_SAVED: Final = "privacy_not_saved"
ISSUE_VISIBLE_AGAIN: Final = "visible_again"
ISSUE_CAMERA_LEFT: Final = "camera_left"
ISSUE_SOUND_NOT_CONSIDERED: Final = "sound_not_considered"
ISSUE_RULE_BROKEN: Final = "rule_broken"
ISSUE_HOUSEHOLD_BROKEN: Final = "household_broken"
ISSUE_NOT_SEALED: Final = "original_not_sealed"
ISSUE_PERSON_UNKNOWN: Final = "person_unknown"
ISSUE_UNGUARDED_CAMERA: Final = "unguarded_camera"
ISSUE_REVIEW_DUE: Final = "review_due"
ISSUE_DEVICE_NOT_PRIVATE: Final = "device_not_private"
ISSUE_DEVICE_STILL_SEES: Final = "device_still_sees"
ISSUE_DEVICE_STAYS_CLOSED: Final = "device_stays_closed"
ISSUE_TOO_MANY_COVERED: Final = "too_many_covered"
ISSUE_HISTORY_NOT_WRITTEN: Final = "history_not_written"
ISSUE_RECORDINGS_DUE: Final = "recordings_due"
ISSUE_HISTORY_BROKEN: Final = "history_broken"

# What the page of a guarded camera's device says it is; not translated, as models are not.
MODEL: Final = "Guarded camera"
UNSEALED_MODEL: Final = "Guarded camera (its original is not sealed)"
