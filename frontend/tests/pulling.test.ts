import { describe, expect, it } from "vitest";
import { withNew, withOutline } from "../src/zones/draft.js";
import { chosenOutline, draftOf, edited, start, step, undone } from "../src/zones/editing.js";
import { MOST, point } from "../src/zones/geometry.js";

describe("a point that is pulled out of an edge", () => {
  const begun = start(withNew({ zones: [], chosen: 0 }, "rectangle", "One"));

  it("is taken back with its drag, which keeps what could be done again", () => {
    const later = undone(step(begun, withNew(draftOf(begun), "table", "Two")));
    const at = point(0.5, 0.25);
    const made = edited(later, { kind: "insert", index: 0, at, pulled: true });
    expect(chosenOutline(made)).toHaveLength(5);
    const pull = { kind: "point", index: 1, to: point(0.5, 0.1), pulled: true } as const;
    const pulled = edited(made, { ...pull, done: false });
    for (const one of [made, pulled])
      expect(edited(one, { kind: "cancel" }).history).toEqual(later.history);
    const ended = edited(pulled, { ...pull, done: true });
    expect(edited(ended, { kind: "cancel" })).toBe(ended);
  });

  it("is none where an outline has as many as it may", () => {
    const many = Array.from({ length: MOST }, (_, index) => {
      const angle = (2 * Math.PI * index) / MOST;
      return point(0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle));
    });
    const full = step(begun, withOutline(draftOf(begun), many));
    const made = edited(full, { kind: "insert", index: 0, at: point(0.5, 0.5), pulled: true });
    const to = point(0.5, 0.1);
    const after = edited(made, { kind: "point", index: 1, to, done: true, pulled: true });
    for (const one of [made, after]) expect(one.history).toEqual(full.history);
  });
});
