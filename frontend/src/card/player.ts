import type { HomeAssistant } from "../home-assistant/types.js";

export interface Player extends HTMLElement {
  hass: HomeAssistant;
}

interface CardHelpers {
  createCardElement(config: Record<string, unknown>): Player;
}

declare global {
  interface Window {
    loadCardHelpers?: () => Promise<CardHelpers>;
  }
}

const NO_ACTION = { action: "none" };

/** Make Home Assistant's own picture card, which plays what the camera can do; undefined: none can be had. */
export async function makePlayer(
  hass: HomeAssistant,
  entityId: string,
): Promise<Player | undefined> {
  const helpers = await window.loadCardHelpers?.();
  const player = helpers?.createCardElement({
    type: "picture-entity",
    entity: entityId,
    camera_view: "live",
    show_name: false,
    show_state: false,
    tap_action: NO_ACTION,
    hold_action: NO_ACTION,
    double_tap_action: NO_ACTION,
  });
  if (player !== undefined) player.hass = hass;
  return player;
}
