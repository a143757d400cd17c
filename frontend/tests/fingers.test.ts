import { describe, expect, it, test } from "vitest";
import { Drag } from "../src/zones/drag.js";
import { Fingers } from "../src/zones/fingers.js";

describe("a finger on a point", () => {
  it("only chooses it while it is as good as still, and then takes it along from where it was", () => {
    const drag = new Drag("point", 0, [0.52, 0.5], [0.5, 0.5]);
    expect(drag.by([0.525, 0.5], 400, 225)).toBeUndefined();
    const gone = drag.by([0.62, 0.5], 400, 225);
    expect(gone?.[0]).toBeCloseTo(0.1);
    expect(drag.by([0.52, 0.5], 400, 225)).toEqual([0, 0]);
  });
});

describe("two fingers", () => {
  const touch = (pointerId: number, clientX: number, pointerType = "touch") => ({
    pointerId,
    pointerType,
    clientX,
    clientY: 0,
  });

  it("tell how many times as far apart they are", () => {
    const fingers = new Fingers();
    fingers.down(touch(1, 0));
    expect([fingers.several, fingers.moved(touch(1, 10))]).toEqual([false, undefined]);
    fingers.down(touch(2, 60));
    expect([fingers.several, fingers.moved(touch(2, 110))]).toEqual([true, 2]);
    fingers.up(touch(1, 10));
    expect([fingers.several, fingers.moved(touch(2, 10))]).toEqual([false, undefined]);
  });

  it("on one place tell nothing", () => {
    const fingers = new Fingers();
    fingers.down(touch(1, 0));
    fingers.down(touch(2, 0));
    expect(fingers.moved(touch(2, 50))).toBeUndefined();
  });

  test.each(["mouse", "pen"])("a %s is no finger", (kind) => {
    const fingers = new Fingers();
    fingers.down(touch(1, 0, kind));
    fingers.down(touch(2, 50, kind));
    expect([fingers.several, fingers.moved(touch(2, 90, kind))]).toEqual([false, undefined]);
  });
});
