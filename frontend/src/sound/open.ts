import type { HomeAssistant } from "../home-assistant/types.js";

/** Show the sheet that asks for a camera's sound, or answers who asks. */
export function openSoundSheet(hass: HomeAssistant, cameraId: string): void {
  const sheet = document.createElement("lens-cap-sound-sheet") as HTMLElement & {
    cameraId: string;
    hass: HomeAssistant;
  };
  sheet.cameraId = cameraId;
  sheet.hass = hass;
  document.body.append(sheet);
}
