import { describe, expect, it, test } from "vitest";
import {
  askAfter,
  wrong,
  withChosen,
  withNew,
  withOutline,
  withoutChosen,
  type Draft,
} from "../src/zones/draft.js";
import {
  chosenOutline,
  choose,
  draftOf,
  edited,
  nextPoint,
  nudged,
  pointAdded,
  redone,
  start,
  step,
  undone,
  type Edit,
  type Editing,
} from "../src/zones/editing.js";
import {
  area,
  insertPoint,
  LEAST,
  middle,
  MOST,
  movePolygon,
  movePoint,
  neighbours,
  point,
  problem,
  removePoint,
  snap,
  TEMPLATES,
  type Point,
  type Polygon,
} from "../src/zones/geometry.js";

const SQUARE = TEMPLATES.rectangle;
const NEAR = { x: 0.01, y: 0.01 };

const circle = (count: number): Polygon =>
  Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return point(0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle));
  });

describe("outlines", () => {
  it("stay in the picture", () => {
    expect(movePoint(SQUARE, 0, [-1, 2])[0]).toEqual([0, 1]);
    const moved = movePolygon(SQUARE, 2, -2);
    expect(moved[0]).toEqual([0.5, 0]);
    expect(area(moved)).toBeCloseTo(area(SQUARE));
  });

  it("know the neighbours of a point", () => {
    expect(neighbours(SQUARE, 0)).toEqual([SQUARE[3], SQUARE[1]]);
    expect(neighbours([], 0)).toEqual([]);
  });

  it("get and lose points within limits", () => {
    expect(insertPoint(SQUARE, 0, middle(SQUARE, 0))[1]).toEqual([0.5, 0.25]);
    expect(middle(SQUARE, 3)).toEqual([0.25, 0.5]);
    expect(insertPoint(circle(MOST), 0, [0, 0])).toHaveLength(MOST);
    expect(removePoint(SQUARE, 1)).toHaveLength(3);
    expect(removePoint(circle(LEAST), 0)).toHaveLength(LEAST);
  });

  // The same cases as the server's own check (tests/core/test_zones.py) decides.
  test.each([
    [SQUARE, null],
    [circle(MOST), null],
    [[], "too_few"],
    [SQUARE.slice(0, 2), "too_few"],
    [circle(MOST + 1), "too_many"],
    [[point(0, 0), point(1, 1), point(1, 0), point(0, 1)], "crosses"],
    [[point(0, 0), point(0.5, 0), point(1, 0)], "crosses"],
    [[point(0, 0), point(0.004, 0), point(0, 0.004)], "no_area"],
    [[point(0, 0), point(1, 0), point(1, 1), point(0.5, 0), point(0, 1)], "crosses"],
    [[point(0.5, 0), point(1, 1), point(0, 1), point(0.5, 0.5), point(0.5, 0.5)], "crosses"],
    [[point(0.5, 0), point(0.9, 0.5), point(0.5, 0.9), point(0.5, 0), point(0.1, 0.5)], "crosses"],
    [
      [point(0, 0), point(0.6, 0), point(0.6, 0.6), point(0.3, 0.6), point(0.3, 0), point(0, 0.6)],
      "crosses",
    ],
  ])("%j: %s", (polygon, found) => {
    expect(problem(polygon)).toBe(found);
  });

  // Edges on one line, level and plumb, in both directions.
  const line = [
    [0, 0.4, 0.2, 0.6],
    [0, 0.2, 0.4, 0.1],
    [0.2, 0.4, 0.6, 0],
    [0.4, 0.6, 0.2, 0.3],
    [0.6, 0.4, 0.2, 0.3],
    [0, 0.2, 0.4, 0.3],
  ];
  test.each(line)("on one line: %d, %d, %d, %d", (...places) => {
    const level = [...places.map((place) => point(place, 0)), point(0.5, 0.5)];
    expect(problem(level)).toBe("crosses");
    expect(problem(level.map(([x, y]) => point(y, x)))).toBe("crosses");
    expect(problem(level.map(([x, y]) => point(1 - x, y)))).toBe("crosses");
    expect(problem(level.map(([x, y]) => point(y, 1 - x)))).toBe("crosses");
  });

  test.each(Object.entries(TEMPLATES))("%s is a zone to begin with", (_, polygon) => {
    expect(problem(polygon)).toBeNull();
  });

  it("are pulled to edges, to points of others and to lines with neighbours", () => {
    expect(snap([0.005, 0.5], NEAR, [], [])).toEqual([0, 0.5]);
    expect(snap([0.401, 0.302], NEAR, [[point(0.4, 0.3)]], [])).toEqual([0.4, 0.3]);
    expect(snap([0.401, 0.5], NEAR, [], [point(0.395, 0.1), point(0.4, 0.9)])).toEqual([0.4, 0.5]);
    expect(snap([0.5, 0.5], NEAR, [[point(0.4, 0.3)]], [point(0.2, 0.2)])).toEqual([0.5, 0.5]);
  });
});

describe("drafts", () => {
  const draft: Draft = withNew(
    withNew({ zones: [], chosen: 0 }, "table", "Table"),
    "window",
    "Window",
  );

  test.each([
    ["Table", "same_name"],
    [" ", "no_name"],
    ["Door", null],
  ])("a zone named %j: %s", (name, found) => {
    const zones = draft.zones.map((zone, index) => (index === 1 ? { ...zone, name } : zone));
    expect(wrong({ ...draft, zones }, 1)).toBe(found);
  });

  it("name what is wrong with an outline, and nothing of a zone that is not there", () => {
    expect(wrong(withOutline(draft, SQUARE.slice(0, 2)), 1)).toBe("too_few");
    expect(wrong(draft, 7)).toBeNull();
    expect(withOutline({ zones: [], chosen: 0 }, SQUARE).zones).toEqual([]);
    expect(withoutChosen(draft)).toMatchObject({ chosen: 0, zones: [{ name: "Table" }] });
  });

  test.each([
    [
      { translation_key: "zones_show_more", translation_placeholders: { zones: "Table" } },
      "less",
      "Table",
    ],
    [{ translation_key: "zones_changed_elsewhere" }, "elsewhere", ""],
    [{ message: "other" }, undefined, ""],
  ])("%j asks %s", (error, asking, zones) => {
    expect(askAfter(error)).toEqual({ asking, zones });
  });
});

describe("editing", () => {
  const begun = start(withNew({ zones: [], chosen: 0 }, "rectangle", "One"));

  it("counts a drag as one step, and takes it back whole", () => {
    const dragging: Edit[] = [0.3, 0.4, 0.45].map((x, index) => ({
      kind: "point",
      index: 0,
      to: point(x, 0.3),
      done: index === 2,
    }));
    const after = dragging.reduce(edited, begun);
    expect(after.history.past).toHaveLength(1);
    expect(chosenOutline(after)[0]).toEqual([0.45, 0.3]);
    expect(draftOf(undone(after))).toEqual(draftOf(begun));
    expect(draftOf(redone(undone(after)))).toEqual(draftOf(after));
  });

  it("counts a point that is pulled out of an edge as one step, and a later drag as another", () => {
    const pull = (x: number, done: boolean): Edit => ({
      kind: "point",
      index: 1,
      to: point(x, 0.3),
      done,
      pulled: true,
    });
    const made = edited(begun, { kind: "insert", index: 0, at: point(0.5, 0.25), pulled: true });
    const pulled = [pull(0.5, false), pull(0.6, true)].reduce(edited, made);
    expect(chosenOutline(pulled)[1]).toEqual([0.6, 0.3]);
    expect(draftOf(undone(pulled))).toEqual(draftOf(begun));
    expect(draftOf(redone(undone(pulled)))).toEqual(draftOf(pulled));
    const later = edited(pulled, { kind: "point", index: 1, to: point(0.7, 0.3), done: true });
    expect(draftOf(undone(later))).toEqual(draftOf(pulled));
  });

  it("counts no step where nothing changes, and keeps what could be done again", () => {
    const later = undone(step(begun, withNew(draftOf(begun), "table", "Two")));
    const corner = chosenOutline(begun)[0] ?? [0, 0];
    const drag = (...places: Point[]): Edit[] =>
      places.map((to, index) => ({
        kind: "point",
        index: 0,
        to,
        done: index === places.length - 1,
      }));
    const ends: readonly Editing[] = [
      drag(corner).reduce(edited, later),
      drag(point(0, 0), corner).reduce(edited, later),
      edited(later, { kind: "move", dx: 0, dy: 0, done: true }),
      nudged(later, 0, 0),
      step(later, withChosen(draftOf(later), { name: "One" })),
    ];
    for (const { history } of ends) expect(history).toEqual(later.history);
  });

  it("takes no point away that is needed, and counts no step for it", () => {
    const three = start(withNew({ zones: [], chosen: 0 }, "free", "One"));
    expect(edited(three, { kind: "remove", index: 0 }).history).toEqual(three.history);
  });

  it("moves a zone from where it was when the drag began", () => {
    const moves: Edit[] = [0.1, 0.2].map((dx) => ({ kind: "move", dx, dy: 0, done: dx === 0.2 }));
    expect(chosenOutline(moves.reduce(edited, begun))[0]).toEqual([0.45, 0.25]);
  });

  it("ends a drag that is cancelled as it began", () => {
    const dragged = edited(begun, { kind: "point", index: 0, to: point(0, 0), done: false });
    expect(draftOf(edited(dragged, { kind: "cancel" }))).toEqual(draftOf(begun));
    expect(edited(dragged, { kind: "cancel" }).history.future).toEqual([]);
    expect(edited(begun, { kind: "cancel" })).toBe(begun);
  });

  it("adds, nudges, removes and walks points without dragging", () => {
    const more = pointAdded(begun);
    expect([chosenOutline(more).length, more.current]).toEqual([5, 1]);
    expect(chosenOutline(nudged(more, 0.05, 0))[1]).toEqual([0.55, 0.25]);
    expect(chosenOutline(edited(more, { kind: "remove", index: 4 }))).toHaveLength(4);
    expect([1, 2, 3, 4].reduce(nextPoint, begun).current).toBe(0);
  });

  it("does nothing without a zone", () => {
    const empty = start({ zones: [], chosen: 0 });
    expect(pointAdded(empty)).toBe(empty);
    expect(nudged(empty, 1, 1)).toBe(empty);
    expect(nextPoint(empty).current).toBe(0);
    expect(edited(empty, { kind: "move", dx: 1, dy: 1, done: true })).toBe(empty);
    expect(undone(empty)).toEqual(empty);
    expect(redone(empty)).toEqual(empty);
    expect(step(empty, draftOf(empty)).history.past).toEqual([]);
  });

  it("is undone and done again whole, whatever was edited; every state is right or says what is wrong", () => {
    // A small generator of our own, so that a failure can be looked at again.
    let seed = 16;
    const random = (): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    const pick = (count: number): number => Math.floor(random() * count);
    const acts: ((editing: Editing) => Editing)[] = [
      (one) =>
        edited(one, {
          kind: "point",
          index: pick(8),
          to: point(random(), random()),
          done: random() < 0.5,
        }),
      (one) => edited(one, { kind: "move", dx: random() - 0.5, dy: random() - 0.5, done: true }),
      (one) =>
        edited(one, {
          kind: "insert",
          index: pick(8),
          at: point(random(), random()),
          pulled: random() < 0.5,
        }),
      (one) => edited(one, { kind: "remove", index: pick(8) }),
      (one) => edited(one, { kind: "cancel" }),
      (one) => step(one, withNew(draftOf(one), "table", `Zone ${pick(1000)}`)),
      (one) => choose(one, pick(draftOf(one).zones.length)),
      pointAdded,
      undone,
      redone,
    ];
    let editing = begun;
    for (let count = 0; count < 10_000; count++) {
      editing = (acts[pick(acts.length)] as (editing: Editing) => Editing)(editing);
      const draft = draftOf(editing);
      const places = draft.zones.flatMap(({ polygons }) => polygons.flat(2));
      expect(places.every((place) => place >= 0 && place <= 1)).toBe(true);
      expect(chosenOutline(editing).length).toBeLessThanOrEqual(MOST);
      expect(editing.current).toBeLessThan(Math.max(1, chosenOutline(editing).length));
      if (draft.zones.length > 8) editing = start({ zones: draft.zones.slice(0, 1), chosen: 0 });
    }
    const { past, future } = editing.history;
    const end = future.reduce(redone, editing);
    const back = past.concat(future).reduce(undone, end);
    const again = back.history.future.reduce(redone, back);
    expect(draftOf(again)).toEqual(draftOf(end));
    expect(back.history.past).toEqual([]);
  });
});
