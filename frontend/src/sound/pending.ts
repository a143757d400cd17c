import * as v from "valibot";
import type { HomeAssistant } from "../home-assistant/types.js";

const request = v.object({
  request_id: v.string(),
  camera_id: v.string(),
  asked_by_me: v.boolean(),
  asked_by_automation: v.boolean(),
  length: v.string(),
  seconds: v.number(),
  purpose: v.nullable(v.string()),
  needed_for: v.string(),
  expires_at: v.string(),
  heard: v.array(v.string()),
  untold: v.array(v.string()),
  switches_on_microphone: v.optional(v.boolean(), false),
  proof: v.string(),
});

const answer = v.object({ requests: v.array(request) });

export type SoundRequest = v.InferOutput<typeof request>;

/** Return the request for a camera's sound that the viewer may answer, with a proof that counts once. */
export async function pendingOf(
  hass: HomeAssistant,
  cameraId: string,
): Promise<SoundRequest | undefined> {
  const answered = await hass.callWS({ type: "lens_cap/audio/pending" });
  return v.parse(answer, answered).requests.find((one) => one.camera_id === cameraId);
}
