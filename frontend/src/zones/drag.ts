import type { Point } from "./geometry.js";

/** A finger that is put down to choose something is never quite still. */
const STILL_PX = 4;

/** A finger on a zone, or on a point of it: `from` is where it was put down, `at` where the point was then. */
export class Drag {
  private goes = false;

  constructor(
    readonly kind: "point" | "zone",
    readonly index: number,
    private readonly from: Point,
    readonly at: Point = from,
    /** Whether the point was pulled out of an edge, which is one act with its drag. */
    readonly pulled = false,
  ) {}

  /** Return how far the finger has gone over a picture of this size; undefined while it only chooses. */
  by([x, y]: Point, width: number, height: number): Point | undefined {
    const [dx, dy] = [x - this.from[0], y - this.from[1]];
    this.goes ||= Math.hypot(dx * width, dy * height) > STILL_PX;
    return this.goes ? [dx, dy] : undefined;
  }
}
