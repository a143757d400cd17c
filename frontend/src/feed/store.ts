import { safeParse } from "valibot";
import type { Connection, Unsubscribe } from "../home-assistant/types.js";
import { message } from "./schema.js";
import { after, lost, NOTHING, withClosing, type State } from "./state.js";

/** At most so long after the server can answer again, a page that stayed open is right. */
const RETRY_MS = [1000, 2000, 4000];
const CLOSED_WITHIN_MS = 10_000;
const feeds = new WeakMap<Connection, Feed>();

type Listener = (state: State) => void;

/** One subscription for all elements of a page; it ends with the last of them. */
export class Feed {
  private state: State = NOTHING;
  private readonly listeners = new Set<Listener>();
  private attempt = 0;
  private turn = 0;
  private end: Unsubscribe | undefined;
  private timer: number | undefined;
  private readonly deadlines = new Map<string, number>();

  private constructor(private readonly connection: Connection) {}

  /** Return the feed of a connection, always the same. */
  static of(connection: Connection): Feed {
    const feed = feeds.get(connection) ?? new Feed(connection);
    feeds.set(connection, feed);
    return feed;
  }

  get now(): State {
    return this.state;
  }

  /** Tell `listener` the state now and at each change, until the returned function is called. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.begin();
    listener(this.state);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  }

  /**
   * Hide a camera at once and then ask the server to close it. What is hidden stays so until the
   * server says how the camera is; an answer that does not come is a failure.
   */
  close(cameraId: string, ask: () => Promise<unknown>): Promise<void> {
    this.set(withClosing(this.state, cameraId, "asked"));
    window.clearTimeout(this.deadlines.get(cameraId));
    const failed = (): void => {
      if (this.state.closing.get(cameraId) === "asked")
        this.set(withClosing(this.state, cameraId, "failed"));
    };
    this.deadlines.set(cameraId, window.setTimeout(failed, CLOSED_WITHIN_MS));
    return ask().then(
      () => undefined,
      (error: unknown) => {
        failed();
        throw error;
      },
    );
  }

  /** Show again what the server says of a camera that could not be closed. */
  forget(cameraId: string): void {
    this.set(withClosing(this.state, cameraId, undefined));
  }

  private begin(): void {
    this.connection.addEventListener("ready", this.ready);
    this.connection.addEventListener("disconnected", this.disconnected);
    this.subscribe();
  }

  private stop(): void {
    this.connection.removeEventListener("ready", this.ready);
    this.connection.removeEventListener("disconnected", this.disconnected);
    this.drop();
    this.state = { ...NOTHING, closing: this.state.closing };
  }

  private readonly ready = (): void => {
    this.attempt = 0;
    this.drop();
    this.subscribe();
  };

  private readonly disconnected = (): void => {
    this.end = undefined; // the server ended it
    this.drop();
    this.set(lost(this.state));
  };

  private drop(): void {
    this.turn += 1;
    window.clearTimeout(this.timer);
    const { end } = this;
    this.end = undefined;
    if (end !== undefined) void Promise.resolve(end()).catch(() => undefined);
  }

  private subscribe(): void {
    const turn = ++this.turn;
    this.connection
      .subscribeMessage(
        (received) => turn === this.turn && this.hear(received),
        { type: "lens_cap/subscribe" },
        { resubscribe: false },
      )
      .then(
        (end) => {
          if (turn === this.turn) this.end = end;
          else void Promise.resolve(end()).catch(() => undefined);
        },
        () => turn === this.turn && this.later(),
      );
  }

  private hear(received: unknown): void {
    const read = safeParse(message, received);
    if (read.success) {
      this.attempt = 0;
      this.set(after(this.state, read.output));
    } else {
      this.drop();
      this.later();
    }
  }

  private later(): void {
    this.set(lost(this.state));
    const wait = RETRY_MS[Math.min(this.attempt++, RETRY_MS.length - 1)];
    this.timer = window.setTimeout(() => this.subscribe(), wait);
  }

  private set(state: State): void {
    if (state === this.state) return;
    this.state = state;
    for (const listener of [...this.listeners]) listener(state);
  }
}
