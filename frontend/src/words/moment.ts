// Moments as people read them, in the viewer's language and the household's time zone.
import type { Locale } from "../home-assistant/types.js";

export interface Moments {
  /** Return a moment: a time today, a weekday with a time this week, else a date with a time. */
  at(iso: string): string;
  /** Return a time of day. */
  time(iso: string): string;
  /** Return a day: weekday and date. */
  day(iso: string): string;
  /** Return whole minutes until a moment, rounded up; at least 0. */
  minutesUntil(iso: string): number;
  /** Return which of the keys that end in `_one` and `_other` a number takes; there are no others. */
  plural(count: number): "one" | "other";
}

const DAY_MS = 86_400_000;

const HOUR12: Readonly<Record<string, boolean>> = { "12": true, "24": false };

/** Return the moments of a language and a time zone, as seen at `now`. */
export function moments(locale: Locale, timeZone: string, now: () => number): Moments {
  const hour12 = HOUR12[locale.time_format ?? ""];
  const clock: Intl.DateTimeFormatOptions = {
    hour: "numeric",
    minute: "2-digit",
    timeZone,
    ...(hour12 === undefined ? {} : { hour12 }),
  };
  const format = (options: Intl.DateTimeFormatOptions): ((moment: Date | number) => string) => {
    const made = new Intl.DateTimeFormat(locale.language, options);
    return (moment) => made.format(moment);
  };
  const time = format(clock);
  const inWeek = format({ ...clock, weekday: "short" });
  const inYear = format({ ...clock, day: "numeric", month: "short" });
  const day = format({ timeZone, weekday: "long", day: "numeric", month: "long" });
  const sameDay = format({ timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const rules = new Intl.PluralRules(locale.language);
  return {
    at(iso) {
      const moment = new Date(iso);
      if (sameDay(moment) === sameDay(now())) return time(moment);
      return Math.abs(moment.getTime() - now()) < 6 * DAY_MS ? inWeek(moment) : inYear(moment);
    },
    time: (iso) => time(new Date(iso)),
    day: (iso) => day(new Date(iso)),
    minutesUntil: (iso) => Math.max(0, Math.ceil((new Date(iso).getTime() - now()) / 60_000)),
    plural: (count) => (rules.select(count) === "one" ? "one" : "other"),
  };
}
