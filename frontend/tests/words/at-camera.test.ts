import { expect, test } from "vitest";
import { perhapsOff, turnedOff } from "../../src/words/at-camera.js";
import { english } from "../texts.js";

const off = (recording_off: boolean, recognition_off: boolean) => ({
  recording_off,
  recognition_off,
});
const said = (one: ReturnType<typeof turnedOff>): string | null => one && english(one);

test("what a camera is not to do is said in a whole sentence", () => {
  expect(turnedOff(off(false, false))).toBeNull();
  const sentences = [off(true, false), off(false, true), off(true, true)].map((one) =>
    said(turnedOff(one)),
  );
  expect(new Set(sentences).size).toBe(3);
  expect(sentences).not.toContain("");
});

test("what is perhaps not to be done is said only of what is not certain", () => {
  expect(perhapsOff(off(true, true), off(true, true))).toBeNull();
  expect(perhapsOff(off(false, false), off(false, false))).toBeNull();
  expect(perhapsOff(off(true, false), off(true, true))?.key).toBe("week.perhaps_recognises_nobody");
  const sentences = [off(true, false), off(false, true), off(true, true)].map((most) =>
    said(perhapsOff(off(false, false), most)),
  );
  expect(new Set(sentences).size).toBe(3);
  expect(sentences).not.toContain("");
});
