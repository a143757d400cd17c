// Whoever uses keys stands somewhere. Where what they stood on goes, they stand on what came in its place, or on
// what was before it.

const FOCUSABLE = "button, a[href], input, select, textarea, summary, [tabindex='0']";

const MOST_FRAMES = 30;

const able = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(":disabled") && element.getClientRects().length > 0;

/** Return what can have the focus, in the order of the page, in shadow trees too. */
function focusable(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("*")].flatMap((element) => [
    ...(element.matches(FOCUSABLE) ? [element] : []),
    ...(element.shadowRoot === null ? [] : focusable(element.shadowRoot)),
  ]);
}

function focused(root: DocumentOrShadowRoot): Element | null {
  let { activeElement } = root;
  while (activeElement?.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
  return activeElement;
}

/** Return what, once a tree was drawn anew, gives back the focus that it had. */
export function holdFocus(root: ShadowRoot): () => void {
  const held = focused(root);
  if (held === null) return () => undefined;
  const before = focusable(root);
  const known = new Set(before);
  const look = (frames: number): void => {
    const now = focused(document);
    if (now !== null && now !== document.body && able(now as HTMLElement)) return;
    const left = focusable(root).filter(able);
    const place = before.slice(0, before.indexOf(held as HTMLElement)).reverse();
    const next = left.find((one) => !known.has(one)) ?? place.find(able) ?? left[0];
    if (next !== undefined) next.focus();
    else if (frames > 0) requestAnimationFrame(() => look(frames - 1));
  };
  // What is within is drawn later, mostly in the same frame.
  return () => requestAnimationFrame(() => look(MOST_FRAMES));
}
