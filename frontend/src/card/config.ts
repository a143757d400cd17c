export interface CardConfig {
  readonly type: string;
  readonly entity: string;
  readonly name?: string;
  readonly picture: "still" | "live" | "none";
  readonly layout: "full" | "compact";
}

const PICTURES = ["still", "live", "none"] as const;
const LAYOUTS = ["full", "compact"] as const;

/**
 * Return a card's settings, complete.
 * @throws Error where they are wrong; Home Assistant shows it in place of the card.
 */
export function readConfig(given: unknown): CardConfig {
  const config = (given ?? {}) as Record<string, unknown>;
  const { entity, name, picture = "still", layout = "full", type = "" } = config;
  if (typeof entity !== "string" || !entity.startsWith("camera."))
    throw new Error("entity: camera.…");
  if (!PICTURES.some((one) => one === picture)) throw new Error(`picture: ${PICTURES.join(", ")}`);
  if (!LAYOUTS.some((one) => one === layout)) throw new Error(`layout: ${LAYOUTS.join(", ")}`);
  return {
    type: String(type),
    entity,
    picture: picture as CardConfig["picture"],
    layout: layout as CardConfig["layout"],
    ...(typeof name === "string" && name !== "" ? { name } : {}),
  };
}

/** What Home Assistant's own editor offers. */
export const FORM = {
  schema: [
    {
      name: "entity",
      required: true,
      selector: { entity: { filter: { integration: "lens_cap", domain: "camera" } } },
    },
    { name: "name", selector: { text: {} } },
    {
      name: "picture",
      selector: { select: { mode: "dropdown", options: [...PICTURES] } },
    },
    { name: "layout", selector: { select: { mode: "dropdown", options: [...LAYOUTS] } } },
  ],
  assertConfig: readConfig,
};
