import { expect, test } from "vitest";
import { loadTexts, sayer } from "../../src/home-assistant/texts.js";
import type { HomeAssistant, Localize } from "../../src/home-assistant/types.js";

/** Keeps texts as Home Assistant's frontend does: of one language, each category asked for once. */
class Frontend {
  asked = 0;
  private language = "";
  private readonly connection = {};
  private texts: Record<string, string> = {};
  private categories = new Set<string>();
  private localize: Localize = () => "";

  select(language: string): HomeAssistant {
    this.language = language;
    this.texts = {};
    this.categories = new Set();
    this.localize = () => "";
    return this.hass;
  }

  get hass(): HomeAssistant {
    const { language, connection, localize, load: loadBackendTranslation } = this;
    return { language, connection, localize, loadBackendTranslation } as unknown as HomeAssistant;
  }

  private readonly load = (category: string): Promise<Localize> => {
    if (!this.categories.has(category)) {
      this.asked += 1;
      this.categories.add(category);
      const key = `component.lens_cap.${category}.card.open`;
      const texts = (this.texts = { ...this.texts, [key]: `Open in ${this.language}` });
      this.localize = (wanted) => texts[wanted] ?? "";
    }
    return Promise.resolve(this.localize);
  };
}

test("whoever tries another language and comes back reads words", async () => {
  const frontend = new Frontend();
  for (const language of ["en", "de", "en"]) {
    await loadTexts(frontend.select(language));
    expect(sayer(frontend.hass.localize)("card.open")).toBe(`Open in ${language}`);
  }
});

test("many cards load the texts once", async () => {
  const frontend = new Frontend();
  frontend.select("en");
  await Promise.all([loadTexts(frontend.hass), loadTexts(frontend.hass)]);
  expect(frontend.asked).toBe(4);
});
