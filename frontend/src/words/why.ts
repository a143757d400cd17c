import type { By, Camera } from "../feed/schema.js";
import type { Moments } from "./moment.js";
import { sentence, type Sentence } from "./sentence.js";

const PRIVATE = new Set([
  "alarm",
  "base_level",
  "camera_moved",
  "closed_at_camera",
  "consent_withdrawn",
  "entity",
  "everyone_home",
  "guest_hold",
  "guests_maybe",
  "guests_present",
  "household_hold",
  "input_unknown",
  "interrupted",
  "leaving",
  "nobody_home",
  "presence_unknown",
  "rule",
  "schedule",
  "someone_home",
  "starting_up",
  "store_lost",
]);

const MASKED = new Set([
  "alarm",
  "base_level",
  "entity",
  "everyone_home",
  "guests_present",
  "hold",
  "input_unknown",
  "interrupted",
  "leaving",
  "nobody_home",
  "presence_unknown",
  "rule",
  "schedule",
  "someone_home",
]);

/** Return who asked, as a part of a key: you, name, automation or somebody. */
export const whose = (by: By | null): string =>
  by?.kind === "user" && by.name !== undefined
    ? "name"
    : by?.kind === "you" || by?.kind === "automation"
      ? by.kind
      : "somebody";

/** Return what fills `{name}` in a sentence about who asked. */
export const nameOf = (by: By | null): Record<string, string> =>
  by?.kind === "user" && by.name !== undefined ? { name: by.name } : {};

/** Return the headline of a private camera; `guestsMaybe`: it is not known whether guests are there. */
export function privateBecause(camera: Camera, guestsMaybe: boolean): Sentence {
  const { reason, hold } = camera;
  if (reason === "hold")
    return sentence(`private.hold_${whose(hold?.by ?? null)}`, nameOf(hold?.by ?? null));
  const code = reason === "guests_present" && guestsMaybe ? "guests_maybe" : reason;
  return sentence(`private.${PRIVATE.has(code) ? code : "other"}`);
}

/** Return the headline of a camera with covered zones. */
export const maskedBecause = (camera: Camera): Sentence =>
  sentence(`masked.${MASKED.has(camera.reason) ? camera.reason : "other"}`);

const ENDS: Readonly<Record<string, string>> = {
  alarm: "until_alarm",
  base_level: "for_a_while_only",
  camera_moved: "turn_back",
  closed_at_camera: "open_at_camera",
  consent_withdrawn: "until_they_agree",
  entity: "until_entity",
  everyone_home: "until_somebody_leaves",
  guests_present: "until_guests_left",
  input_unknown: "counts_as_so",
  interrupted: "look_first",
  nobody_home: "until_somebody_comes",
  presence_unknown: "counts_as_home",
  rule: "until_rule_changes",
  schedule: "until_rule_changes",
  starting_up: "a_moment",
  store_lost: "look_first",
};

/** Return until when a private camera stays so. */
export function privateUntil(camera: Camera, guestsUntil: string | null, at: Moments): Sentence {
  const { reason, hold, until, rule } = camera;
  if (HOLDS.has(reason)) return holdUntil(hold, at);
  if (reason === "guests_present" && guestsUntil !== null)
    return sentence("second.until_or_guests_left", { time: at.at(guestsUntil) });
  if (until !== null) return sentence("second.opens_at", { time: at.at(until) });
  if (reason === "someone_home" || reason === "leaving")
    return guestsStay(camera) ? sentence("second.until_everyone_left") : onceLeft(rule, at);
  return sentence(`second.${ENDS[reason] ?? "not_known"}`);
}

/** What somebody asked for, whose end the server tells. */
const HOLDS = new Set(["guest_hold", "hold", "household_hold"]);

function holdUntil(hold: Camera["hold"], at: Moments): Sentence {
  if (hold?.until_everyone_leaves === true) return sentence("second.until_everyone_left");
  if (hold?.until != null) return sentence("second.until", { time: at.at(hold.until) });
  return sentence("second.until_ended");
}

function onceLeft(rule: Camera["rule"], at: Moments): Sentence {
  const minutes = rule?.leave_delay_minutes ?? 0;
  return minutes === 0
    ? sentence("second.opens_once_left")
    : sentence(`second.opens_after_${at.plural(minutes)}`, { minutes });
}

const STAYS = new Set(["rule", "base_level", "guests", "camera_moved", "consent_withdrawn"]);
const BY_HAND = new Set([...HOLDS, "closed_at_camera"]);

/** What guests add nothing to: they are the reason, or it says nothing of an end. */
const WITHOUT_GUESTS = new Set(["base_level", "guests_present"]);

/** Return whether guests keep a camera private when what its headline says is over. */
const guestsStay = ({ reason, stays_by }: Camera): boolean =>
  stays_by === "guests" && !WITHOUT_GUESTS.has(reason);

/** Return what keeps a camera private after what was asked for by hand has ended, or after its reason: guests. */
export function staysPrivate(camera: Camera): Sentence | null {
  const { reason, stays_by } = camera;
  if (stays_by === null || !STAYS.has(stays_by)) return null;
  return BY_HAND.has(reason) || guestsStay(camera) ? sentence(`second.stays_by_${stays_by}`) : null;
}
