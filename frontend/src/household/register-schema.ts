import * as v from "valibot";

const maybe = v.nullable(v.string());

const person = v.object({
  consent_id: v.string(),
  who: v.string(),
  scope: v.string(),
  given_on: maybe,
  way: v.string(),
  purpose: v.string(),
  withdrawn_at: maybe,
  revision: v.string(),
});

const camera = v.object({
  camera_id: v.string(),
  camera: v.string(),
  purpose: v.string(),
  sees: v.array(v.string()),
  recording: v.string(),
  recording_days: v.nullable(v.number()),
  recognition: v.string(),
  notice_shown: v.boolean(),
  people_informed: v.boolean(),
  told_how: v.string(),
  consents: v.array(v.object({ scope: v.string(), given: v.number(), withdrawn: v.number() })),
  people: v.optional(v.array(person)),
  revision: v.optional(v.string()),
});

const options = v.object({
  sees: v.array(v.string()),
  recording: v.array(v.string()),
  recognition: v.array(v.string()),
  scopes: v.array(v.string()),
});

const list = v.object({
  responsible: v.string(),
  cameras: v.array(camera),
  options: v.nullable(options),
});

export type Person = v.InferOutput<typeof person>;
export type Entry = v.InferOutput<typeof camera>;
export type Options = v.InferOutput<typeof options>;
export type Register = v.InferOutput<typeof list>;

export const readRegister = (answer: unknown): Register => v.parse(list, answer);
