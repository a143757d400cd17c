import { describe, expect, it, test } from "vitest";
import { days, drawn, fieldOf, localOf, momentOf, nextMidnight } from "../src/household/days.js";

const BERLIN = "Europe/Berlin";
const iso = (moment: number): string => new Date(moment).toISOString();

describe("a clock at home", () => {
  it("shows date and time", () => {
    expect(localOf(Date.parse("2026-11-29T23:30:00Z"), BERLIN)).toEqual({
      date: "2026-11-30",
      minutes: 30,
    });
    expect(fieldOf(Date.parse("2026-11-29T08:05:00Z"), BERLIN)).toBe("2026-11-29T09:05");
  });

  test.each([
    ["2026-11-29T22:30", "2026-11-29T21:30:00.000Z"],
    ["2026-07-01T22:30", "2026-07-01T20:30:00.000Z"],
    ["2026-10-25T12:00", "2026-10-25T11:00:00.000Z"],
  ])("reads %s", (field, moment) => {
    expect(iso(momentOf(field, BERLIN))).toBe(moment);
  });

  test.each([
    ["2026-11-29T12:00:00Z", "2026-11-29T23:00:00.000Z"],
    ["2026-10-24T22:00:00Z", "2026-10-25T23:00:00.000Z"], // a day of 25 hours
    ["2026-03-28T23:00:00Z", "2026-03-29T22:00:00.000Z"], // one of 23
  ])("finds the midnight after %s", (moment, midnight) => {
    expect(iso(nextMidnight(Date.parse(moment), BERLIN))).toBe(midnight);
  });
});

describe("days", () => {
  it("are cut at midnight at home, and hold shares of their length", () => {
    const cut = days(
      [
        { from: "2026-11-29T00:00:00+01:00", to: "2026-11-29T12:00:00+01:00" },
        { from: "2026-11-29T12:00:00+01:00", to: "2026-12-01T00:00:00+01:00" },
      ],
      BERLIN,
    );
    expect(cut.map(({ parts }) => parts.map(({ begins, ends }) => [begins, ends]))).toEqual([
      [
        [0, 0.5],
        [0.5, 1],
      ],
      [[0, 1]],
    ]);
  });

  it("never draw as open what may become more private", () => {
    expect(drawn({ level: "open", at_most: "private" })).toBe("depends");
    expect(drawn({ level: "open", at_most: "open" })).toBe("open");
  });
});
