import { readdirSync, readFileSync } from "node:fs";
import { parse } from "valibot";
import { describe, expect, test } from "vitest";
import { message } from "../../src/feed/schema.js";
import { NOTHING, after } from "../../src/feed/state.js";
import { cameraWords } from "../../src/words/camera.js";
import { soundWords } from "../../src/words/sound.js";
import { at } from "../examples.js";
import { english } from "../texts.js";

// Written by the real backend (tests/integration/websocket).
const FOLDER = new URL("../fixtures/", import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
const all = readdirSync(FOLDER).filter((name) => /^feed_(all|not)/.test(name));

describe("what the real backend sends", () => {
  test.each(all)("%s is read, and every camera in it has words", (name) => {
    const state = after(NOTHING, parse(message, read(name)));
    for (const camera of state.cameras) {
      const words = cameraWords(state, camera, at);
      expect(words.headline && english(words.headline)).toBeTruthy();
      expect(words.lines.map(english)).not.toContain("");
      expect(english(soundWords(camera, at).headline)).not.toBe("");
    }
  });

  test.each(["asked", "on"])("a camera whose sound is %s is read", (state) => {
    const cameras = [read(`feed_sound_${state}.json`)];
    const whole = read("feed_all_resident.json") as object;
    const [camera] = after(NOTHING, parse(message, { ...whole, cameras })).cameras;
    expect(camera?.sound).toMatchObject({ state });
    expect(camera?.sound.asked?.seconds).toBe(state === "asked" ? 3600 : undefined);
  });

  test("a change is read", () => {
    const change = { kind: "changed", cameras: read("feed_changed_cameras.json"), removed: [] };
    expect(parse(message, change)).toMatchObject({ kind: "changed" });
    const one = { ...change, cameras: [read("feed_sound_refused.json")], you: null };
    expect(after(NOTHING, parse(message, one)).cameras).toEqual([]);
  });
});
