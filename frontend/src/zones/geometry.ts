// Outlines as shares of the picture (0 to 1, from the left and from the top). Pure.

export type Point = readonly [number, number];
export type Polygon = readonly Point[];

export const LEAST = 3;
export const MOST = 64;
const SMALLEST_AREA = 0.0001;

export const clamp = (value: number): number => Math.min(1, Math.max(0, value));

const round = (value: number): number => Math.round(clamp(value) * 10_000) / 10_000;

export const point = (x: number, y: number): Point => [round(x), round(y)];

/** Return the outline with one point elsewhere. */
export const movePoint = (polygon: Polygon, index: number, to: Point): Polygon =>
  polygon.map((one, at) => (at === index ? point(...to) : one));

/** Return the outline moved as a whole; it stays inside the picture and keeps its shape. */
export function movePolygon(polygon: Polygon, dx: number, dy: number): Polygon {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const within = (by: number, all: number[]): number =>
    Math.min(1 - Math.max(...all), Math.max(-Math.min(...all), by));
  const [x, y] = [within(dx, xs), within(dy, ys)];
  return polygon.map(([px, py]) => point(px + x, py + y));
}

/** Return the middle of the edge that begins at a point. */
export function middle(polygon: Polygon, index: number): Point {
  const a = at(polygon, index);
  const b = at(polygon, index + 1);
  return point((a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
}

/** Return the outline with one point more, after the given one; the same where there are too many. */
export const insertPoint = (polygon: Polygon, index: number, added: Point): Polygon =>
  polygon.length >= MOST
    ? polygon
    : [...polygon.slice(0, index + 1), point(...added), ...polygon.slice(index + 1)];

/** Return the outline without a point; the same where too few would be left. */
export const removePoint = (polygon: Polygon, index: number): Polygon =>
  polygon.length <= LEAST ? polygon : polygon.filter((_, place) => place !== index);

export type Problem = "too_few" | "too_many" | "no_area" | "crosses";

const known = new WeakMap<Polygon, Problem | "none">();

/** Return what is wrong with an outline, or null; an outline is looked at once. */
export function problem(polygon: Polygon): Problem | null {
  const found = known.get(polygon) ?? look(polygon) ?? "none";
  known.set(polygon, found);
  return found === "none" ? null : found;
}

function look(polygon: Polygon): Problem | null {
  if (polygon.length < LEAST) return "too_few";
  if (polygon.length > MOST) return "too_many";
  if (crosses(polygon)) return "crosses";
  return area(polygon) < SMALLEST_AREA ? "no_area" : null;
}

/** Return how large an outline is, as a share of the picture. */
export function area(polygon: Polygon): number {
  const twice = polygon.reduce((sum, [x, y], index) => {
    const [nx, ny] = at(polygon, index + 1);
    return sum + x * ny - nx * y;
  }, 0);
  return Math.abs(twice) / 2;
}

const at = (polygon: Polygon, index: number): Point =>
  polygon[(index + polygon.length) % polygon.length] as Point;

/** Return whether an outline touches or crosses itself anywhere but where neighbours meet. */
export function crosses(polygon: Polygon): boolean {
  const count = polygon.length;
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      const neighbours = i === 0 && j === count - 1;
      if (
        !neighbours &&
        meet(at(polygon, i), at(polygon, i + 1), at(polygon, j), at(polygon, j + 1))
      )
        return true;
    }
  }
  return polygon.some((_, index) => folds(polygon, index));
}

/** Whether an edge leads back along the one before. */
function folds(polygon: Polygon, index: number): boolean {
  const [a, b, c] = [at(polygon, index - 1), at(polygon, index), at(polygon, index + 1)];
  const back = (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]);
  return side(a, b, c) === 0 && back >= 0;
}

const side = (a: Point, b: Point, c: Point): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

const between = (a: Point, b: Point, c: Point): boolean =>
  Math.min(a[0], b[0]) <= c[0] &&
  c[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= c[1] &&
  c[1] <= Math.max(a[1], b[1]);

function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [s1, s2, s3, s4] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (s1 !== s2 && s3 !== s4) return true;
  const level = s1 === 0 && s2 === 0;
  return level && (between(a, b, c) || between(a, b, d) || between(c, d, a));
}

/** Return the points before and after one; none of an outline without points. */
export const neighbours = (polygon: Polygon, index: number): Point[] =>
  polygon.length === 0 ? [] : [at(polygon, index - 1), at(polygon, index + 1)];

/** How near something has to be to draw a point to it, as shares of width and height. */
export interface Near {
  readonly x: number;
  readonly y: number;
}

/**
 * Return where a point goes that is pulled by what is near: the picture's edges, points of other
 * zones, and lines that are level or plumb with its neighbours.
 */
export function snap(
  to: Point,
  near: Near,
  others: readonly Polygon[],
  lines: readonly Point[],
): Point {
  const corner = others
    .flat()
    .find(([x, y]) => Math.abs(x - to[0]) <= near.x && Math.abs(y - to[1]) <= near.y);
  if (corner !== undefined) return corner;
  const pull = (value: number, tolerance: number, targets: readonly number[]): number => {
    const nearest = targets
      .map((target) => ({ target, far: Math.abs(target - value) }))
      .filter(({ far }) => far <= tolerance)
      .sort((a, b) => a.far - b.far)[0];
    return nearest?.target ?? value;
  };
  const edges = [0, 1];
  return point(
    pull(to[0], near.x, [...edges, ...lines.map(([x]) => x)]),
    pull(to[1], near.y, [...edges, ...lines.map(([, y]) => y)]),
  );
}

/** Outlines to begin with. */
export const TEMPLATES = {
  strip: [point(0, 0.75), point(1, 0.75), point(1, 1), point(0, 1)],
  window: [point(0.35, 0.1), point(0.65, 0.1), point(0.65, 0.5), point(0.35, 0.5)],
  table: [point(0.3, 0.55), point(0.7, 0.55), point(0.85, 0.9), point(0.15, 0.9)],
  screen: [point(0.4, 0.3), point(0.6, 0.3), point(0.6, 0.5), point(0.4, 0.5)],
  rectangle: [point(0.25, 0.25), point(0.75, 0.25), point(0.75, 0.75), point(0.25, 0.75)],
  free: [point(0.5, 0.3), point(0.7, 0.65), point(0.3, 0.65)],
} as const satisfies Record<string, Polygon>;

export type Template = keyof typeof TEMPLATES;
