// What the server sends by `lens_cap/subscribe`. Fields may grow; a level that is not known is private.
import * as v from "valibot";

const text = v.string();
const maybe = v.nullable(text);
const flag = v.boolean();
const count = v.number();

const by = v.object({ kind: text, name: v.optional(text) });
const severities = v.object({ open: count, worst: maybe });

const rule = v.object({
  rule_id: maybe,
  name: maybe,
  leave_delay_minutes: v.optional(v.nullable(count), null),
});

const hold = v.object({
  until: maybe,
  until_everyone_leaves: flag,
  by: v.nullable(by),
});

const sound = v.object({
  state: v.fallback(v.picklist(["off", "asked", "on"]), "off"),
  until: maybe,
  by: v.nullable(by),
  purpose: maybe,
  refusal: maybe,
  asked: v.nullable(
    v.object({
      request_id: text,
      by: v.nullable(by),
      expires_at: text,
      mine: flag,
      may_answer: flag,
      length: text,
      seconds: count,
      heard: v.array(text),
      untold: v.array(text),
      needed_for: text,
      switches_on_microphone: flag,
    }),
  ),
});

export const camera = v.object({
  camera_id: text,
  entity_id: maybe,
  device_id: maybe,
  area_id: maybe,
  name: text,
  placement: text,
  level: v.fallback(v.picklist(["open", "masked", "private"]), "private"),
  reason: text,
  rule: v.nullable(rule),
  until: maybe,
  hold: v.nullable(hold),
  lift: v.nullable(v.object({ until: text, by: v.nullable(by) })),
  asked: v.nullable(v.object({ request_id: text, expires_at: text })),
  zones: v.array(v.object({ zone_id: text, name: text, covered: flag, entity_id: maybe })),
  recording_off: v.optional(flag, false),
  recognition_off: v.optional(flag, false),
  viewers: count,
  viewer_kind: maybe,
  problem: maybe,
  live: text,
  sound,
  findings: severities,
  way_out: v.fallback(
    v.picklist(["end_privacy", "open_for_a_while", "guests_left", "none"]),
    "none",
  ),
  stays_by: maybe,
  may_close: flag,
  may_ask_sound: flag,
  entities: v.object({ privacy_mode: maybe, audio_recording: maybe }),
});

const person = v.object({
  entity_id: text,
  name: text,
  where: v.fallback(v.picklist(["home", "away", "unknown"]), "unknown"),
});

const household = v.object({
  entry_id: text,
  starting: flag,
  not_saved: flag,
  all_private: flag,
  all_private_by: v.nullable(by),
  // Null for whoever may not read that.
  guests: v.nullable(
    v.object({
      present: v.fallback(v.picklist(["no", "maybe", "yes"]), "maybe"),
      until: maybe,
    }),
  ),
  open_minutes: count,
  open_minutes_most: count,
  confirm_lifts: flag,
  pin_set: flag,
  time_zone: text,
  findings: v.nullable(severities),
  entities: v.object({ all_private: maybe, guests: maybe }),
  people: v.nullable(v.array(person)),
});

const you = v.object({
  role: v.fallback(v.picklist(["administrator", "resident", "other"]), "other"),
  signed_in: flag,
  may_open: flag,
  may_say_guests: flag,
  may_close_all: flag,
  may_change_rules: flag,
});

export const message = v.variant("kind", [
  v.object({
    kind: v.literal("all"),
    protocol: count,
    ui: maybe,
    status: v.fallback(v.picklist(["running", "starting", "not_running"]), "not_running"),
    you: v.nullable(you),
    household: v.nullable(household),
    cameras: v.array(camera),
  }),
  v.object({
    kind: v.literal("changed"),
    cameras: v.array(camera),
    removed: v.array(text),
    you: v.optional(v.nullable(you)),
    household: v.optional(v.nullable(household)),
  }),
]);

export type By = v.InferOutput<typeof by>;
export type Camera = v.InferOutput<typeof camera>;
export type Household = v.InferOutput<typeof household>;
export type You = v.InferOutput<typeof you>;
export type Person = v.InferOutput<typeof person>;
export type Message = v.InferOutput<typeof message>;
