import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../controls/icon.js";
import type { Camera } from "../feed/schema.js";
import { securityWords, watchedWords } from "../words/camera.js";
import type { Sentence } from "../words/sentence.js";
import { soundWords } from "../words/sound.js";
import { closingItems, moreItems, openingItems } from "./items.js";
import type { Hands, Shown } from "./shown.js";
import { whyTemplate } from "./why.js";

type Part = TemplateResult | typeof nothing;

const text = (shown: Shown, { key, values }: Sentence): string => shown.say(key, values);

const countdown = (shown: Shown, ends: string | null): Part =>
  ends === null
    ? nothing
    : html`<lens-cap-countdown .ends=${ends} .say=${shown.say}></lens-cap-countdown>`;

/** The card with a picture, or without one where its settings say so. */
export function full(shown: Shown, hands: Hands): TemplateResult {
  const { words, camera, say, why, view, at, config } = shown;
  const blind = config.picture === "none";
  if (words.look === "waiting" && camera === undefined) return waiting(blind);
  return html`<ha-card>
    <div class="whole ${blind ? "blind" : ""}">
      ${blind ? nothing : sight(shown, hands)}
      <div class="words">
        ${head(shown, hands)}
        <div aria-live="polite">
          ${
            words.headline === null
              ? nothing
              : html`<p class="headline">${text(shown, words.headline)}</p>`
          }
          ${words.lines.map((line) => html`<p class="quiet">${text(shown, line)}</p>`)}
          ${camera === undefined ? nothing : watched(shown, camera)}
        </div>
        ${countdown(shown, words.ends)} ${insecure(shown)}
        ${camera === undefined ? nothing : sound(shown, camera, hands)} ${foot(shown, hands)}
        ${problem(shown)} ${why === undefined ? nothing : whyTemplate(why, view, say, at)}
      </div>
    </div>
  </ha-card>`;
}

/** The card before anything is known: as large as it will be, so that nothing moves then. */
export const waiting = (blind: boolean): TemplateResult =>
  html`<ha-card>
    <div class="whole ${blind ? "blind" : ""}">
      ${
        blind
          ? nothing
          : html`<div>
              <lens-cap-picture></lens-cap-picture>
              <div class="marks"></div>
            </div>`
      }
      <div class="words pending" aria-hidden="true">
        <div class="head"><p></p></div>
        <div>
          <p class="headline"></p>
          <p class="quiet"></p>
        </div>
        <div class="foot"></div>
        <p class="error"></p>
      </div>
    </div>
  </ha-card>`;

/** What explains the button of a card in one row, when its headline does not. */
const BY_GUESTS = "second.stays_by_guests";

/** The card in one row. */
export function compact(shown: Shown, hands: Hands): TemplateResult {
  const { words, camera, name, say, why, view, at } = shown;
  const symbol = words.look === "picture" ? "eye" : words.look === "private" ? "eye_off" : "alert";
  return html`<ha-card>
    <div class="compact">
      ${icon(symbol)}
      <div>
        <h2>${name}</h2>
        <div aria-live="polite">
          ${
            words.headline === null
              ? nothing
              : html`<p class="quiet">${text(shown, words.headline)}</p>`
          }
          ${words.lines
            .filter(({ key }) => key === BY_GUESTS)
            .map((line) => html`<p class="quiet">${text(shown, line)}</p>`)}
          ${
            camera === undefined || camera.viewers === 0
              ? nothing
              : html`<p class="mark camera">${icon("dot")}${say("card.watched")}</p>`
          }
          ${
            camera?.sound.state === "on"
              ? html`<p class="mark microphone">${icon("dot")}${say("card.sound_on")}</p>`
              : nothing
          }
        </div>
        ${problem(shown)}
      </div>
      ${foot(shown, hands)}
    </div>
    ${why === undefined ? nothing : html`<div class="words">${whyTemplate(why, view, say, at)}</div>`}
  </ha-card>`;
}

function sight(shown: Shown, hands: Hands): TemplateResult {
  const { words, camera, config, say, name, live, preview, home } = shown;
  const picture = html`<lens-cap-picture
    .look=${words.look}
    .level=${words.level === null ? "" : text(shown, words.level)}
    .label=${say("card.picture_of", { camera: name })}
    .entityId=${config.entity}
    .live=${live && !preview}
    .home=${home}
  ></lens-cap-picture>`;
  const playable = words.look === "picture" && camera?.live === "available" && !live;
  return html`<div>
    ${
      playable
        ? html`<button
            class="sight"
            aria-label=${say("card.watch_live_of", { camera: name })}
            @click=${() => hands.watch()}
          >
            ${picture}
          </button>`
        : picture
    }
    ${marks(shown)}
  </div>`;
}

function marks(shown: Shown): TemplateResult {
  const { words, camera, say, at } = shown;
  const sounding = camera?.sound.state === "on" ? soundWords(camera, at).headline : null;
  return html`<div class="marks">
    ${
      words.look === "picture" && words.level !== null
        ? html`<span class="mark">${text(shown, words.level)}</span>`
        : nothing
    }
    ${
      camera === undefined || camera.viewers === 0
        ? nothing
        : html`<span class="mark camera">${icon("dot")}${say("card.watched")}</span>`
    }
    ${
      sounding === null
        ? nothing
        : html`<span class="mark microphone">${icon("dot")}${text(shown, sounding)}</span>`
    }
  </div>`;
}

function head(shown: Shown, hands: Hands): TemplateResult {
  const { camera, at, name, view } = shown;
  const security = camera === undefined ? null : securityWords(camera, at);
  const may = view.you?.role === "administrator";
  return html`<div class="head">
    <h2>${name}</h2>
    ${
      security === null || !may
        ? nothing
        : html`<button class="bare problem" @click=${() => hands.choose("security")}>
            ${icon("shield")}<span>${text(shown, security)}</span>
          </button>`
    }
  </div>`;
}

/** Who cannot mend a security problem reads of it after what is so now. */
function insecure(shown: Shown): Part {
  const { camera, at, view, say } = shown;
  const security = camera === undefined ? null : securityWords(camera, at);
  return security === null || view.you?.role === "administrator"
    ? nothing
    : html`<div>
        <p class="problem quiet">${text(shown, security)}</p>
        <p class="quiet">${say("card.ask_administrator")}</p>
      </div>`;
}

function watched(shown: Shown, camera: Camera): Part {
  const words = watchedWords(camera, shown.live);
  return words === null ? nothing : html`<p class="quiet">${text(shown, words)}</p>`;
}

function sound(shown: Shown, camera: Camera, hands: Hands): Part {
  const { state, headline, lines, ends } = soundWords(camera, shown.at);
  if (state === "off") return nothing;
  const { asked } = camera.sound;
  const mine = asked !== null && (asked.mine || asked.may_answer);
  return html`<div class="why">
    <p>${text(shown, headline)}</p>
    ${lines.map((line) => html`<p class="quiet">${text(shown, line)}</p>`)}
    ${countdown(shown, ends)}
    <div class="foot">
      ${
        state === "on"
          ? html`<button class="primary" @click=${() => hands.choose("silence")}>
              ${shown.say("sound.turn_off")}
            </button>`
          : mine
            ? html`<button class="primary" @click=${() => hands.choose("sound")}>
                ${shown.say("sound.answer")}
              </button>`
            : nothing
      }
    </div>
  </div>`;
}

function foot(shown: Shown, hands: Hands): Part {
  const { camera, view, words, say, config, live, name } = shown;
  if (camera === undefined || view.you === null) return nothing;
  if (shown.asking) return guestsLeft(shown, hands);
  const small = config.layout === "compact";
  const others =
    words.act === "make_private"
      ? closingItems(say)
      : words.act === "open_for_a_while"
        ? openingItems(shown)
        : [];
  const more = moreItems(shown, camera, live, small ? others : []);
  return html`<div class="foot">
    ${
      words.button === null
        ? nothing
        : html`<button
            class="primary"
            aria-disabled=${shown.busy || words.act === null ? "true" : "false"}
            @click=${() => hands.press()}
          >
            ${text(shown, words.button)}
          </button>`
    }
    ${
      others.length === 0 || small
        ? nothing
        : html`<lens-cap-menu
            .icon=${"down"}
            .label=${say(`card.other_${words.act ?? ""}`)}
            .items=${others}
            @choose=${(event: CustomEvent<string>) => hands.choose(event.detail)}
          ></lens-cap-menu>`
    }
    ${small ? nothing : soundButton(shown, camera, hands)}
    <lens-cap-menu
      .label=${say("card.more_about", { camera: name })}
      .items=${more}
      @choose=${(event: CustomEvent<string>) => hands.choose(event.detail)}
    ></lens-cap-menu>
  </div>`;
}

/** Sound is asked for by one tap where it can be had; the sheet that opens then has the one that confirms. */
const soundButton = ({ say, name }: Shown, { sound }: Camera, hands: Hands): Part =>
  sound.state !== "off" || sound.refusal !== null
    ? nothing
    : html`<button
        class="bare"
        aria-label=${say("card.sound_of", { camera: name })}
        title=${say("card.sound")}
        @click=${() => hands.choose("sound")}
      >
        ${icon("microphone_off")}
      </button>`;

const guestsLeft = ({ say }: Shown, hands: Hands): TemplateResult =>
  html`<div>
    <p>${say("card.guests_left_all")}</p>
    <div class="foot">
      <button class="primary" @click=${() => hands.guestsLeft()}>
        ${say("card.guests_left_yes")}
      </button>
      <button @click=${() => hands.cancel()}>${say("common.cancel")}</button>
    </div>
  </div>`;

const problem = ({ error }: Shown): TemplateResult =>
  html`<p class="error" role="alert">
    ${error === undefined ? nothing : html`${icon("alert")}<span>${error}</span>`}
  </p>`;
