import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defineLate } from "../src/home-assistant/define.js";

class Registry {
  readonly elements = new Map<string, unknown>();
  get(tag: string): unknown {
    return this.elements.get(tag);
  }
  define(tag: string, element: unknown): void {
    if (this.elements.has(tag)) throw new Error(`${tag} is defined already`);
    this.elements.set(tag, element);
  }
}

const element = (): CustomElementConstructor => vi.fn();
const card = element();
const CARD = { "lens-cap-card": card };
let page: { customElements: Registry };

beforeEach(() => {
  vi.useFakeTimers();
  page = { customElements: new Registry() };
  vi.stubGlobal(
    "window",
    Object.assign(page, { setTimeout: (act: () => void, wait: number) => setTimeout(act, wait) }),
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("elements are defined", () => {
  it("in the registry that Home Assistant's start put in the place of the first one", async () => {
    const after = vi.fn();
    defineLate(CARD, after);
    await vi.advanceTimersByTimeAsync(1000);
    const first = page.customElements;
    expect(first.get("lens-cap-card")).toBeUndefined();
    page.customElements = new Registry();
    page.customElements.define("home-assistant", element());
    await vi.advanceTimersByTimeAsync(100);
    expect(page.customElements.get("lens-cap-card")).toBe(card);
    expect(first.get("lens-cap-card")).toBeUndefined();
    expect(after).toHaveBeenCalledOnce();
  });

  it.each(["home-assistant", "hc-main"])("at once where %s is there", (root) => {
    page.customElements.define(root, element());
    defineLate(CARD, () => undefined);
    expect(page.customElements.get("lens-cap-card")).toBe(card);
  });

  it("once, however often a page loads them", () => {
    page.customElements.define("home-assistant", element());
    defineLate(CARD, () => undefined);
    defineLate({ "lens-cap-card": element() }, () => undefined);
    expect(page.customElements.get("lens-cap-card")).toBe(card);
  });

  it("after ten seconds on a page that has nothing of Home Assistant's by then", async () => {
    defineLate(CARD, () => undefined);
    await vi.advanceTimersByTimeAsync(11_000);
    expect(page.customElements.get("lens-cap-card")).toBe(card);
  });
});
