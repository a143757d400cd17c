import { loadTexts, sayer } from "../home-assistant/texts.js";
import type { HomeAssistant } from "../home-assistant/types.js";

const FULL_UP_TO = 6;

interface Section {
  readonly title: string;
  readonly cameras: string[];
}

/** Return the guarded cameras by area; those without one come last. */
export function byArea(hass: HomeAssistant, elsewhere: string): Section[] {
  const sections = new Map<string, Section>();
  const cameras = Object.keys(hass.entities)
    .filter((id) => id.startsWith("camera.") && hass.entities[id]?.platform === "lens_cap")
    .filter((id) => hass.entities[id]?.hidden !== true)
    .sort();
  for (const id of cameras) {
    const entity = hass.entities[id];
    const area = entity?.area_id ?? hass.devices[entity?.device_id ?? ""]?.area_id ?? "";
    const title = hass.areas[area]?.name ?? elsewhere;
    const section = sections.get(title) ?? { title, cameras: [] };
    section.cameras.push(id);
    sections.set(title, section);
  }
  return [...sections.values()].sort(
    (a, b) => Number(a.title === elsewhere) - Number(b.title === elsewhere),
  );
}

/** A dashboard with everything, which keeps itself right: cameras by area, badges, and the way to the panel. */
export class DashboardStrategy extends HTMLElement {
  static readonly registryDependencies = ["entities", "devices", "areas"];
  static readonly noEditor = true;

  static async generate(_config: unknown, hass: HomeAssistant): Promise<unknown> {
    const say = sayer(await loadTexts(hass));
    const sections = byArea(hass, say("dashboard.elsewhere"));
    const count = sections.reduce((sum, { cameras }) => sum + cameras.length, 0);
    const layout = count > FULL_UP_TO ? "compact" : "full";
    const cards = (cameras: readonly string[]): unknown[] =>
      cameras.map((entity) => ({ type: "custom:lens-cap-card", entity, layout }));
    const none = {
      type: "grid",
      cards: [
        {
          type: "markdown",
          content: say("dashboard.none"),
        },
        link(say("dashboard.set_up"), "/config/integrations/integration/lens_cap"),
      ],
    };
    return {
      title: say("dashboard.title"),
      views: [
        {
          title: say("dashboard.cameras"),
          path: "cameras",
          icon: "mdi:cctv",
          type: "sections",
          max_columns: 4,
          badges: badges(hass),
          sections:
            count === 0
              ? [none]
              : [
                  ...sections.map(({ title, cameras }) => ({
                    type: "grid",
                    cards: [{ type: "heading", heading: title }, ...cards(cameras)],
                  })),
                  {
                    type: "grid",
                    cards: [link(say("dashboard.panel"), "/lens-cap")],
                  },
                ],
        },
      ],
    };
  }
}

/** Return the entity of the household that is something, where the viewer may know of it. */
const ownEntity = (hass: HomeAssistant, key: string): string | undefined =>
  Object.keys(hass.entities).find(
    (id) => hass.entities[id]?.platform === "lens_cap" && hass.entities[id].translation_key === key,
  );

/** How many are private, guests, and security problems while there are any. */
function badges(hass: HomeAssistant): unknown[] {
  const badge = (show: string): Record<string, unknown> => ({
    type: "custom:lens-cap-badge",
    show,
  });
  const findings = ownEntity(hass, "open_findings");
  const some = { condition: "numeric_state", entity: findings, above: 0 };
  return [
    badge("private"),
    ...(ownEntity(hass, "guests") === undefined ? [] : [badge("guests")]),
    ...(findings === undefined ? [] : [{ ...badge("security"), visibility: [some] }]),
  ];
}

/** A line that leads somewhere; a button without an entity shows its icon alone. */
const link = (heading: string, path: string): unknown => ({
  type: "heading",
  heading,
  icon: "mdi:eye-lock",
  tap_action: { action: "navigate", navigation_path: path },
});
