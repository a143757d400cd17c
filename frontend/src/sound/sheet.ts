import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { Camera } from "../feed/schema.js";
import { turn } from "../home-assistant/actions.js";
import { Dialog } from "../home-assistant/dialog.js";
import { haptic, navigate, showMoreInfo } from "../home-assistant/events.js";
import { refusal } from "../home-assistant/texts.js";
import { formStyle, theme } from "../theme.js";
import { moments, type Moments } from "../words/moment.js";
import { silentBecause, soundWords } from "../words/sound.js";
import { asked } from "./asked.js";
import { heard } from "./heard.js";
import { denySound, pendingOf, requestSound, type SoundRequest } from "./pending.js";
import { wishes, type Wish } from "./wishes.js";

/** So that no second tap of a double tap turns sound on. */
const CALM_MS = 700;

/** Asks for a camera's sound, and shows whoever may answer what a yes would mean. */
export class SoundSheet extends Dialog {
  static override readonly styles = [
    theme,
    formStyle,
    css`
      .lines {
        display: grid;
        gap: 10px;
      }
      .primary {
        flex: 1;
      }
      .error {
        font-weight: 500;
      }
    `,
  ];

  @state() private request: SoundRequest | undefined;
  @state() private wish: Wish = { length: { length: "this_viewing", seconds: 0 }, purpose: "" };
  @state() private error = "";
  @state() private calm = false;
  @state() private busy = true;
  /** What was asked for and is not answered yet. */
  private asking: Promise<unknown> = Promise.resolve();
  /** The request that was looked at last. */
  private seen = "";
  private turn = 0;
  private calming: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const { camera } = this;
    if (camera?.sound.state === "off" && camera.sound.refusal === null) void this.ask();
    else void this.look();
  }

  protected override updated(): void {
    const asked = this.camera?.sound.asked;
    if (this.busy || asked?.may_answer !== true || asked.request_id === this.seen) return;
    // Something else is asked for than what was looked at: that, too, can be said yes to.
    this.seen = asked.request_id;
    if (this.request?.request_id !== asked.request_id) void this.look();
  }

  private get camera(): Camera | undefined {
    return this.view?.cameras.find((camera) => camera.camera_id === this.cameraId);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, camera } = this;
    if (hass === undefined || !this.speaks) return nothing;
    const at = moments(hass.locale, hass.config.time_zone, () => Date.now());
    return html`<lens-cap-sheet
      .heading=${this.say("sound.turn_on_of", { camera: camera?.name ?? "" })}
      .closeLabel=${this.say("common.close")}
      @closed=${() => this.end()}
    >
      <div class="lines">
        ${camera === undefined ? this.say("card.not_connected") : this.body(camera, at)}
        <p class="error" role="alert">${this.error}</p>
      </div>
    </lens-cap-sheet>`;
  }

  private body(camera: Camera, at: Moments): TemplateResult {
    const { sound } = camera;
    if (sound.state === "on") return this.sounding(camera, at);
    const because = sound.state === "off" ? silentBecause(camera) : null;
    if (because !== null)
      return html`<p>${this.say(because.key)}</p>
        ${this.assess(camera)}`;
    const { request, busy } = this;
    // What is asked anew, by a field that was changed, takes no field away.
    if (busy && request !== undefined) return this.confirming(camera, request, at);
    if (busy) return html`<p>${this.say("common.loading")}</p>`;
    if (sound.asked !== null && request?.request_id === sound.asked.request_id)
      return this.confirming(camera, request, at);
    return this.waiting(camera, at);
  }

  private assess(camera: Camera): TemplateResult | typeof nothing {
    const answers = ["not_assessed", "assessment_outdated"].includes(camera.sound.refusal ?? "");
    return answers && this.view?.you?.role === "administrator"
      ? html`<button
          class="primary"
          @click=${() => this.leave("/config/integrations/integration/lens_cap")}
        >
          ${this.say("sound.open_settings")}
        </button>`
      : html`${nothing}`;
  }

  private over(): TemplateResult {
    return html`<p>${this.say("sound.over")}</p>
      <button class="primary" @click=${() => this.ask()}>${this.say("sound.ask_again")}</button>`;
  }

  private sounding(camera: Camera, at: Moments): TemplateResult {
    const { headline, lines } = soundWords(camera, at);
    return html`<p>${this.say(headline.key, headline.values)}</p>
      ${lines.map(({ key, values }) => html`<p class="quiet">${this.say(key, values)}</p>`)}
      <div class="row">
        <button class="primary" @click=${() => this.listen(camera)}>
          ${this.say("sound.hear")}
        </button>
        <button @click=${() => this.off(camera)}>${this.say("sound.turn_off")}</button>
      </div>`;
  }

  private get able(): boolean {
    return this.calm && !this.busy;
  }

  private confirming(camera: Camera, request: SoundRequest, at: Moments): TemplateResult {
    const language = this.hass?.language;
    const wanted = request.asked_by_me
      ? wishes(this.wish, (wish) => this.change(wish), this.say, language)
      : asked(camera, request, at, this.say, language);
    return html`${wanted} ${heard(request, this.say, language)}
      <p class="quiet">${this.say("sound.ends_by_itself")}</p>
      <div class="row">
        <button class="primary" ?disabled=${!this.able} @click=${() => this.confirm(request)}>
          ${this.say("sound.turn_on")}
        </button>
        <button @click=${() => this.deny()}>${this.say("sound.stay_silent")}</button>
      </div>
      <lens-cap-countdown .ends=${request.expires_at} .say=${this.say}></lens-cap-countdown>`;
  }

  private waiting(camera: Camera, at: Moments): TemplateResult {
    const { asked: waits, purpose } = camera.sound;
    if (waits === null) return this.over();
    const { request_id: id } = waits;
    // Another request begins with an empty field: a PIN is a yes to what was shown while it was typed.
    return html`${asked(camera, { ...waits, purpose }, at, this.say, this.hass?.language)}
      ${heard(waits, this.say, this.hass?.language)}
      <p>${this.say("sound.somebody_else")}</p>
      ${
        this.view?.household?.pin_set === true
          ? html`${keyed(
                id,
                html`<label
                  >${this.say("sound.pin")}
                  <input type="password" inputmode="numeric" autocomplete="off" maxlength="32"
                /></label>`,
              )}
              <button class="primary" @click=${() => this.confirmByPin(id)}>
                ${this.say("sound.turn_on")}
              </button>`
          : nothing
      }
      <button @click=${() => this.deny()}>
        ${this.say(waits.mine ? "card.take_back" : "sound.stay_silent")}
      </button>
      <lens-cap-countdown .ends=${waits.expires_at} .say=${this.say}></lens-cap-countdown>`;
  }

  private change(wish: Wish): void {
    this.wish = wish;
    void this.ask();
  }

  private ask(): Promise<void> {
    return this.run(async (latest) => {
      try {
        const { hass, camera } = this;
        const asked = hass && requestSound(hass, camera?.entity_id, this.wish);
        this.asking = Promise.allSettled([this.asking, asked]);
        await asked;
      } finally {
        await this.fetch(latest);
      }
    });
  }

  private look(): Promise<void> {
    return this.run((latest) => this.fetch(latest));
  }

  /** Show what waits for an answer, in the fields too: a yes is for what they show, and for nothing else. */
  private async fetch(latest: () => boolean): Promise<void> {
    if (!latest()) return;
    window.clearTimeout(this.calming);
    this.calm = false;
    let request: SoundRequest | undefined;
    try {
      request = this.hass && (await pendingOf(this.hass, this.cameraId));
    } finally {
      // What waits is not known where nothing came: then there is nothing to say yes to.
      if (latest()) this.request = request;
    }
    if (!latest()) return;
    if (request?.asked_by_me === true) {
      this.wish = { length: request, purpose: request.purpose ?? "" };
    }
    this.calming = window.setTimeout(() => (this.calm = true), CALM_MS);
  }

  private confirm({ request_id, proof }: SoundRequest): void {
    if (!this.able) return;
    void this.run(async (latest) => {
      try {
        await this.hass?.callWS({ type: "lens_cap/audio/confirm", request_id, proof });
      } catch (error) {
        // The proof is void once it was looked at elsewhere, too: the next yes has a new one.
        await this.fetch(latest);
        throw error;
      }
      haptic(this, "success");
    });
  }

  private confirmByPin(request_id: string): void {
    const field = this.renderRoot.querySelector<HTMLInputElement>("input[type=password]");
    const pin = field?.value ?? "";
    if (field === null || pin === "") {
      field?.focus();
      return;
    }
    field.value = "";
    void this.run(async () => {
      await this.hass?.callWS({ type: "lens_cap/audio/confirm", request_id, pin });
    });
  }

  /** Say no to whatever asks for this camera's sound, also to what is on its way to the server just now. */
  private deny(): void {
    void this.run(async (latest) => {
      const { hass } = this;
      if (hass === undefined) return;
      const before = await denySound(hass, this.cameraId);
      await this.asking;
      if ((await denySound(hass, this.cameraId)) || before) this.end();
      else await this.fetch(latest);
    });
  }

  private off(camera: Camera): void {
    const { audio_recording: sound } = camera.entities;
    if (sound === null) {
      this.error = this.say("sound.no_switch");
      return;
    }
    void this.run(async () => {
      if (this.hass !== undefined) await turn(this.hass, sound, false);
      this.end();
    });
  }

  private listen(camera: Camera): void {
    const { entity_id: id } = camera;
    const root = document.querySelector("home-assistant");
    this.endThen(() => {
      if (id !== null && root !== null) showMoreInfo(root, id);
    });
  }

  private leave(path: string): void {
    this.endThen(() => navigate(path));
  }

  /** Act; where something else was begun meanwhile, only that is waited for, and tells how it went. */
  private async run(act: (latest: () => boolean) => Promise<void>): Promise<void> {
    const turn = ++this.turn;
    const latest = (): boolean => turn === this.turn;
    this.busy = true;
    this.error = "";
    try {
      await act(latest);
    } catch (error) {
      if (latest() && this.hass !== undefined) this.error = refusal(this.hass.localize, error);
    } finally {
      if (latest()) this.busy = false;
    }
  }
}
