// What editing does to drafts: each whole act is one step that can be undone. Pure.
import { outline, withOutline, type Draft } from "./draft.js";
import {
  insertPoint,
  middle,
  movePoint,
  movePolygon,
  point,
  removePoint,
  type Point,
  type Polygon,
} from "./geometry.js";
import { amend, begin, change, redo, undo, type History } from "./history.js";

/** What the surface tells; `done` ends a step, and a point that was pulled out of an edge is one with its drag. */
export type Edit =
  | { readonly kind: "choose"; readonly zone: number }
  | {
      readonly kind: "point";
      readonly index: number;
      readonly to: Point;
      readonly done: boolean;
      readonly pulled?: boolean;
    }
  | { readonly kind: "move"; readonly dx: number; readonly dy: number; readonly done: boolean }
  | {
      readonly kind: "insert";
      readonly index: number;
      readonly at: Point;
      readonly pulled?: boolean;
    }
  | { readonly kind: "remove"; readonly index: number }
  | { readonly kind: "cancel" };

export interface Editing {
  readonly history: History<Draft>;
  /** The chosen point. */
  readonly current: number;
  /** What was at the beginning of a drag. */
  readonly begun?: History<Draft> | undefined;
}

export const start = (draft: Draft): Editing => ({ history: begin(draft), current: 0 });

export const draftOf = ({ history }: Editing): Draft => history.now;

export const chosenOutline = (editing: Editing): Polygon => {
  const { zones, chosen } = editing.history.now;
  const zone = zones[chosen];
  return zone === undefined ? [] : outline(zone);
};

const settle = (editing: Editing, history: History<Draft>): Editing => {
  const settled = { history, current: editing.current };
  const points = chosenOutline(settled).length;
  return { ...settled, current: Math.max(0, Math.min(editing.current, points - 1)) };
};

/** Return the editing with a new draft as one step. */
export const step = (editing: Editing, draft: Draft): Editing =>
  settle(editing, change(editing.history, draft));

export const undone = (editing: Editing): Editing => settle(editing, undo(editing.history));

export const redone = (editing: Editing): Editing => settle(editing, redo(editing.history));

/** Return the editing with another zone chosen; that is no step. */
export const choose = (editing: Editing, chosen: number): Editing => ({
  history: amend(editing.history, { ...editing.history.now, chosen }),
  current: 0,
});

/** Return the editing after what the surface told. */
export function edited(editing: Editing, edit: Edit): Editing {
  const polygon = chosenOutline(editing);
  switch (edit.kind) {
    case "choose":
      return choose(editing, edit.zone);
    case "point":
      // A drag is counted from its beginning, where a point that was pulled out of an edge was not yet.
      return drag(
        editing,
        (from) =>
          edit.pulled === true
            ? insertPoint(from, edit.index - 1, edit.to)
            : movePoint(from, edit.index, edit.to),
        edit.done,
      );
    case "move":
      return drag(editing, (from) => movePolygon(from, edit.dx, edit.dy), edit.done);
    case "insert": {
      const more = step(
        editing,
        withOutline(draftOf(editing), insertPoint(polygon, edit.index, edit.at)),
      );
      // The drag of a pulled point begins before there is that point, so that it is taken back with the drag.
      return edit.pulled === true && more.history !== editing.history
        ? { ...more, begun: editing.history }
        : more;
    }
    case "remove": {
      const history = change(
        editing.history,
        withOutline(draftOf(editing), removePoint(polygon, edit.index)),
      );
      return settle(editing, history);
    }
    case "cancel":
      return editing.begun === undefined ? editing : settle(editing, editing.begun);
  }
}

/** Return whether all that came between is a step of a drag: zones and points stay as many. */
export const dragged = (before: Editing | undefined, now: Editing): boolean =>
  before?.begun !== undefined && before.begun === now.begun;

/** One drag is one step, counted from the outline at its beginning; none where it ends as it began. */
function drag(editing: Editing, move: (from: Polygon) => Polygon, done: boolean): Editing {
  const begun = editing.begun ?? editing.history;
  const from = begun.now;
  const zone = from.zones[from.chosen];
  if (zone === undefined) return editing;
  return {
    history: change(begun, withOutline(from, move(outline(zone)))),
    current: editing.current,
    begun: done ? undefined : begun,
  };
}

/** Return the editing with a point more after the chosen one, which is chosen then. */
export function pointAdded(editing: Editing): Editing {
  const polygon = chosenOutline(editing);
  if (polygon.length === 0) return editing;
  const { current } = editing;
  const more = edited(editing, { kind: "insert", index: current, at: middle(polygon, current) });
  return { ...more, current: Math.min(current + 1, chosenOutline(more).length - 1) };
}

/** Return the editing with the chosen point a little elsewhere. */
export function nudged(editing: Editing, dx: number, dy: number): Editing {
  const at = chosenOutline(editing)[editing.current];
  if (at === undefined) return editing;
  const to = point(at[0] + dx, at[1] + dy);
  return edited(editing, { kind: "point", index: editing.current, to, done: true });
}

export const nextPoint = (editing: Editing): Editing => ({
  ...editing,
  current: (editing.current + 1) % Math.max(1, chosenOutline(editing).length),
});
