// Lens Cap's page: what waits for the yes of whoever is signed in. Every text comes from the server
// and is shown as text; a proof is fetched at the moment at which somebody answers, and kept nowhere.

const STYLE = `
  :host {
    display: block;
    min-height: 100%;
    color-scheme: light dark;
    color: var(--primary-text-color, CanvasText);
    background: var(--primary-background-color, Canvas);
    font-family: var(--ha-font-family-body, Roboto, sans-serif);
    overflow-wrap: anywhere;
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 56px;
    padding: 0 8px;
    color: var(--app-header-text-color, inherit);
    background: var(--app-header-background-color, transparent);
  }
  header span { font-size: 20px; }
  main { box-sizing: border-box; max-width: 640px; margin: 0 auto; padding: 16px; }
  h1 { margin: 0 0 16px; font-size: 24px; font-weight: 400; }
  ul { margin: 0; padding: 0; list-style: none; }
  li {
    margin: 0 0 16px;
    padding: 16px;
    border: 1px solid var(--divider-color, GrayText);
    border-radius: 12px;
    background: var(--card-background-color, Canvas);
  }
  p { margin: 0 0 16px; line-height: 1.5; white-space: pre-line; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  button {
    min-height: 44px;
    padding: 8px 16px;
    border: 1px solid currentcolor;
    border-radius: 8px;
    color: inherit;
    background: transparent;
    font: inherit;
    cursor: pointer;
  }
  button.no { flex: 1 1 120px; }
  button.yes { flex: 1 1 120px; border: 2px solid var(--error-color, currentcolor); }
  button.menu { min-width: 44px; border: 0; padding: 8px; }
  button:focus-visible, h1:focus-visible { outline: 2px solid var(--primary-color, Highlight); outline-offset: 2px; }
  button:disabled { opacity: 0.5; cursor: default; }
`;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className !== undefined) made.className = className;
  return made;
}

class LensCapPanel extends HTMLElement {
  #hass;
  #unsubscribe;
  #shown;
  #busy = false;
  #main = element("main");
  #title = element("span");
  #menu = element("button", "\u2630", "menu");
  #heading = element("h1");
  #said = element("p");
  #list = element("ul");

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const header = element("header");
    this.#menu.type = "button";
    this.#menu.addEventListener("click", () =>
      this.dispatchEvent(
        new CustomEvent("hass-toggle-menu", { bubbles: true, composed: true })
      )
    );
    this.#heading.tabIndex = -1;
    this.#said.setAttribute("role", "status");
    this.#said.setAttribute("aria-live", "polite");
    header.append(this.#menu, this.#title);
    this.#main.append(this.#heading, this.#said, this.#list);
    root.append(element("style", STYLE), header, this.#main);
  }

  set hass(hass) {
    this.#hass = hass;
    if (this.isConnected) this.#subscribe();
  }

  connectedCallback() {
    if (this.#hass) this.#subscribe();
  }

  disconnectedCallback() {
    const unsubscribe = this.#unsubscribe;
    this.#unsubscribe = undefined;
    if (unsubscribe) unsubscribe.then((end) => end()).catch(() => undefined);
  }

  #subscribe() {
    if (this.#unsubscribe) return;
    this.#unsubscribe = this.#hass.connection.subscribeMessage(
      (shown) => this.#show(shown),
      { type: "lens_cap/questions/subscribe", language: this.#hass.language }
    );
    this.#unsubscribe.catch((error) => this.#fail(error));
  }

  #show(shown) {
    this.#shown = shown;
    this.#title.textContent = shown.title;
    this.#menu.setAttribute("aria-label", shown.texts.menu);
    this.#heading.textContent = shown.texts.heading;
    // What stays is left where it is, so that whoever is on a button stays there.
    const wanted = new Set(shown.requests.map(key));
    const focused = this.shadowRoot.activeElement?.closest("li");
    const known = new Set();
    for (const item of [...this.#list.children]) {
      if (wanted.has(item.dataset.key)) known.add(item.dataset.key);
      else item.remove();
    }
    for (const request of shown.requests) {
      if (!known.has(key(request))) this.#list.append(this.#item(request));
    }
    if (focused && !focused.isConnected) this.#heading.focus();
    if (wanted.size === 0 && !this.#said.textContent) {
      this.#said.textContent = shown.texts.nothing;
    } else if (wanted.size > 0 && this.#said.textContent === shown.texts.nothing) {
      this.#said.textContent = "";
    }
  }

  #item(request) {
    const item = element("li");
    item.dataset.key = key(request);
    const message = element("p", request.message);
    message.id = `message-${request.request_id}`;
    const buttons = element("div", undefined, "buttons");
    for (const yes of [false, true]) {
      const button = element("button", yes ? request.yes : request.no, yes ? "yes" : "no");
      button.type = "button";
      button.setAttribute("aria-describedby", message.id);
      button.addEventListener("click", () => this.#answer(request, yes));
      buttons.append(button);
    }
    item.append(message, buttons);
    return item;
  }

  async #answer(request, yes) {
    if (this.#busy) return;
    this.#busy = true;
    const { request_id, kind } = request;
    const { texts } = this.#shown;
    try {
      if (yes) {
        const { requests } = await this.#hass.callWS({ type: `lens_cap/${kind}/pending` });
        const waiting = requests.find((one) => one.request_id === request_id);
        if (waiting === undefined) {
          this.#say(texts.gone);
          return;
        }
        const { proof } = waiting;
        await this.#hass.callWS({ type: `lens_cap/${kind}/confirm`, request_id, proof });
        this.#say(texts.answered_yes);
      } else {
        await this.#hass.callWS({ type: `lens_cap/${kind}/deny`, request_id });
        this.#say(texts.answered_no);
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#busy = false;
    }
  }

  #fail(error) {
    this.#say(String(error?.message ?? error?.code ?? error));
  }

  #say(text) {
    this.#said.textContent = text;
  }
}

function key(request) {
  return `${request.kind}/${request.request_id}`;
}

if (!customElements.get("lens-cap-panel")) {
  customElements.define("lens-cap-panel", LensCapPanel);
}
