import { describe, expect, it } from "vitest";
import { lengthAsked, lengthOf } from "../../src/sound/length.js";
import { english } from "../texts.js";

const say = (key: string): string => english({ key });

describe("how long sound is asked for", () => {
  it.each([
    ["one_hour", 3_600, "1 hour"],
    ["this_viewing", 86_400, "While somebody watches"],
    ["chosen", 60, "1 minute"],
    ["chosen", 61, "2 minutes"],
    ["chosen", 86_400, "1 day"],
    ["chosen", 95_400, "1 day, 2 hours, 30 minutes"],
    ["chosen", 2_592_000, "30 days"],
    ["of a later version", 600, "10 minutes"],
  ])("says %s of %d seconds", (length, seconds, told) => {
    expect(lengthOf({ length, seconds }, say, "en")).toBe(told);
  });

  it("is written as the language does", () => {
    expect(lengthOf({ length: "chosen", seconds: 7_260 }, say, "de")).toBe("2 Stunden, 1 Minute");
  });

  it("goes to the server as what it was", () => {
    expect(lengthAsked({ length: "one_hour", seconds: 0 })).toEqual({ length: "one_hour" });
    expect(lengthAsked({ length: "chosen", seconds: 600 })).toEqual({ duration: { seconds: 600 } });
  });
});
