// Writing goes through the actions that everybody uses, with the viewer's own rights.
import type { HomeAssistant } from "./types.js";

const call = (
  hass: HomeAssistant,
  action: string,
  entityId: string | undefined,
  data: Record<string, unknown> = {},
): Promise<unknown> =>
  hass.callService(
    "lens_cap",
    action,
    data,
    entityId === undefined ? undefined : { entity_id: entityId },
    false,
  );

export type ClosingEnd =
  | { readonly duration: { readonly hours: number } }
  | { readonly until_time: string }
  | { readonly until_everyone_leaves: true }
  | Record<string, never>;

/** Make a camera private, until somebody ends it or for as long as `end` says. */
export const makePrivate = (
  hass: HomeAssistant,
  entityId: string,
  end: ClosingEnd = {},
): Promise<unknown> => call(hass, "set_privacy", entityId, { level: "private", ...end });

/** End the privacy that was asked for by hand. */
export const followRules = (hass: HomeAssistant, entityId: string): Promise<unknown> =>
  call(hass, "follow_rules", entityId);

/** Open a camera for a while although a rule closes it. */
export const openForAWhile = (
  hass: HomeAssistant,
  entityId: string,
  minutes?: number,
): Promise<unknown> =>
  call(hass, "lift_privacy", entityId, minutes === undefined ? {} : { duration: { minutes } });

/** Say that somebody, or else the viewer, does not agree any more: to being seen, heard or recognised. */
export const withdrawConsent = (
  hass: HomeAssistant,
  entityId: string,
  what: string,
  who?: string,
): Promise<unknown> =>
  call(hass, "withdraw_consent", entityId, { what, ...(who === undefined ? {} : { who }) });

/** Say whether guests are there. */
export const setGuests = (
  hass: HomeAssistant,
  present: boolean,
  end: { readonly duration: { readonly hours: number } } | { readonly until: string } | object = {},
): Promise<unknown> => call(hass, "set_guests", undefined, { present, ...end });

/** Turn a switch of ours on or off. */
export const turn = (hass: HomeAssistant, entityId: string, on: boolean): Promise<unknown> =>
  hass.callService("switch", on ? "turn_on" : "turn_off", {}, { entity_id: entityId }, false);
