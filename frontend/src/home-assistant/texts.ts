// Our texts, from the integration's translations; the server gives English where a language lacks one.
import type { HomeAssistant, Localize } from "./types.js";

const PREFIX = "component.lens_cap.";
const loaded = new WeakMap<object, Map<string, Promise<Localize>>>();

/**
 * Load the texts of the viewer's language, once for each connection and language. Return what knows them:
 * the `localize` of an object that Home Assistant gave before does not.
 */
export async function loadTexts(hass: HomeAssistant): Promise<Localize> {
  const languages = loaded.get(hass.connection) ?? new Map<string, Promise<Localize>>();
  loaded.set(hass.connection, languages);
  // Home Assistant keeps the texts of one language only: those of another are gone once it is left.
  if (!languages.has(hass.language)) languages.clear();
  const loading =
    languages.get(hass.language) ??
    Promise.all(
      ["config_panel", "exceptions", "entity", "selector"].map((category) =>
        hass.loadBackendTranslation(category, "lens_cap"),
      ),
    ).then(() => hass.loadBackendTranslation("config_panel", "lens_cap"));
  languages.set(hass.language, loading);
  try {
    return await loading;
  } catch (error) {
    languages.delete(hass.language);
    throw error;
  }
}

/** One of our texts: `section.key`, as in `config_panel`. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

const sayers = new WeakMap<Localize, Say>();

/** Return the texts of `config_panel`: always the same function, so that what is handed it draws nothing anew. */
export function sayer(localize: Localize): Say {
  const say: Say =
    sayers.get(localize) ?? ((key, values) => localize(`${PREFIX}config_panel.${key}`, values));
  sayers.set(localize, say);
  return say;
}

/** Return a text of another category, such as an entity's state. */
export const sayOther = (localize: Localize, key: string): string => localize(PREFIX + key);

interface ServerError {
  readonly message?: string;
  readonly code?: string | number;
  readonly translation_key?: string;
  readonly translation_domain?: string;
  readonly translation_placeholders?: Record<string, string>;
}

/** Return the sentence of a refusal: the server's own, in the viewer's language. */
export function refusal(localize: Localize, error: unknown): string {
  const { code, message, translation_key, translation_domain, translation_placeholders } = (error ??
    {}) as ServerError;
  if (code === "unknown_command") return sayer(localize)("common.unknown_command");
  // The server's errors are plain objects: this one is of reading what it sent.
  if (error instanceof Error) return sayer(localize)("common.unreadable");
  const said =
    translation_domain === "lens_cap" && translation_key !== undefined
      ? localize(`${PREFIX}exceptions.${translation_key}.message`, translation_placeholders)
      : "";
  return said || (typeof message === "string" && message) || sayer(localize)("common.no_answer");
}
