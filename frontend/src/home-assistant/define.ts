// Home Assistant's own start replaces `window.customElements`: what was defined before is lost. So
// elements are defined once its app is there; where it is there already, in the same turn.

const ROOTS = ["home-assistant", "hc-main"];
const WAIT_MS = 50;
const LONGEST_MS = 10_000;

const started = (): boolean => ROOTS.some((tag) => window.customElements.get(tag) !== undefined);

/** Define what is missing, as soon as Home Assistant is there, and then call `after`. */
export function defineLate(
  elements: Record<string, CustomElementConstructor>,
  after: () => void,
): void {
  const define = (): void => {
    for (const [tag, element] of Object.entries(elements)) {
      if (window.customElements.get(tag) === undefined) window.customElements.define(tag, element);
    }
    after();
  };
  if (started()) {
    define();
    return;
  }
  const end = Date.now() + LONGEST_MS;
  const look = (): void => {
    if (started() || Date.now() > end) define();
    else window.setTimeout(look, WAIT_MS);
  };
  window.setTimeout(look, WAIT_MS);
}
