import type { Camera, Household, Message, You } from "./schema.js";

/**
 * What is known of the server. Only `running` says anything about cameras:
 * - `waiting`: nothing was heard yet
 * - `lost`: there is no connection, or what came could not be read
 * - `starting`, `not_running`: the server says so
 */
export type Status = "waiting" | "lost" | "starting" | "not_running" | "running";

export interface State {
  readonly status: Status;
  readonly you: You | null;
  readonly household: Household | null;
  readonly cameras: readonly Camera[];
  readonly ui: string | null;
  /** Cameras that this page asked to close: no picture of them until the server has told how they are. */
  readonly closing: ReadonlyMap<string, "asked" | "failed">;
}

export const NOTHING: State = {
  status: "waiting",
  you: null,
  household: null,
  cameras: [],
  ui: null,
  closing: new Map(),
};

/** Return the state after a message of the server. */
export function after(state: State, message: Message): State {
  if (message.kind === "all") {
    const { status, you, household, cameras, ui } = message;
    return { ...state, status, you, household, cameras, ui, closing: closed(state, cameras) };
  }
  if (state.status !== "running") return state;
  const changed = new Map(message.cameras.map((camera) => [camera.camera_id, camera]));
  const kept = state.cameras
    .filter((camera) => !message.removed.includes(camera.camera_id))
    .map((camera) => {
      const now = changed.get(camera.camera_id) ?? camera;
      changed.delete(camera.camera_id);
      return now;
    });
  return {
    ...state,
    cameras: [...kept, ...changed.values()],
    you: message.you === undefined ? state.you : message.you,
    household: message.household === undefined ? state.household : message.household,
    closing: closed(state, message.cameras),
  };
}

/**
 * Return the state without a connection: nothing of what was known counts any more. Who asked to close
 * and got no answer is told so, and sees no picture until it is closed.
 */
export const lost = (state: State): State => ({
  ...NOTHING,
  status: "lost",
  ui: state.ui,
  closing: new Map([...state.closing.keys()].map((id) => [id, "failed"])),
});

/** Return the state after this page asked to close a camera, or that failed, or nothing came of it. */
export function withClosing(
  state: State,
  cameraId: string,
  closing: "asked" | "failed" | undefined,
): State {
  const all = new Map(state.closing);
  if (closing === undefined) all.delete(cameraId);
  else all.set(cameraId, closing);
  return { ...state, closing: all };
}

function closed(state: State, told: readonly Camera[]): State["closing"] {
  const done = told.filter((camera) => camera.level === "private");
  if (!done.some((camera) => state.closing.has(camera.camera_id))) return state.closing;
  const left = new Map(state.closing);
  for (const camera of done) left.delete(camera.camera_id);
  return left;
}

/** Whether a picture of the camera may be in the page: the server said so, and nobody here closed it. */
export const maySee = (state: State, camera: Camera): boolean =>
  state.status === "running" && camera.level !== "private" && !state.closing.has(camera.camera_id);
