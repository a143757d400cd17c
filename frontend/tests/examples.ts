// Messages of the server, as short as a test can have them; the real ones lie in `fixtures/`.
import type { Camera, Household, You } from "../src/feed/schema.js";
import { NOTHING, type State } from "../src/feed/state.js";
import { moments } from "../src/words/moment.js";

export const NOW = Date.parse("2026-11-29T17:00:00Z");

export const at = moments({ language: "en", time_format: "24" }, "Europe/Berlin", () => NOW);

export const camera = (change: Partial<Camera> = {}): Camera => ({
  camera_id: "sofa",
  entity_id: "camera.sofa",
  device_id: null,
  area_id: null,
  name: "Sofa",
  placement: "living_area",
  level: "private",
  reason: "someone_home",
  rule: null,
  until: null,
  hold: null,
  lift: null,
  asked: null,
  zones: [],
  recording_off: false,
  recognition_off: false,
  viewers: 0,
  viewer_kind: null,
  problem: null,
  live: "available",
  sound: { state: "off", until: null, by: null, purpose: null, refusal: null, asked: null },
  findings: { open: 0, worst: null },
  way_out: "open_for_a_while",
  stays_by: null,
  may_close: true,
  may_ask_sound: true,
  entities: { privacy_mode: "switch.sofa_privacy_mode", audio_recording: "switch.sofa_sound" },
  ...change,
});

export const household = (change: Partial<Household> = {}): Household => ({
  entry_id: "entry",
  starting: false,
  not_saved: false,
  all_private: false,
  all_private_by: null,
  guests: { present: "no", until: null },
  open_minutes: 15,
  open_minutes_most: 1440,
  confirm_lifts: false,
  pin_set: false,
  time_zone: "Europe/Berlin",
  findings: { open: 0, worst: null },
  entities: { all_private: "switch.all", guests: "switch.guests" },
  people: null,
  ...change,
});

export const you = (change: Partial<You> = {}): You => ({
  role: "resident",
  signed_in: true,
  may_open: true,
  may_say_guests: true,
  may_close_all: true,
  may_change_rules: false,
  ...change,
});

export const running = (cameras: Camera[], change: Partial<State> = {}): State => ({
  ...NOTHING,
  status: "running",
  you: you(),
  household: household(),
  cameras,
  ...change,
});

export const all = (cameras: Camera[], change: Record<string, unknown> = {}): unknown => ({
  kind: "all",
  protocol: 1,
  ui: null,
  status: "running",
  you: you(),
  household: household(),
  cameras,
  ...change,
});
