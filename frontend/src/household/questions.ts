import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import * as v from "valibot";
import { Surface } from "../home-assistant/surface.js";
import { refusal } from "../home-assistant/texts.js";
import type { Unsubscribe } from "../home-assistant/types.js";
import { formStyle, theme } from "../theme.js";
import { pageStyle } from "./style.js";

const question = v.object({
  kind: v.picklist(["audio", "questions"]),
  request_id: v.string(),
  message: v.string(),
  yes: v.string(),
  no: v.string(),
});

const shown = v.object({
  texts: v.object({
    heading: v.string(),
    nothing: v.string(),
    gone: v.string(),
    answered_yes: v.string(),
    answered_no: v.string(),
  }),
  requests: v.array(question),
});

const denied = v.object({ denied: v.boolean() });

const waiting = v.object({
  requests: v.array(v.object({ request_id: v.string(), proof: v.string() })),
});

type Question = v.InferOutput<typeof question>;

const RETRY_MS = 5000;
/** So that no tap that was meant for what stood there before is a yes to what stands there now. */
const CALM_MS = 700;
const keyOf = ({ kind, request_id }: Question): string => `${kind}/${request_id}`;

/** What waits for a yes of the viewer. A proof is fetched when somebody answers, and kept nowhere. */
export class Questions extends Surface {
  static override readonly styles = [theme, formStyle, pageStyle];

  @state() private shown: v.InferOutput<typeof shown> | undefined;
  @state() private said = "";
  /** Why nothing could be heard of what waits. */
  @state() private failed = "";
  private busy = false;
  private answering = false;
  /** What stands where it does so lately that nobody can have read it there. */
  @state() private fresh: ReadonlySet<string> = new Set();
  private calming: number | undefined;
  private end: Unsubscribe | undefined;
  private turn = 0;
  private timer: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.hass?.connection.addEventListener("ready", this.begin);
    this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.hass?.connection.removeEventListener("ready", this.begin);
    this.stop();
  }

  private stop(): void {
    this.turn += 1;
    window.clearTimeout(this.timer);
    const { end } = this;
    this.end = undefined;
    if (end !== undefined) void Promise.resolve(end()).catch(() => undefined);
  }

  private readonly begin = (): void => {
    this.stop();
    const { hass, turn } = this;
    if (hass === undefined) return;
    hass.connection
      .subscribeMessage(
        (message) => {
          if (turn !== this.turn) return;
          const read = v.safeParse(shown, message);
          if (!read.success) return;
          const { requests } = read.output;
          // What was said of an answer gives way to what is asked next.
          if (requests.length > (this.shown?.requests.length ?? 0)) this.said = "";
          this.calm(requests.map(keyOf), (this.shown?.requests ?? []).map(keyOf));
          this.shown = read.output;
        },
        { type: "lens_cap/questions/subscribe", language: hass.language },
        { resubscribe: false },
      )
      .then(
        (end) => {
          if (turn === this.turn) {
            this.end = end;
            this.failed = "";
          } else void Promise.resolve(end()).catch(() => undefined);
        },
        (error: unknown) => {
          if (turn !== this.turn) return;
          this.failed = refusal(hass.localize, error);
          this.timer = window.setTimeout(this.begin, RETRY_MS);
        },
      );
  };

  /** What came, went or moved puts another question, or the same one elsewhere, under a finger. */
  private calm(now: readonly string[], before: readonly string[]): void {
    if (now.join() === before.join()) return;
    this.fresh = new Set(now);
    window.clearTimeout(this.calming);
    this.calming = window.setTimeout(() => (this.fresh = new Set()), CALM_MS);
  }

  protected override render(): TemplateResult {
    const { shown: now } = this;
    const requests = now?.requests ?? [];
    const none = requests.length === 0 ? (now?.texts.nothing ?? "") : "";
    return html`<p class="quiet" role="status" tabindex="-1">${this.failed || this.said || none}</p>
      ${
        now === undefined || requests.length === 0
          ? nothing
          : html`<h2>${now.texts.heading}</h2>
              <ul class="list">
                ${repeat(requests, keyOf, (one) => this.question(one))}
              </ul>`
      }`;
  }

  protected override willUpdate(): void {
    this.answering = this.renderRoot.querySelector("li:focus-within") !== null;
  }

  /** Whoever was on a question that is gone is led to what is said of it. */
  protected override updated(): void {
    if (this.answering && this.renderRoot.querySelector("li:focus-within") === null)
      this.renderRoot.querySelector<HTMLElement>("[role=status]")?.focus();
  }

  private question(one: Question): TemplateResult {
    return html`<li class="card">
      <p id=${`message-${one.request_id}`}>${one.message}</p>
      <div class="row">
        <button
          aria-describedby=${`message-${one.request_id}`}
          @click=${() => this.answer(one, false)}
        >
          ${one.no}
        </button>
        <button
          class="primary"
          ?disabled=${this.fresh.has(keyOf(one))}
          aria-describedby=${`message-${one.request_id}`}
          @click=${() => this.answer(one, true)}
        >
          ${one.yes}
        </button>
      </div>
    </li>`;
  }

  private async answer({ kind, request_id }: Question, yes: boolean): Promise<void> {
    const { hass, shown: now } = this;
    if (hass === undefined || now === undefined || this.busy) return;
    this.busy = true;
    try {
      if (!yes) {
        const answer = await hass.callWS({ type: `lens_cap/${kind}/deny`, request_id });
        this.said = v.parse(denied, answer).denied ? now.texts.answered_no : now.texts.gone;
        return;
      }
      const answer = await hass.callWS({ type: `lens_cap/${kind}/pending` });
      const proof = v
        .parse(waiting, answer)
        .requests.find((one) => one.request_id === request_id)?.proof;
      if (proof === undefined) {
        this.said = now.texts.gone;
        return;
      }
      await hass.callWS({ type: `lens_cap/${kind}/confirm`, request_id, proof });
      this.said = now.texts.answered_yes;
    } catch (error) {
      this.said = refusal(hass.localize, error);
    } finally {
      this.busy = false;
    }
  }
}
