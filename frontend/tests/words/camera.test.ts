import { describe, expect, it, test } from "vitest";
import { NOTHING, type State } from "../../src/feed/state.js";
import {
  cameraWords,
  householdWords,
  securityWords,
  watchedWords,
} from "../../src/words/camera.js";
import { at, camera, household, running, you } from "../examples.js";
import { english } from "../texts.js";

const LATER = "2026-11-29T17:45:00Z"; // 18:45 in Berlin
const TOMORROW = "2026-11-30T06:00:00Z";
const ANNA = { kind: "user", name: "Anna" };

function read(state: State, one = state.cameras[0]) {
  const words = cameraWords(state, one, at);
  return {
    look: words.look,
    said: [words.headline, ...words.lines].filter((line) => line !== null).map(english),
    button: words.button && english(words.button),
    act: words.act,
  };
}

const of = (change: Parameters<typeof camera>[0], more: Parameters<typeof running>[1] = {}) =>
  read(running([camera(change)], more));

const asked = { request_id: "q", expires_at: LATER };

const hold = (change = {}) => ({ until: null, until_everyone_leaves: false, by: null, ...change });

describe("what a private camera says", () => {
  test.each([
    [{}, ["Private because someone is home.", "Opens once everyone has left."]],
    [
      { rule: { rule_id: "r", name: "Day", leave_delay_minutes: 5 } },
      ["Private because someone is home.", "Opens about 5 minutes after everyone has left."],
    ],
    [
      { rule: { rule_id: "r", name: "Day", leave_delay_minutes: 1 } },
      ["Private because someone is home.", "Opens about 1 minute after everyone has left."],
    ],
    [
      { reason: "schedule", until: TOMORROW },
      ["Private at this time of day.", "Opens at Mon 07:00."],
    ],
    [
      { reason: "leaving", until: LATER },
      ["Private: people left a moment ago.", "Opens at 18:45."],
    ],
    [{ reason: "everyone_home" }, ["Private because everyone is home.", "Until somebody leaves."]],
    [
      { reason: "presence_unknown" },
      ["Private because it is not known who is home.", "Whoever may be home counts as home."],
    ],
    [
      { reason: "guests_present", way_out: "guests_left" as const },
      ["Private because guests are here.", "Until somebody says that they have left."],
    ],
    [
      { reason: "hold", hold: hold({ by: { kind: "you" } }), way_out: "end_privacy" as const },
      ["Private: you asked for it.", "Until somebody ends it."],
    ],
    [
      { reason: "hold", hold: hold({ by: ANNA, until: LATER }), stays_by: "rule" },
      ["Private: Anna asked for it.", "Until 18:45.", "A rule keeps it private after that."],
    ],
    [
      { reason: "hold", hold: hold({ until_everyone_leaves: true }), stays_by: "odd" },
      ["Private: somebody asked for it.", "Until everyone has left."],
    ],
    [{ reason: "hold" }, ["Private: somebody asked for it.", "Until somebody ends it."]],
    [
      { reason: "household_hold", hold: hold({ by: { kind: "automation" } }) },
      ["Private: privacy is on for all cameras.", "Until somebody ends it."],
    ],
    [
      { problem: "unreachable", reason: "base_level" },
      [
        "Private: its settings say so.",
        "It opens for a while only.",
        "The original camera does not answer, either.",
      ],
    ],
    [{ reason: "of a later version" }, ["Private.", "Until when is not known."]],
  ])("%j", (change, said) => {
    expect(of(change)).toMatchObject({ look: "private", said });
  });

  it("says what guests keep private after that, and no end that guests outlast", () => {
    const guests = { stays_by: "guests", way_out: "guests_left" as const };
    const line = "Guests keep it private after that.";
    expect(of(guests).said).toEqual([
      "Private because someone is home.",
      "Until everyone has left.",
      line,
    ]);
    expect(of({ ...guests, reason: "hold" }).said).toContain(line);
    expect(of({ ...guests, reason: "schedule" }).said).toContain(line);
    expect(of({ ...guests, reason: "guests_present" }).said).not.toContain(line);
    expect(of({ ...guests, reason: "base_level" }).said).not.toContain(line);
  });

  it("names the automation that asked", () => {
    expect(of({ reason: "hold", hold: hold({ by: { kind: "automation" } }) }).said[0]).toBe(
      "Private: an automation asked for it.",
    );
  });

  it("says until when guests stay, and that they may be there", () => {
    const guests = { present: "maybe" as const, until: LATER };
    expect(of({ reason: "guests_present" }, { household: household({ guests }) }).said).toEqual([
      "Private because guests may be here.",
      "Until 18:45, or until somebody says that they have left.",
    ]);
  });

  it("says that it could not be saved", () => {
    expect(of({}, { household: household({ not_saved: true }) }).said.slice(0, 2)).toEqual([
      "Private, but this could not be saved.",
      "If Home Assistant restarts, it may open. Check the disk.",
    ]);
  });

  it("tells who may not open it, and administrators nothing of the kind", () => {
    const closed = { way_out: "none" as const };
    const line = "Only people on your household's list can open it.";
    expect(of(closed, { you: null }).said).toContain(line);
    expect(of(closed, { you: you({ role: "administrator" }) }).said).not.toContain(line);
    expect(of({ ...closed, reason: "starting_up" }).said).not.toContain(line);
  });

  it("knows little without a household", () => {
    expect(of({ reason: "guests_present" }, { household: null })).toMatchObject({
      said: ["Private because guests may be here.", "Until somebody says that they have left."],
      button: "Open for 0 minutes",
    });
  });
});

describe("what the button does", () => {
  test.each([
    [{}, "open_for_a_while", "Open for 15 minutes"],
    [{ way_out: "end_privacy" as const }, "end_privacy", "End privacy"],
    [{ way_out: "guests_left" as const }, "guests_left", "Guests have left"],
    [{ way_out: "none" as const }, null, null],
    [{ level: "open" as const }, "make_private", "Make private"],
    [{ level: "masked" as const }, "make_private", "Make private"],
    [{ level: "open" as const, may_close: false }, null, null],
    [{ level: "open" as const, lift: { until: LATER, by: null } }, "close_now", "Close now"],
    [{ asked }, "take_back", "Take it back"],
    [{ level: "open" as const, asked }, "make_private", "Make private"],
    [{ level: "masked" as const, asked }, "make_private", "Make private"],
  ])("%j", (change, act, button) => {
    expect(of(change)).toMatchObject({ act, button });
  });
});

describe("what a camera says that may be seen", () => {
  const open = { level: "open" as const, reason: "nothing_asks" };

  test.each(["open", "masked"] as const)("%s, whatever waits for an answer", (level) => {
    expect(of({ ...open, level, asked })).toEqual(of({ ...open, level }));
    expect(of({ level, asked }).look).toBe("picture");
  });

  test.each([
    [open, ["Open.", "Nothing asks for privacy."]],
    [{ ...open, until: LATER }, ["Open.", "More private from 18:45."]],
    [{ ...open, recording_off: true }, ["Open.", "The camera itself is not to record."]],
    [
      { ...open, recognition_off: true, until: LATER },
      ["Open.", "More private from 18:45.", "The camera itself is not to recognize anybody."],
    ],
    [
      { ...open, recording_off: true, recognition_off: true },
      ["Open.", "The camera itself is not to record, or recognize anybody."],
    ],
    [
      { ...open, live: "native_webrtc" },
      [
        "Open.",
        "Nothing asks for privacy.",
        "Stills only: this camera sends its live picture straight to the browser.",
      ],
    ],
    [
      { ...open, lift: { until: LATER, by: ANNA } },
      ["Open until 18:45, although a rule closes it.", "Opened by Anna."],
    ],
    [
      {
        level: "masked" as const,
        zones: [
          { zone_id: "t", name: "Table", covered: true, entity_id: null },
          { zone_id: "d", name: "Door", covered: false, entity_id: null },
        ],
      },
      ["Partly covered because someone is home.", "Covered: Table.", "Not covered: Door."],
    ],
    [{ level: "masked" as const, reason: "of a later version" }, ["Partly covered."]],
  ])("%j", (change, said) => {
    expect(of(change)).toMatchObject({ look: "picture", said });
  });

  test.each([
    [{ ...open, problem: "unreachable" }, "No picture."],
    [
      { ...open, problem: "refused", lift: { until: LATER, by: null } },
      "Open until 18:45, although a rule closes it.",
    ],
  ])("%j is away, and does not look private", (change, headline) => {
    const { look, said } = of(change);
    expect(look).toBe("away");
    expect(said[0]).toBe(headline);
    expect(said).toContain("The original camera does not answer.");
  });

  test.each([
    ["person", false, "Somebody signed in is watching."],
    ["of a later version", false, "Somebody is watching."],
    [null, false, "Somebody is watching."],
    ["person", true, "You are watching; others may be, too."],
  ])("watched by %j, here: %j", (viewer_kind, here, said) => {
    const words = watchedWords(camera({ viewers: 1, viewer_kind }), here);
    expect(words && english(words)).toBe(said);
  });

  it("says nothing where nobody watches", () => {
    expect(watchedWords(camera(), true)).toBeNull();
  });

  test.each([
    [{ open: 1, worst: "high" }, "1 security problem"],
    [{ open: 3, worst: "medium" }, "3 security problems"],
  ])("%j", (findings, said) => {
    const words = securityWords(camera({ findings }), at);
    expect(words && english(words)).toBe(said);
  });

  test.each([[{ open: 0, worst: null }], [{ open: 2, worst: "low" }], [{ open: 2, worst: null }]])(
    "%j is nothing to tell everybody",
    (findings) => {
      expect(securityWords(camera({ findings }), at)).toBeNull();
    },
  );
});

describe("what is said while nothing is known", () => {
  test.each([
    ["waiting", "waiting", []],
    [
      "lost",
      "unknown",
      ["No connection to Home Assistant.", "How private it is now is not known."],
    ],
    ["starting", "private", ["Private while Lens Cap is starting.", "This takes a moment."]],
    [
      "not_running",
      "unknown",
      [
        "Lens Cap is not running.",
        "This camera shows nothing. The original cameras may be visible.",
      ],
    ],
  ] as const)("%s", (status, look, said) => {
    const state = { ...running([camera({ level: "open" })]), status };
    expect(read(state)).toMatchObject({ look, said, button: null });
    expect(householdWords(state)).not.toBeNull();
  });

  it("does not show a camera that the server does not tell of", () => {
    expect(read(running([]))).toMatchObject({ look: "unknown", button: null });
    expect(read(NOTHING)).toMatchObject({ look: "waiting" });
  });
});

describe("what is said while this page closes a camera", () => {
  it("hides it before the server has answered", () => {
    const closing = new Map([["sofa", "asked" as const]]);
    expect(of({ level: "open" }, { closing })).toMatchObject({
      look: "private",
      said: ["Becoming private …"],
      button: "Make private",
    });
  });

  it("says that it failed, and hides it all the same", () => {
    const closing = new Map([["sofa", "failed" as const]]);
    expect(of({ level: "open" }, { closing })).toMatchObject({
      look: "unknown",
      said: [
        "Not private yet: Home Assistant did not answer.",
        "The picture is hidden here only; others may still see it.",
      ],
      act: "try_again",
    });
  });
});
