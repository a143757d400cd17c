// Days and hours of the household's time zone. Pure.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Local {
  readonly date: string;
  readonly minutes: number;
}

/** Return the date and the minutes since midnight of a moment, as a clock at home shows them. */
export function localOf(moment: number, zone: string): Local {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(new Date(moment));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value as string;
  return {
    date: `${part("year")}-${part("month")}-${part("day")}`,
    minutes: Number(part("hour")) * 60 + Number(part("minute")),
  };
}

/** Return a moment for a field of a form: date and time at home. */
export function fieldOf(moment: number, zone: string): string {
  const { date, minutes } = localOf(moment, zone);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Return the moment at which a clock at home shows what a field says; one that is skipped moves on. */
export function momentOf(field: string, zone: string): number {
  const utc = Date.parse(`${field}:00Z`);
  const offset = (moment: number): number => Date.parse(`${fieldOf(moment, zone)}:00Z`) - moment;
  const guess = utc - offset(utc);
  return utc - offset(guess);
}

/** Return the midnight that follows a moment at home. */
export function nextMidnight(moment: number, zone: string): number {
  const { date } = localOf(moment, zone);
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return momentOf(`${next}T00:00`, zone);
}

export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface Part<T> {
  readonly span: T;
  readonly from: number;
  readonly to: number;
  /** Where the part begins and ends in its day, from 0 to 1. */
  readonly begins: number;
  readonly ends: number;
}

export interface Day<T> {
  readonly from: number;
  readonly parts: readonly Part<T>[];
}

/** Return spans cut at every midnight, by days. */
export function days<T extends Span>(spans: readonly T[], zone: string): Day<T>[] {
  const found: { from: number; parts: Part<T>[] }[] = [];
  for (const span of spans) {
    const end = Date.parse(span.to);
    for (let from = Date.parse(span.from); from < end;) {
      const midnight = nextMidnight(from, zone);
      const to = Math.min(end, midnight);
      const last = found.at(-1);
      const day =
        last !== undefined && from < nextMidnight(last.from, zone) ? last : { from, parts: [] };
      if (day !== last) found.push(day);
      const length = midnight - day.from;
      day.parts.push({
        span,
        from,
        to,
        begins: (from - day.from) / length,
        ends: (to - day.from) / length,
      });
      from = to;
    }
  }
  return found;
}

/** How a span is drawn: what may become more private is never drawn as open. */
export const drawn = ({ level, at_most }: { level: string; at_most: string }): string =>
  level === at_most ? level : "depends";
