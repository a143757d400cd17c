import type { Person } from "../household/register-schema.js";
import type { Locale } from "../home-assistant/types.js";
import { sentence, type Sentence } from "./sentence.js";

/** Return a day that may be years ago; one without a time is the same day everywhere. */
export function dayOf({ language }: Locale, zone: string, iso: string): string {
  const timeZone = iso.includes("T") ? zone : "UTC";
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone }).format(new Date(iso));
}

/** Return what somebody said, and since when it is so; `what` is in words. */
export function personWords(
  { who, given_on, withdrawn_at }: Person,
  what: string,
  day: (iso: string) => string,
): Sentence {
  const said = withdrawn_at === null ? "given" : "withdrawn";
  const whose = who === "" ? "somebody" : "name";
  const since = withdrawn_at ?? given_on;
  return sentence(`register.${said}_${whose}`, {
    what,
    day: since === null ? "-" : day(since),
    ...(who === "" ? {} : { who }),
  });
}
