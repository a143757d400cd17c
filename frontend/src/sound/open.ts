import type { HomeAssistant } from "../home-assistant/types.js";

/** Show the sheet that asks for sound, or answers who asks. */
export function openSoundSheet(_from: HTMLElement, _hass: HomeAssistant, _cameraId: string): void {}
