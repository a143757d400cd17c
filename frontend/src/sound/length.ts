import type { Say } from "../home-assistant/texts.js";

/** How long sound is asked for: by one of the choices, or else a time of its own. */
export interface Length {
  readonly length: string;
  readonly seconds: number;
}

export const LENGTHS: readonly string[] = ["this_viewing", "five_minutes", "one_hour"];

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** Return how long sound would last, as people read it. */
export function lengthOf({ length, seconds }: Length, say: Say, language?: string): string {
  if (LENGTHS.includes(length)) return say(`sound.length_${length}`);
  // Rounded up: nobody says yes to more than they are told.
  let left = Math.ceil(seconds / 60) * 60;
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    const written = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" });
    return count === 0 ? [] : [written.format(count)];
  });
  return new Intl.ListFormat(language, { type: "unit" }).format(parts);
}

/** Return a length as the action to ask for sound takes it. */
export const lengthAsked = ({ length, seconds }: Length): Record<string, unknown> =>
  LENGTHS.includes(length) ? { length } : { duration: { seconds } };
