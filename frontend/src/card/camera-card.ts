import { nothing, html, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Camera } from "../feed/schema.js";
import { maySee, type State } from "../feed/state.js";
import {
  followRules,
  makePrivate,
  openForAWhile,
  setGuests,
  turn,
  type ClosingEnd,
} from "../home-assistant/actions.js";
import { haptic, navigate, showMoreInfo } from "../home-assistant/events.js";
import { Surface } from "../home-assistant/surface.js";
import { refusal } from "../home-assistant/texts.js";
import type { HomeAssistant } from "../home-assistant/types.js";
import { openSoundSheet } from "../sound/open.js";
import { formStyle, theme } from "../theme.js";
import { cameraWords, type Act } from "../words/camera.js";
import { moments } from "../words/moment.js";
import { openZoneEditor } from "../zones/open.js";
import { FORM, readConfig, type CardConfig } from "./config.js";
import { CLOSING } from "./items.js";
import { compact, full, waiting } from "./parts.js";
import type { Picture } from "./picture.js";
import type { Hands, Shown } from "./shown.js";
import { cardStyle } from "./style.js";
import { readWhy, type Why } from "./why.js";

/** A camera: its picture or the cap, what is so, why and until when, and one button. */
export class CameraCard extends Surface implements Hands {
  static override readonly styles = [theme, formStyle, cardStyle];

  static getConfigForm(): unknown {
    return FORM;
  }

  static getStubConfig(hass: HomeAssistant): Record<string, unknown> {
    const entity = Object.keys(hass.entities).find(
      (id) => id.startsWith("camera.") && hass.entities[id]?.platform === "lens_cap",
    );
    return { entity: entity ?? "camera.none" };
  }

  /** Set by Home Assistant while the card is shown in its editor: no player there. */
  preview = false;
  /** Set by `setConfig`; by the panel directly. */
  @property({ attribute: false }) config?: CardConfig;
  @state() private live = false;
  @state() private asking = false;
  @state() private error: string | undefined;
  @state() private busy = false;
  @state() private reasons: Why | undefined;

  setConfig(given: unknown): void {
    this.config = readConfig(given);
    this.live = this.config.picture === "live";
  }

  getCardSize(): number {
    return this.config?.layout === "compact" ? 1 : 6;
  }

  getGridOptions(): Record<string, unknown> {
    return this.config?.layout === "compact"
      ? { columns: 12, rows: 1, min_columns: 6 }
      : { columns: 12, min_columns: 6 };
  }

  protected override given(hass: HomeAssistant): void {
    // Home Assistant gives it first before the card is in the page.
    if (this.live && this.hasUpdated)
      this.renderRoot.querySelector<Picture>("lens-cap-picture")?.refresh(hass);
  }

  protected override concerns(before: State, now: State): boolean {
    const camera = this.find(now);
    const closing = (state: State): unknown => camera && state.closing.get(camera.camera_id);
    return (
      before.status !== now.status ||
      before.you !== now.you ||
      before.household !== now.household ||
      this.find(before) !== camera ||
      closing(before) !== closing(now)
    );
  }

  protected override willUpdate(): void {
    const { camera, view } = this;
    if (this.act !== "guests_left") this.asking = false;
    if (view === undefined || camera === undefined || !maySee(view, camera)) {
      this.live = this.config?.picture === "live";
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { config, hass, view, camera } = this;
    if (config === undefined) return nothing;
    if (hass === undefined || view === undefined || !this.speaks)
      return config.layout === "compact"
        ? html`<ha-card><div class="compact"></div></ha-card>`
        : waiting(config.picture === "none");
    const zone = view.household?.time_zone ?? hass.config.time_zone;
    const at = moments(hass.locale, zone, () => Date.now());
    const shown: Shown = {
      config,
      say: this.say,
      at,
      view,
      camera,
      words: cameraWords(view, camera, at),
      name: config.name ?? camera?.name ?? "",
      live: this.live,
      preview: this.preview,
      busy: this.busy,
      error: this.error,
      asking: this.asking,
      why: this.reasons,
      home: this.home,
    };
    return config.layout === "compact" ? compact(shown, this) : full(shown, this);
  }

  private get act(): Act | null {
    const { hass, view, camera } = this;
    if (hass === undefined || view === undefined) return null;
    const at = moments(hass.locale, hass.config.time_zone, () => Date.now());
    return cameraWords(view, camera, at).act;
  }

  press(): void {
    const { hass, camera } = this;
    if (hass === undefined || camera?.entity_id == null) return;
    const { entity_id: id } = camera;
    switch (this.act) {
      case "make_private":
      case "try_again":
        return this.close(camera, {});
      case "close_now":
        return this.closeNow(camera);
      case "end_privacy":
        return this.run(() => followRules(hass, id));
      case "open_for_a_while":
        return this.run(() => openForAWhile(hass, id));
      case "guests_left":
        this.asking = true;
        return;
      case "take_back":
        return this.takeBack(camera);
      case null:
        return;
    }
  }

  choose(id: string): void {
    const { hass, camera } = this;
    if (hass === undefined || camera?.entity_id == null) return;
    const entityId = camera.entity_id;
    const minutes = /^open_(\d+)$/.exec(id)?.[1];
    if (minutes !== undefined)
      return this.run(() => openForAWhile(hass, entityId, Number(minutes)));
    const end = CLOSING[id];
    if (end !== undefined) return this.close(camera, end);
    this.others(hass, camera, entityId)[id]?.();
  }

  private others(
    hass: HomeAssistant,
    camera: Camera,
    entityId: string,
  ): Readonly<Record<string, () => void>> {
    const { audio_recording: sound } = camera.entities;
    const all = this.view?.household?.entities.all_private;
    return {
      watch: () => this.watch(),
      still: () => (this.live = false),
      forget: () => this.feed?.forget(camera.camera_id),
      make_private: () => this.close(camera, {}),
      end_all: () => all != null && this.run(() => turn(hass, all, false)),
      answer: () => navigate("/lens-cap"),
      sound: () => openSoundSheet(this, hass, camera.camera_id),
      silence: () => this.silence(hass, sound),
      why: () => this.explain(hass, camera),
      zones: () => openZoneEditor(this, hass, camera.camera_id),
      page: () => showMoreInfo(this, entityId),
      security: () => navigate("/config/repairs"),
    };
  }

  watch(): void {
    this.live = true;
  }

  cancel(): void {
    this.asking = false;
  }

  guestsLeft(): void {
    const { hass } = this;
    const guests = this.view?.household?.entities.guests;
    this.asking = false;
    if (hass === undefined) return;
    this.run(() => (guests == null ? setGuests(hass, false) : turn(hass, guests, false)));
  }

  private get camera(): Camera | undefined {
    return this.view && this.find(this.view);
  }

  private find(state: State): Camera | undefined {
    return state.cameras.find((camera) => camera.entity_id === this.config?.entity);
  }

  private close(camera: Camera, end: ClosingEnd): void {
    const { hass, feed } = this;
    const { entity_id: id } = camera;
    if (hass === undefined || id === null) return;
    this.error = undefined;
    feed?.close(camera.camera_id, () => makePrivate(hass, id, end)).catch(this.fail);
  }

  private closeNow(camera: Camera): void {
    const { hass, feed } = this;
    const { privacy_mode: mode } = camera.entities;
    if (hass === undefined || mode === null) return this.close(camera, {});
    this.error = undefined;
    feed?.close(camera.camera_id, () => turn(hass, mode, true)).catch(this.fail);
  }

  private takeBack(camera: Camera): void {
    const request_id = camera.asked?.request_id;
    this.run(async () => this.hass?.callWS({ type: "lens_cap/questions/deny", request_id }));
  }

  private silence(hass: HomeAssistant, sound: string | null): void {
    if (sound === null) this.error = this.say("sound.no_switch");
    else this.run(() => turn(hass, sound, false));
  }

  private explain(hass: HomeAssistant, camera: Camera): void {
    if (this.reasons !== undefined) {
      this.reasons = undefined;
      return;
    }
    this.run(async () => {
      const answer = await hass.callWS({ type: "lens_cap/why", camera_id: camera.camera_id });
      this.reasons = readWhy(answer);
    });
  }

  private run(act: () => Promise<unknown>): void {
    if (this.busy) return;
    this.busy = true;
    this.error = undefined;
    act()
      .then(() => haptic(this, "success"), this.fail)
      .finally(() => (this.busy = false));
  }

  private readonly home = (): HomeAssistant | undefined => this.hass;

  private readonly fail = (error: unknown): void => {
    haptic(this, "failure");
    if (this.hass !== undefined) this.error = refusal(this.hass.localize, error);
  };
}
