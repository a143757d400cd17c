// The few events by which pages ask Home Assistant's frontend for something.

export function fire(from: EventTarget, type: string, detail?: unknown): void {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

/** Open the stock dialog of an entity. */
export const showMoreInfo = (from: EventTarget, entityId: string): void =>
  fire(from, "hass-more-info", { entityId });

/** Open or close the side bar, where there is no room for it. */
export const toggleMenu = (from: EventTarget): void => fire(from, "hass-toggle-menu");

/** Tell phones to tick. */
export const haptic = (from: EventTarget, kind: "success" | "failure" | "selection"): void =>
  fire(from, "haptic", kind);

/** Go to a page of Home Assistant. */
export function navigate(path: string, replace = false): void {
  if (replace) history.replaceState(null, "", path);
  else history.pushState(null, "", path);
  window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace } }));
}
