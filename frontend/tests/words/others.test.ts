import { describe, expect, it, test } from "vitest";
import { moments } from "../../src/words/moment.js";
import { countWords, guestsWords, openFindings, whereWords } from "../../src/words/household.js";
import { cameraWords } from "../../src/words/camera.js";
import { left } from "../../src/words/left.js";
import { lasting } from "../../src/words/lasting.js";
import { soundWords } from "../../src/words/sound.js";
import { NOTHING } from "../../src/feed/state.js";
import { at, camera, household, NOW, running } from "../examples.js";
import { english } from "../texts.js";

const LATER = "2026-11-29T17:45:00Z";

test.each([
  [LATER, true, "While somebody watches, until 18:45 at the latest."],
  [LATER, false, "Until 18:45."],
])("until %s, while watched: %s", (until, whileWatched, said) => {
  const words = lasting(until, whileWatched, at);
  expect(words && english(words)).toBe(said);
  expect(lasting(null, whileWatched, at)).toBeNull();
});

test.each([
  [59, "0:59"],
  [75 * 60, "75:00"],
  [90 * 60 - 1, "89:59"],
  [90 * 60, "2 hours"],
  [3.4 * 3600, "3 hours"],
])("%s seconds: %s left", (seconds, said) => {
  expect(english(left(seconds))).toContain(said);
});

describe("moments", () => {
  test.each([
    ["2026-11-29T17:45:00Z", "18:45"],
    ["2026-11-29T23:30:00Z", "Mon 00:30"],
    ["2026-12-20T11:00:00Z", "Dec 20, 12:00"],
  ])("%s", (iso, said) => {
    expect(at.at(iso)).toBe(said);
  });

  it("follows the viewer's clock", () => {
    const twelve = moments({ language: "en", time_format: "12" }, "Europe/Berlin", () => NOW);
    expect(twelve.time(LATER)).toMatch(/6:45\sPM/);
    expect(moments({ language: "de" }, "Europe/Berlin", () => NOW).time(LATER)).toBe("18:45");
    expect(at.day(LATER)).toBe("Sunday, November 29");
  });

  it.each(["en", "he", "ar", "ru", "ja"])("%s: every number has a text", (language) => {
    const { plural } = moments({ language }, "Europe/Berlin", () => NOW);
    const found = [0, 1, 2, 3, 5, 11, 21, 100].map(plural);
    expect(["one", "other"]).toEqual(expect.arrayContaining(found));
  });

  it("makes each format once", () => {
    const { DateTimeFormat } = Intl;
    const asked: unknown[] = [];
    class Counting extends DateTimeFormat {
      constructor(...given: ConstructorParameters<typeof DateTimeFormat>) {
        super(...given);
        asked.push(given);
      }
    }
    Intl.DateTimeFormat = Counting as typeof DateTimeFormat;
    try {
      for (let count = 0; count < 3; count++)
        moments({ language: "fi" }, "Europe/Berlin", () => NOW).time(LATER);
    } finally {
      Intl.DateTimeFormat = DateTimeFormat;
    }
    expect(asked).toHaveLength(1);
  });

  it("counts minutes up, and none below zero", () => {
    expect(at.minutesUntil("2026-11-29T17:00:01Z")).toBe(1);
    expect(at.minutesUntil("2026-11-29T16:00:00Z")).toBe(0);
  });
});

describe("the household", () => {
  it("tells of security problems while there are any", () => {
    expect(openFindings(household({ findings: { open: 0, worst: null } }), at)).toBeNull();
    const said = openFindings(household({ findings: { open: 2, worst: "low" } }), at);
    expect(said && english(said)).toBe("2 security problems");
  });

  it("counts cameras", () => {
    const said = countWords(running([camera(), camera({ camera_id: "b", level: "open" })]), at);
    expect(english(said)).toBe("1 of 2 cameras are private.");
    expect(english(countWords(running([]), at))).toBe("No camera is guarded yet.");
    expect(english(countWords(NOTHING, at))).toBe("Lens Cap");
    const lost = { ...NOTHING, status: "lost" as const };
    expect(english(countWords(lost, at))).toBe("No connection to Home Assistant.");
  });

  test.each([
    [{ present: "no" as const, until: null }, "Guests: no"],
    [{ present: "yes" as const, until: LATER }, "Guests: until 18:45"],
    [{ present: "maybe" as const, until: null }, "Guests: not known"],
  ])("%j", (guests, said) => {
    const words = guestsWords(household({ guests }), at);
    expect(words && english(words)).toBe(said);
  });

  it("says nothing of what the viewer may not read", () => {
    const untold = household({ guests: null, findings: null });
    expect(guestsWords(untold, at)).toBeNull();
    expect(openFindings(untold, at)).toBeNull();
    const one = camera({ reason: "guests_present" });
    const words = cameraWords(running([one], { household: untold }), one, at);
    expect([words.headline, ...words.lines].map((line) => line && english(line))).toEqual([
      "Private because guests are here.",
      "Until somebody says that they have left.",
    ]);
  });

  it("counts whoever may be home as home", () => {
    expect(english(whereWords({ name: "Ben", where: "unknown" }))).toContain("counts as home");
  });
});

describe("sound", () => {
  const sound = (change: Partial<ReturnType<typeof camera>["sound"]>) => {
    const words = soundWords(camera({ sound: { ...camera().sound, ...change } }), at);
    return [words.headline, ...words.lines].map(english);
  };
  const asked = {
    request_id: "r",
    by: null,
    expires_at: LATER,
    mine: true,
    may_answer: true,
    length: "one_hour",
    seconds: 3600,
    heard: [],
    untold: [],
    needed_for: "",
    switches_on_microphone: false,
  };

  test.each([
    [{}, ["Sound is off."]],
    [{ refusal: "guests_present" }, ["Sound is off.", "Guests are here."]],
    [{ refusal: "of a later version" }, ["Sound is off.", "It cannot be asked for now."]],
    [
      { state: "on" as const, until: LATER, by: { kind: "user", name: "Anna" } },
      ["Sound is on until 18:45.", "Confirmed by Anna."],
    ],
    [
      { state: "on" as const, purpose: "The baby cries" },
      ["Sound is on as long as somebody watches.", "Somebody confirmed it.", "For: The baby cries"],
    ],
    [
      { state: "on" as const, purpose: "" },
      ["Sound is on as long as somebody watches.", "Somebody confirmed it."],
    ],
    [{ state: "asked" as const, asked }, ["Sound is off.", "We asked for a yes."]],
    [
      { state: "asked" as const, asked: { ...asked, mine: false, by: { kind: "automation" } } },
      ["Sound is off.", "An automation asks for the sound."],
    ],
    [{ state: "asked" as const, asked: null }, ["Sound is off."]],
  ])("%j", (change, said) => {
    expect(sound(change)).toEqual(said);
  });
});
