import type { Polygon } from "./geometry.js";

const drawn = new WeakMap<Polygon, { readonly height: number; readonly text: string }>();

/** Return an outline as the `points` of a drawing of this size; it is written once. */
export function pointsOf(polygon: Polygon, width: number, height: number): string {
  const known = drawn.get(polygon);
  if (known?.height === height) return known.text;
  const text = polygon.map(([x, y]) => `${x * width},${y * height}`).join(" ");
  drawn.set(polygon, { height, text });
  return text;
}
