import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { Camera } from "../feed/schema.js";
import {
  followRules,
  makePrivate,
  openForAWhile,
  setGuests,
  turn,
} from "../home-assistant/actions.js";
import { Surface } from "../home-assistant/surface.js";
import { refusal } from "../home-assistant/texts.js";
import type { HomeAssistant } from "../home-assistant/types.js";
import { formStyle, theme } from "../theme.js";
import { cameraWords, type CameraWords } from "../words/camera.js";
import { moments } from "../words/moment.js";

/** Return whether a stock tile can carry our button: one of a guarded camera, or its privacy switch. */
export function isSupported(hass: HomeAssistant, context: { entity_id?: string }): boolean {
  const id = context.entity_id ?? "";
  const entity = hass.entities[id];
  if (entity?.platform !== "lens_cap") return false;
  return id.startsWith("camera.") || entity.translation_key === "privacy_mode";
}

/** The card's one button, in a stock tile. */
export class PrivacyFeature extends Surface {
  static override readonly styles = [
    theme,
    formStyle,
    css`
      button {
        inline-size: 100%;
        min-block-size: max(var(--feature-height, 42px), 44px);
        border-radius: var(--feature-border-radius, 12px);
      }
    `,
  ];

  context?: { entity_id?: string };
  @state() private error = "";
  @state() private asking = false;

  static getStubConfig(): Record<string, unknown> {
    return { type: "custom:lens-cap-privacy-feature" };
  }

  setConfig(_config: unknown): void {
    // It has no settings.
  }

  private get camera(): Camera | undefined {
    const id = this.context?.entity_id ?? "";
    return this.view?.cameras.find(
      (camera) => camera.entity_id === id || camera.entities.privacy_mode === id,
    );
  }

  private get words(): CameraWords | undefined {
    const { hass, view, camera } = this;
    if (hass === undefined || view === undefined) return undefined;
    const at = moments(hass.locale, hass.config.time_zone, () => Date.now());
    return cameraWords(view, camera, at);
  }

  protected override willUpdate(): void {
    if (this.words?.act !== "guests_left") this.asking = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, words, camera } = this;
    if (hass === undefined || words === undefined || !this.speaks) return nothing;
    const label = this.asking
      ? { key: "card.guests_left_yes" }
      : words.act === null
        ? words.headline
        : words.button;
    if (label === null) return nothing;
    return html`<button
        aria-disabled=${words.act === null ? "true" : "false"}
        @click=${() => camera && words.act !== null && this.press(hass, camera, words.act)}
      >
        ${this.say(label.key, "values" in label ? label.values : undefined)}
      </button>
      <p role="alert">${this.error}</p>`;
  }

  private press(hass: HomeAssistant, camera: Camera, act: string | null): void {
    const { entity_id: id } = camera;
    if (id === null || this.feed === undefined) return;
    if (act === "guests_left" && !this.asking) {
      this.asking = true;
      return;
    }
    this.asking = false;
    const { privacy_mode: mode } = camera.entities;
    const acts: Readonly<Record<string, () => Promise<unknown>>> = {
      end_privacy: () => followRules(hass, id),
      open_for_a_while: () => openForAWhile(hass, id),
      guests_left: () => setGuests(hass, false),
      take_back: () =>
        hass.callWS({
          type: "lens_cap/questions/deny",
          request_id: camera.asked?.request_id,
        }),
    };
    const open = acts[act ?? ""];
    const close = (): Promise<unknown> =>
      act === "close_now" && mode !== null ? turn(hass, mode, true) : makePrivate(hass, id);
    this.error = "";
    const done = open === undefined ? this.feed.close(camera.camera_id, close) : open();
    done.catch((error: unknown) => (this.error = refusal(hass.localize, error)));
  }
}
