// A camera as it is for the viewer: headline, second line, and what the one button does.
import type { Camera } from "../feed/schema.js";
import type { State } from "../feed/state.js";
import { turnedOff } from "./at-camera.js";
import type { Moments } from "./moment.js";
import { sentence, type Sentence } from "./sentence.js";
import { maskedBecause, nameOf, privateBecause, privateUntil, staysPrivate, whose } from "./why.js";

/** How the picture's place looks: nothing else tells states apart by looks alone. */
export type Look = "waiting" | "picture" | "private" | "away" | "unknown";

export type Act =
  | "make_private"
  | "try_again"
  | "end_privacy"
  | "open_for_a_while"
  | "guests_left"
  | "close_now"
  | "take_back";

export interface CameraWords {
  readonly look: Look;
  readonly level: Sentence | null;
  readonly headline: Sentence | null;
  readonly lines: readonly Sentence[];
  readonly act: Act | null;
  readonly button: Sentence | null;
  /** When something on its way ends: shown as a countdown. */
  readonly ends: string | null;
}

const EMPTY = { level: null, headline: null, lines: [], act: null, button: null, ends: null };

/** Return the words of a place where no camera can be told of, or null where one can. */
export function householdWords(state: State): CameraWords | null {
  switch (state.status) {
    case "waiting":
      return { ...EMPTY, look: "waiting" };
    case "lost":
      return elsewhere("not_connected");
    case "starting":
      return { ...elsewhere("starting"), look: "private" };
    case "not_running":
      return elsewhere("not_running");
    case "running":
      return null;
  }
}

/** Return the words of a camera; `undefined` is one that the server does not tell of. */
export function cameraWords(state: State, camera: Camera | undefined, at: Moments): CameraWords {
  const none = householdWords(state);
  if (none !== null) return none;
  if (camera === undefined) return elsewhere("not_guarded");
  const closing = state.closing.get(camera.camera_id);
  if (closing !== undefined) return closingWords(closing);
  if (camera.level === "private")
    return camera.asked === null
      ? privateWords(state, camera, at)
      : askedWords(camera.asked.expires_at);
  if (camera.lift !== null) return liftWords(camera, camera.lift, at);
  return openWords(camera, at);
}

function elsewhere(key: string): CameraWords {
  return {
    ...EMPTY,
    look: "unknown",
    headline: sentence(`card.${key}`),
    lines: [sentence(`card.${key}_second`)],
  };
}

function closingWords(closing: "asked" | "failed"): CameraWords {
  // The button stays, without an effect: whoever pressed it by key stands on it.
  if (closing === "asked")
    return {
      ...EMPTY,
      look: "private",
      headline: sentence("card.closing"),
      button: sentence("card.make_private"),
    };
  return {
    ...EMPTY,
    look: "unknown",
    headline: sentence("card.closing_failed"),
    lines: [sentence("card.closing_failed_second")],
    act: "try_again",
    button: sentence("card.try_again"),
  };
}

function askedWords(ends: string): CameraWords {
  return {
    ...EMPTY,
    look: "private",
    level: sentence("card.private"),
    headline: sentence("card.lift_asked"),
    lines: [sentence("card.lift_asked_second")],
    act: "take_back",
    button: sentence("card.take_back"),
    ends,
  };
}

function privateWords(state: State, camera: Camera, at: Moments): CameraWords {
  const { household, you } = state;
  const until = privateUntil(camera, household?.guests?.until ?? null, at);
  const lines = [until, staysPrivate(camera), away(camera), rights(camera, you?.role ?? "other")];
  const saved = household?.not_saved !== true;
  if (!saved) lines.unshift(sentence("card.not_saved_second"));
  const minutes = household?.open_minutes ?? 0;
  return {
    look: "private",
    level: sentence("card.private"),
    headline: saved ? privateBecause(camera, mayBeThere(household)) : sentence("card.not_saved"),
    lines: lines.filter((line) => line !== null),
    act: camera.way_out === "none" ? null : camera.way_out,
    button:
      camera.way_out === "none"
        ? null
        : camera.way_out === "open_for_a_while"
          ? sentence(`card.open_for_${at.plural(minutes)}`, { minutes })
          : sentence(`card.${camera.way_out}`),
    ends: null,
  };
}

/** Return whether it is not known if guests are there; to whom that is not told, it is nothing to say. */
const mayBeThere = (household: State["household"]): boolean =>
  household === null || household.guests?.present === "maybe";

const away = (camera: Camera): Sentence | null =>
  camera.problem === null ? null : sentence("card.away_too");

function rights(camera: Camera, role: string): Sentence | null {
  const { reason, stays_by, way_out } = camera;
  const opensForSomebody =
    reason !== "starting_up" && reason !== "consent_withdrawn" && stays_by !== "consent_withdrawn";
  if (way_out !== "none" || role === "administrator" || !opensForSomebody) return null;
  return sentence(reason === "guest_hold" ? "card.no_rights_guest_hold" : "card.no_rights");
}

function liftWords(camera: Camera, lift: NonNullable<Camera["lift"]>, at: Moments): CameraWords {
  return {
    look: camera.problem === null ? "picture" : "away",
    level: levelOf(camera),
    headline: sentence("card.lifted", { time: at.at(lift.until) }),
    lines: [sentence(`card.lifted_by_${whose(lift.by)}`, nameOf(lift.by)), ...about(camera)],
    act: "close_now",
    button: sentence("card.close_now"),
    ends: lift.until,
  };
}

function openWords(camera: Camera, at: Moments): CameraWords {
  const offline = camera.problem !== null;
  const masked = camera.level === "masked";
  const lines = masked ? zoneLines(camera) : nextLines(camera, at);
  return {
    look: offline ? "away" : "picture",
    level: levelOf(camera),
    headline: offline
      ? sentence("card.no_picture")
      : masked
        ? maskedBecause(camera)
        : sentence("card.open_headline"),
    lines: [...(offline ? [] : lines), ...about(camera)],
    act: camera.may_close ? "make_private" : null,
    button: camera.may_close ? sentence("card.make_private") : null,
    ends: null,
  };
}

const levelOf = (camera: Camera): Sentence =>
  sentence(camera.level === "masked" ? "card.masked" : "card.open");

function nextLines(camera: Camera, at: Moments): Sentence[] {
  if (camera.until !== null) return [sentence("card.private_from", { time: at.at(camera.until) })];
  return turnedOff(camera) === null ? [sentence("card.nothing_asks")] : [];
}

/** Return which zones are covered and which are not. */
export function zoneLines(camera: Camera): Sentence[] {
  const names = (covered: boolean): string =>
    camera.zones
      .filter((zone) => zone.covered === covered)
      .map((zone) => zone.name)
      .join(", ");
  const covered = names(true);
  const open = names(false);
  const lines: Sentence[] = [];
  if (covered !== "") lines.push(sentence("card.covered", { zones: covered }));
  if (open !== "") lines.push(sentence("card.not_covered", { zones: open }));
  return lines;
}

const LIVE_NOTES = new Set(["stills_only", "native_webrtc", "too_many_covered"]);

/** Return what else is to be said of a camera that may be seen: no picture, no live picture. */
function about(camera: Camera): Sentence[] {
  if (camera.problem !== null) return [sentence("card.original_away")];
  const live = LIVE_NOTES.has(camera.live) ? sentence(`card.live_${camera.live}`) : null;
  return [turnedOff(camera), live].filter((one) => one !== null);
}

const WATCHERS = new Set(["person", "link", "home_assistant"]);

/** Return who watches, or null where nobody does; `here`: this page shows the live picture. */
export function watchedWords(camera: Camera, here: boolean): Sentence | null {
  if (camera.viewers === 0) return null;
  if (here) return sentence("card.watched_you");
  const kind = camera.viewer_kind ?? "";
  return sentence(`card.watched_${WATCHERS.has(kind) ? kind : "somebody"}`);
}

/** Return a sentence about open security findings, or null. */
export function securityWords(camera: Camera, at: Moments): Sentence | null {
  const { open, worst } = camera.findings;
  if (open === 0 || worst === "low" || worst === null) return null;
  return sentence(`card.problems_${at.plural(open)}`, { count: open });
}
