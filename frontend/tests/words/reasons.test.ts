import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import translations from "../../../custom_components/lens_cap/translations/en.json" with { type: "json" };
import { cameraWords } from "../../src/words/camera.js";
import { at, camera, running } from "../examples.js";
import { english } from "../texts.js";

// Every code that the core decides with, and every one that it answers "what would open it" with.
const core = (name: string): string =>
  readFileSync(
    new URL(`../../../custom_components/lens_cap/core/${name}.py`, import.meta.url),
    "utf8",
  );
const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, code = ""]) => code);
const REASONS = found(
  core("privacy/constraint").split("class ReasonCode(StrEnum):")[1]?.split("\n\n\n")[0] ?? "",
  /^ {4}[A-Z_]+ = "([a-z_]+)"$/gm,
);
const OPENS = found(core("view/why"), /ReasonCode\.[A-Z_]+: "([a-z_]+)"/g);

const OF_OPEN = ["lifted", "nothing_asks"];
/** What closes a camera, and never covers zones only. */
const CLOSING = [
  "camera_moved",
  "closed_at_camera",
  "consent_withdrawn",
  "guest_hold",
  "household_hold",
  "starting_up",
  "store_lost",
];
const closing = REASONS.filter((reason) => !OF_OPEN.includes(reason));
const covering = closing.filter((reason) => !CLOSING.includes(reason));

const said = (change: Parameters<typeof camera>[0]): string[] => {
  const one = camera(change);
  const { headline, lines } = cameraWords(running([one]), one, at);
  return [headline, ...lines].filter((line) => line !== null).map(english);
};

describe("every reason of the core", () => {
  test("is found here", () => {
    expect(REASONS).toContain("guest_hold");
    expect(REASONS).toContain("nothing_asks");
    expect(OPENS).toContain("they_agree");
  });

  test.each(closing)("%s: a private camera says why, and until when", (reason) => {
    const [headline, second] = said({ reason });
    expect(headline).not.toBe("Private.");
    expect(second).not.toBe("Until when is not known.");
  });

  test.each(covering)("%s: a camera with covered zones says why", (reason) => {
    expect(said({ reason, level: "masked" })[0]).not.toBe("Partly covered.");
  });

  test.each(REASONS)("%s: Why? and the panel have words for it", (reason) => {
    expect(translations.config_panel.reason).toHaveProperty(reason);
  });

  test.each([...new Set(OPENS)])("%s: Why? says that it would open the camera", (code) => {
    expect(translations.config_panel.opens).toHaveProperty(code);
    const card = readFileSync(new URL("../../src/card/why.ts", import.meta.url), "utf8");
    expect(card).toContain(`"${code}",`);
  });
});

describe("every kind of what happens", () => {
  const kinds = found(
    core("history/record").split("class HistoryKind(StrEnum):")[1]?.split("\n\n\n")[0] ?? "",
    /^ {4}[A-Z_]+ = "([a-z_]+)"$/gm,
  );

  test("is found here", () => {
    expect(kinds).toContain("recording");
  });

  test.each(kinds)("%s: the history has words for it", (kind) => {
    const key = kind === "level" ? "level_open" : kind;
    expect(translations.config_panel.happened).toHaveProperty(key);
  });
});

describe("what others asked for", () => {
  const until = "2026-11-29T17:45:00Z"; // 18:45 in Berlin
  const hold = (change = {}) => ({
    until: null,
    until_everyone_leaves: false,
    by: null,
    ...change,
  });

  test.each([
    [
      { reason: "guest_hold", hold: hold({ until }), way_out: "end_privacy" as const },
      ["Private: guests asked for it.", "Until 18:45."],
    ],
    [
      { reason: "guest_hold", hold: hold({ until }), way_out: "none" as const },
      [
        "Private: guests asked for it.",
        "Until 18:45.",
        "Only people who live here, or are on your household's list, can end it.",
      ],
    ],
    [
      { reason: "closed_at_camera", way_out: "end_privacy" as const, stays_by: "rule" },
      [
        "Private: somebody closed it at the camera.",
        "Open it at the camera, or end privacy here.",
        "A rule keeps it private after that.",
      ],
    ],
    [
      { reason: "consent_withdrawn", way_out: "none" as const, stays_by: "consent_withdrawn" },
      ["Private: somebody does not agree any more.", "Until they agree again."],
    ],
    [
      {
        reason: "hold",
        hold: hold({ by: { kind: "you" } }),
        way_out: "none" as const,
        stays_by: "consent_withdrawn",
      },
      [
        "Private: you asked for it.",
        "Until somebody ends it.",
        "It stays private after that, because somebody does not agree any more.",
      ],
    ],
  ])("%j", (change, words) => {
    expect(said(change)).toEqual(words);
  });
});
