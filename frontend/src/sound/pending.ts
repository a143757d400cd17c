import * as v from "valibot";
import type { HomeAssistant } from "../home-assistant/types.js";
import { lengthAsked } from "./length.js";
import type { Wish } from "./wishes.js";

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
const no = v.object({ denied: v.boolean() });

export type SoundRequest = v.InferOutput<typeof request>;

/** Return the request for a camera's sound that the viewer may answer, with a proof that counts once. */
export async function pendingOf(
  hass: HomeAssistant,
  cameraId: string,
): Promise<SoundRequest | undefined> {
  const answered = await hass.callWS({ type: "lens_cap/audio/pending" });
  return v.parse(answer, answered).requests.find((one) => one.camera_id === cameraId);
}

/** Ask for a camera's sound. */
export async function requestSound(
  hass: HomeAssistant,
  entityId: string | null | undefined,
  { length, purpose }: Wish,
): Promise<void> {
  const about = purpose.trim();
  const data = { ...lengthAsked(length), ...(about === "" ? {} : { purpose: about }) };
  await hass.callService("lens_cap", "request_audio", data, { entity_id: entityId }, false, true);
}

/** Say no to whatever asks for a camera's sound. Return whether anything did. */
export async function denySound(hass: HomeAssistant, cameraId: string): Promise<boolean> {
  const answered = await hass.callWS({ type: "lens_cap/audio/deny", camera_id: cameraId });
  return v.parse(no, answered).denied;
}
