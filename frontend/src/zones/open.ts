import type { HomeAssistant } from "../home-assistant/types.js";

export function openZoneEditor(_from: HTMLElement, _hass: HomeAssistant, _cameraId: string): void {}
