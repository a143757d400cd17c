import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { icon } from "../controls/icon.js";
import type { HomeAssistant } from "../home-assistant/types.js";
import { theme } from "../theme.js";
import type { Look } from "../words/camera.js";
import { makePlayer, type Player } from "./player.js";

const EVERY_MS = 10_000;
const LARGEST = 1280;

/**
 * The place of a picture: it keeps its shape whatever is in it. A picture is only ever in the page
 * while `look` is `picture`; one that was asked for before that ended is thrown away when it comes.
 */
export class Picture extends LitElement {
  static override readonly styles = [
    theme,
    css`
      :host {
        display: block;
      }
      .box {
        position: relative;
        display: grid;
        place-items: center;
        inline-size: 100%;
        aspect-ratio: 16 / 9;
        overflow: hidden;
        background: #20262c;
        color: var(--lens-cap-calm-text);
      }
      .box.private,
      .box.waiting {
        background: var(--lens-cap-calm);
      }
      .box.unknown,
      .box.away {
        background: #3a3a3a;
      }
      .box.away {
        border-block: 3px dashed #9a9a9a;
      }
      .cap {
        display: grid;
        justify-items: center;
        gap: 8px;
        font-size: var(--lens-cap-large);
      }
      .cap svg.icon {
        inline-size: 56px;
        block-size: 56px;
      }
      img,
      .player {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
      }
      img {
        object-fit: contain;
        -webkit-touch-callout: none;
        user-select: none;
      }
      .player > * {
        --ha-card-border-radius: 0;
        --ha-card-border-width: 0;
        --ha-card-box-shadow: none;
        display: block;
        block-size: 100%;
      }
    `,
  ];

  @property({ attribute: false }) look: Look = "waiting";
  @property({ attribute: false }) label = "";
  @property({ attribute: false }) level = "";
  @property({ attribute: false }) entityId = "";
  @property({ attribute: false }) live = false;
  /** Gives Home Assistant's object of the moment: the address of a picture changes every few minutes. */
  @property({ attribute: false }) home: () => HomeAssistant | undefined = () => undefined;
  @state() private shown: string | undefined;
  @state() private player: Player | undefined;
  private generation = 0;
  private timer: number | undefined;
  private inSight = false;
  private watcher: IntersectionObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.seen);
    this.watcher = new IntersectionObserver((entries) => {
      this.inSight = entries.some((entry) => entry.isIntersecting);
      this.seen();
    });
    this.watcher.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.seen);
    this.watcher?.disconnect();
    this.inSight = false;
    this.drop();
  }

  /** Give the player Home Assistant's newest object. */
  refresh(hass: HomeAssistant): void {
    if (this.player !== undefined) this.player.hass = hass;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("look") || changed.has("live") || changed.has("entityId")) {
      this.drop();
      if (changed.has("entityId")) this.shown = undefined;
      if (this.hasUpdated) this.begin();
    }
  }

  protected override render(): TemplateResult {
    const visible = this.look === "picture";
    return html`<div class="box ${this.look}">
      ${
        visible && this.player !== undefined
          ? html`<div class="player">${this.player}</div>`
          : visible && this.shown !== undefined
            ? html`<img src=${this.shown} alt=${this.label} draggable="false" />`
            : this.cap()
      }
    </div>`;
  }

  private cap(): TemplateResult | typeof nothing {
    if (this.look === "picture") return nothing;
    const symbol = this.look === "away" ? "away" : this.look === "unknown" ? "alert" : "eye_off";
    return html`<div class="cap">
      ${icon(symbol)}${this.level === "" ? nothing : html`<span>${this.level}</span>`}
    </div>`;
  }

  private readonly seen = (): void => {
    if (this.watching) {
      if (this.timer === undefined && this.player === undefined) this.begin();
    } else this.drop();
  };

  private get watching(): boolean {
    return this.look === "picture" && this.isConnected && this.inSight && !document.hidden;
  }

  /** Throw away what is shown and what is on its way. */
  private drop(): void {
    this.generation += 1;
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.player = undefined;
    if (this.look !== "picture" || !this.isConnected) this.shown = undefined;
  }

  private begin(): void {
    if (!this.watching) return;
    if (this.live) void this.play();
    else this.fetch();
  }

  private async play(): Promise<void> {
    const { generation } = this;
    const hass = this.home();
    const player = hass && (await makePlayer(hass, this.entityId));
    if (generation === this.generation && this.watching) this.player = player;
  }

  private fetch(): void {
    const { generation } = this;
    this.timer = window.setTimeout(() => this.fetch(), EVERY_MS);
    const address = this.home()?.states[this.entityId]?.attributes["entity_picture"];
    if (typeof address !== "string" || !address.startsWith("/api/camera_proxy/")) return;
    const width = Math.min(LARGEST, Math.ceil(this.clientWidth * window.devicePixelRatio) || 640);
    const image = new Image();
    image.src = `${address}&width=${width}&height=${Math.ceil((width * 9) / 16)}&at=${Date.now()}`;
    image.decode().then(
      () => {
        if (generation === this.generation && this.watching) this.shown = image.src;
      },
      () => undefined,
    );
  }
}
