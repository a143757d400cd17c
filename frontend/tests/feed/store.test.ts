import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "../../src/home-assistant/types.js";
import { maySee, type State } from "../../src/feed/state.js";
import { Feed } from "../../src/feed/store.js";
import { all, camera, household, you } from "../examples.js";

/** A connection of which the test is the server. */
class Line implements Connection {
  connected = true;
  refuses = false;
  ended = 0;
  readonly heard: ((message: unknown) => void)[] = [];
  private readonly listeners = {
    ready: new Set<() => void>(),
    disconnected: new Set<() => void>(),
  };

  subscribeMessage(listener: (message: unknown) => void): Promise<() => void> {
    this.heard.push(listener);
    return this.refuses
      ? Promise.reject(new Error("unknown command"))
      : Promise.resolve(() => {
          this.ended += 1;
        });
  }

  addEventListener(type: "ready" | "disconnected", listener: () => void): void {
    this.listeners[type].add(listener);
  }

  removeEventListener(type: "ready" | "disconnected", listener: () => void): void {
    this.listeners[type].delete(listener);
  }

  fire(type: "ready" | "disconnected"): void {
    for (const listener of [...this.listeners[type]]) listener();
  }

  say(message: unknown): void {
    this.heard.at(-1)?.(message);
  }

  get listened(): number {
    return this.listeners.ready.size + this.listeners.disconnected.size;
  }
}

const open = camera({ level: "open" });

function watch(): { line: Line; states: State[]; leave: () => void; feed: Feed } {
  const line = new Line();
  const feed = Feed.of(line);
  const states: State[] = [];
  const leave = feed.listen((state) => states.push(state));
  return { line, states, leave, feed };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", globalThis);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("one feed", () => {
  it("serves all elements by one subscription, and ends with the last of them", async () => {
    const { line, leave, feed } = watch();
    const leaveToo = feed.listen(() => undefined);
    expect(Feed.of(line)).toBe(feed);
    await vi.advanceTimersByTimeAsync(0);
    leave();
    expect(line.ended).toBe(0);
    leaveToo();
    expect(line.heard).toHaveLength(1);
    expect(line.ended).toBe(1);
    expect(line.listened).toBe(0);
    expect(feed.now.status).toBe("waiting");
  });

  it("ends a subscription that came to be only after the last element had gone", async () => {
    const { line, leave } = watch();
    leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(line.ended).toBe(1);
  });

  it("hears of what changed, comes and goes", () => {
    const { line, feed } = watch();
    line.say(all([open, camera({ camera_id: "hall" })]));
    const told = {
      kind: "changed",
      cameras: [camera(), camera({ camera_id: "new" })],
      removed: ["hall"],
    };
    line.say(told);
    expect(feed.now.cameras.map(({ camera_id, level }) => [camera_id, level])).toEqual([
      ["sofa", "private"],
      ["new", "private"],
    ]);
    line.say({ ...told, cameras: [], removed: [], you: you({ role: "other" }), household: null });
    expect(feed.now.you?.role).toBe("other");
    expect(feed.now.household).toBeNull();
    line.say({ ...told, household: household({ all_private: true }) });
    expect(feed.now.household?.all_private).toBe(true);
  });

  it("takes a level, a status and a role of a later version for the least", () => {
    const { line, feed } = watch();
    line.say(all([{ ...open, level: "ajar" as never }], { you: { ...you(), role: "owner" } }));
    expect(feed.now.cameras[0]?.level).toBe("private");
    expect(feed.now.you?.role).toBe("other");
    line.say(all([], { status: "sleeping" }));
    expect(feed.now.status).toBe("not_running");
    line.say({ kind: "changed", cameras: [open], removed: [] });
    expect(feed.now.cameras).toEqual([]);
  });
});

describe("what is not known shows no picture", () => {
  it("forgets everything when the connection is lost, and asks anew when it is back", () => {
    const { line, feed } = watch();
    line.say(all([open]));
    expect(maySee(feed.now, open)).toBe(true);
    line.fire("disconnected");
    expect(feed.now).toMatchObject({ status: "lost", cameras: [] });
    expect(maySee(feed.now, open)).toBe(false);
    line.fire("ready");
    expect(line.heard).toHaveLength(2);
    line.heard[0]?.(all([open]));
    expect(feed.now.status).toBe("lost");
    line.say(all([open]));
    expect(feed.now.status).toBe("running");
  });

  it("asks again, more seldom and at least every four seconds, where the server refuses or sends what cannot be read", async () => {
    const { line, feed } = watch();
    line.refuses = true;
    line.say({ kind: "of a later version" });
    expect(feed.now.status).toBe("lost");
    await vi.advanceTimersByTimeAsync(1000);
    expect(line.heard).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1999);
    expect(line.heard).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1 + 4000 + 4000 + 4000);
    expect(line.heard).toHaveLength(6);
    line.refuses = false;
    await vi.advanceTimersByTimeAsync(4000);
    line.say(all([open]));
    expect(feed.now.status).toBe("running");
  });

  it("does not ask again for elements that have gone", async () => {
    const { line, leave } = watch();
    line.refuses = true;
    leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(line.heard).toHaveLength(1);
  });
});

describe("closing is shown at once, opening when the server says so", () => {
  const never = (): Promise<unknown> => new Promise(() => undefined);

  it("hides before the answer, and until the server says how the camera is", async () => {
    const { line, feed } = watch();
    line.say(all([open]));
    await feed.close("sofa", () => Promise.resolve());
    expect(maySee(feed.now, open)).toBe(false);
    line.say({ kind: "changed", cameras: [camera({ level: "open", viewers: 1 })], removed: [] });
    expect(maySee(feed.now, open)).toBe(false);
    line.say({ kind: "changed", cameras: [camera()], removed: [] });
    expect(feed.now.closing.size).toBe(0);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(feed.now.closing.size).toBe(0);
  });

  it("says that it failed, at an error and without an answer", async () => {
    const { line, feed } = watch();
    line.say(all([open, camera({ camera_id: "hall", level: "open" })]));
    void feed.close("sofa", never);
    const refused = feed.close("hall", () => Promise.reject(new Error("refused")));
    await expect(refused).rejects.toThrow("refused");
    expect(feed.now.closing.get("hall")).toBe("failed");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(feed.now.closing.get("sofa")).toBe("failed");
    feed.forget("sofa");
    expect(maySee(feed.now, open)).toBe(true);
  });

  it("stays hidden over a lost connection, which tells no answer", () => {
    const { line, feed } = watch();
    line.say(all([open]));
    void feed.close("sofa", never);
    line.fire("disconnected");
    line.fire("ready");
    line.say(all([open]));
    expect(feed.now.closing.get("sofa")).toBe("failed");
    expect(maySee(feed.now, open)).toBe(false);
  });

  it("tells listeners nothing where nothing changed", () => {
    const { line, states } = watch();
    line.say(all([open], { status: "starting" }));
    const told = states.length;
    line.say({ kind: "changed", cameras: [], removed: [] });
    expect(states).toHaveLength(told);
  });
});
