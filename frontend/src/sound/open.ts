import { showDialog } from "../home-assistant/dialog.js";
import type { HomeAssistant } from "../home-assistant/types.js";

/** Show the sheet that asks for a camera's sound, or answers who asks. */
export const openSoundSheet = (from: EventTarget, hass: HomeAssistant, cameraId: string): void =>
  showDialog(from, "lens-cap-sound-sheet", { hass, cameraId });
