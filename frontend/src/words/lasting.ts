import type { Moments } from "./moment.js";
import { sentence, type Sentence } from "./sentence.js";

/** Return until when what happened was meant to last, or null for no end. */
export function lasting(
  until: string | null | undefined,
  whileWatched: boolean,
  at: Moments,
): Sentence | null {
  if (until == null) return null;
  return sentence(whileWatched ? "history.while_watched" : "second.until", { time: at.at(until) });
}
