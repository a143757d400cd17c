import type { Camera } from "../feed/schema.js";
import type { Moments } from "./moment.js";
import { sentence, type Sentence } from "./sentence.js";
import { nameOf, whose } from "./why.js";

export interface SoundWords {
  readonly state: "off" | "asked" | "on";
  readonly headline: Sentence;
  readonly lines: readonly Sentence[];
  readonly ends: string | null;
}

const REFUSALS = new Set([
  "assessment_outdated",
  "camera_private",
  "guests_present",
  "not_assessed",
  "rule",
  "starting_up",
]);

/** Return why sound cannot be asked for now, or null where it can. */
export const silentBecause = (camera: Camera): Sentence | null => {
  const { refusal } = camera.sound;
  if (refusal === null) return null;
  return sentence(`sound.silent_${REFUSALS.has(refusal) ? refusal : "other"}`);
};

/** Return the words about a camera's sound. */
export function soundWords(camera: Camera, at: Moments): SoundWords {
  const { state, until, by, purpose, asked } = camera.sound;
  if (state === "on") {
    const lines = [sentence(`sound.confirmed_by_${whose(by)}`, nameOf(by))];
    if (purpose !== null && purpose !== "") lines.push(sentence("sound.purpose_is", { purpose }));
    const headline =
      until === null
        ? sentence("sound.on_this_viewing")
        : sentence("sound.on_until", { time: at.at(until) });
    return { state, headline, lines, ends: null };
  }
  if (state === "asked" && asked !== null) {
    const line = asked.mine
      ? sentence("sound.asked_for_yes")
      : sentence(`sound.asked_by_${whose(asked.by)}`, nameOf(asked.by));
    return { state, headline: sentence("sound.off"), lines: [line], ends: asked.expires_at };
  }
  const because = silentBecause(camera);
  return {
    state: "off",
    headline: sentence("sound.off"),
    lines: because === null ? [] : [because],
    ends: null,
  };
}
