import { expect, it, test } from "vitest";
import { readRegister, type Person } from "../../src/household/register-schema.js";
import { dayOf, personWords } from "../../src/words/register.js";
import { english } from "../texts.js";
// Written by the real backend (tests/integration/websocket).
import administrators from "../fixtures/register_list.json" with { type: "json" };
import residents from "../fixtures/register_list_resident.json" with { type: "json" };

const NANNY: Person = {
  consent_id: "n",
  who: "The nanny",
  scope: "camera",
  given_on: "2020-01-31",
  way: "",
  purpose: "",
  withdrawn_at: null,
  revision: "r",
};
const day = (iso: string): string => dayOf({ language: "en" }, "Europe/Berlin", iso);
const said = (change: Partial<Person>): string =>
  english(personWords({ ...NANNY, ...change }, "Being seen", day));

it("tells administrators what to name in a change, and residents nobody's name", () => {
  const all = readRegister(administrators);
  expect(all.options?.scopes).toEqual(["camera", "sound", "recognition"]);
  const [sofa] = all.cameras;
  expect(sofa?.people?.map((one) => english(personWords(one, "Being seen", day)))).toEqual([
    "The cleaner: Being seen. Agreed on January 1, 2020.",
    "The nanny: Being seen. Not any more, since November 24, 2026.",
  ]);
  const told = readRegister(residents);
  expect(told.options).toBeNull();
  expect(told.cameras.map(({ people, revision }) => people ?? revision)).toEqual([
    undefined,
    undefined,
  ]);
  expect(JSON.stringify(told)).not.toMatch(/The nanny|The cleaner/);
});

test.each([
  [{}, "The nanny: Being seen. Agreed on January 31, 2020."],
  [{ who: "" }, "Being seen. Somebody agreed on January 31, 2020."],
  [{ given_on: null }, "The nanny: Being seen. Agreed on -."],
  [
    { withdrawn_at: "2026-11-24T23:30:00+00:00" },
    "The nanny: Being seen. Not any more, since November 25, 2026.",
  ],
  [
    { who: "", withdrawn_at: "2026-11-24T11:30:00+00:00" },
    "Being seen. Somebody does not agree any more, since November 24, 2026.",
  ],
])("%j", (change, text) => {
  expect(said(change)).toBe(text);
});
