import * as v from "valibot";

const fields = v.record(v.string(), v.unknown());
export type Fields = v.InferOutput<typeof fields>;

const named = v.object({ entity_id: v.string(), name: v.string() });

const options = v.object({
  cameras: v.array(v.object({ camera_id: v.string(), name: v.string() })),
  persons: v.array(named),
  alarms: v.array(
    v.object({ entity_id: v.string(), name: v.string(), states: v.array(v.string()) }),
  ),
  zones: v.array(v.object({ zone_id: v.string(), name: v.string(), camera_id: v.string() })),
  presences: v.array(v.string()),
  leave_delay_minutes: v.number(),
  leave_delay_minutes_most: v.number(),
});

const rule = v.object({
  rule_id: v.string(),
  name: v.string(),
  on: v.boolean(),
  applies: v.boolean(),
  entity_id: v.nullable(v.string()),
  sentence: v.string(),
  revision: v.string(),
  fields: v.nullable(fields),
});

const list = v.object({
  rules: v.array(rule),
  ready_made: v.optional(
    v.nullable(v.array(v.object({ template: v.string(), names: v.array(v.string()) }))),
  ),
  options: v.nullable(options),
});

const spans = v.array(
  v.object({
    from: v.string(),
    to: v.string(),
    level: v.string(),
    certain: v.boolean(),
    depends_on: v.array(v.string()),
    recording_off: v.optional(v.boolean(), false),
    recognition_off: v.optional(v.boolean(), false),
  }),
);

const preview = v.object({
  errors: v.record(v.string(), v.string()),
  sentence: v.optional(v.nullable(v.string())),
  today: v.nullable(v.object({ cameras: v.array(v.object({ name: v.string(), spans })) })),
});

export type Rule = v.InferOutput<typeof rule>;
export type Options = v.InferOutput<typeof options>;
export type Rules = v.InferOutput<typeof list>;
export type RulePreview = v.InferOutput<typeof preview>;

export const readRules = (answer: unknown): Rules => v.parse(list, answer);
export const readPreview = (answer: unknown): RulePreview => v.parse(preview, answer);

/** Return what of a field are texts. */
export const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

/** Return a field's text, or an empty one. */
export const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Return what somebody typed, as it is stored; undefined where that is nothing. */
export function typed(type: "text" | "time" | "number", value: string): unknown {
  if (value === "") return undefined;
  if (type === "number") return Number(value);
  return type === "time" && value.length === 5 ? `${value}:00` : value;
}
