import { sentence, type Sentence } from "./sentence.js";

const MINUTE = 60;
const HOUR = 3600;

/** Return how many seconds are left, as minutes and seconds; above an hour and a half as hours, which are two or more. */
export function left(seconds: number): Sentence {
  if (seconds >= 1.5 * HOUR)
    return sentence("common.hours_left", { hours: Math.round(seconds / HOUR) });
  const minutes = Math.floor(seconds / MINUTE);
  const rest = String(Math.floor(seconds % MINUTE)).padStart(2, "0");
  return sentence("common.time_left", { time: `${minutes}:${rest}` });
}
