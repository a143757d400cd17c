import { showDialog } from "../home-assistant/dialog.js";
import type { HomeAssistant } from "../home-assistant/types.js";

/** Show the editor of a camera's privacy zones. */
export const openZoneEditor = (from: EventTarget, hass: HomeAssistant, cameraId: string): void =>
  showDialog(from, "lens-cap-zone-editor", { hass, cameraId });
