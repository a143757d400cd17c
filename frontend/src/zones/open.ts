import type { HomeAssistant } from "../home-assistant/types.js";

/** Show the editor of a camera's privacy zones. */
export function openZoneEditor(hass: HomeAssistant, cameraId: string): void {
  const editor = document.createElement("lens-cap-zone-editor") as HTMLElement & {
    cameraId: string;
    hass: HomeAssistant;
  };
  editor.cameraId = cameraId;
  editor.hass = hass;
  document.body.append(editor);
}
