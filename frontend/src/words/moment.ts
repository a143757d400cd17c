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

type Format = (moment: Date | number) => string;

/** How a language writes moments, and which plural it takes. */
type Formats = Readonly<Record<"time" | "inWeek" | "inYear" | "day" | "sameDay", Format>> & {
  readonly rules: () => Intl.PluralRules;
};

const made = new Map<string, Formats>();

/** Return the formats of a language and a time zone: a browser takes longer to make one than to draw a card. */
function formatsOf({ language, time_format = "" }: Locale, timeZone: string): Formats {
  const key = [language, time_format, timeZone].join();
  const known = made.get(key);
  if (known !== undefined) return known;
  const hour12 = HOUR12[time_format];
  const clock: Intl.DateTimeFormatOptions = {
    hour: "numeric",
    minute: "2-digit",
    timeZone,
    ...(hour12 === undefined ? {} : { hour12 }),
  };
  const format = (options: Intl.DateTimeFormatOptions): Format => {
    const form = once(() => new Intl.DateTimeFormat(language, options));
    return (moment) => form().format(moment);
  };
  const formats = {
    time: format(clock),
    inWeek: format({ ...clock, weekday: "short" }),
    inYear: format({ ...clock, day: "numeric", month: "short" }),
    day: format({ timeZone, weekday: "long", day: "numeric", month: "long" }),
    sameDay: format({ timeZone, year: "numeric", month: "2-digit", day: "2-digit" }),
    rules: once(() => new Intl.PluralRules(language)),
  };
  made.set(key, formats);
  return formats;
}

/** Make something when it is first needed. */
function once<T extends object>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}

/** Return the moments of a language and a time zone, as seen at `now`. */
export function moments(locale: Locale, timeZone: string, now: () => number): Moments {
  const { time, inWeek, inYear, day, sameDay, rules } = formatsOf(locale, timeZone);
  return {
    at(iso) {
      const moment = new Date(iso);
      if (sameDay(moment) === sameDay(now())) return time(moment);
      return Math.abs(moment.getTime() - now()) < 6 * DAY_MS ? inWeek(moment) : inYear(moment);
    },
    time: (iso) => time(new Date(iso)),
    day: (iso) => day(new Date(iso)),
    minutesUntil: (iso) => Math.max(0, Math.ceil((new Date(iso).getTime() - now()) / 60_000)),
    plural: (count) => (rules().select(count) === "one" ? "one" : "other"),
  };
}
