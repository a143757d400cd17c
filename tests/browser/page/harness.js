// A page that has of Home Assistant what our elements use of it. What the server would send, the test sends.

class Connection {
  connected = true;
  subscriptions = [];
  listeners = { ready: new Set(), disconnected: new Set() };

  async subscribeMessage(listener, message) {
    const one = { listener, message };
    this.subscriptions.push(one);
    const last = harness.sent[message.type];
    if (last !== undefined) setTimeout(() => this.subscriptions.includes(one) && listener(last));
    return async () => {
      this.subscriptions = this.subscriptions.filter((other) => other !== one);
    };
  }

  addEventListener(type, listener) {
    this.listeners[type].add(listener);
  }

  removeEventListener(type, listener) {
    this.listeners[type].delete(listener);
  }
}

const flatten = (tree, path) =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}.${key}`, value]] : flatten(value, `${path}.${key}`),
  );

const language = await (await fetch("/en.json")).json();
const texts = new Map(flatten(language, "component.lens_cap"));
const stretched = new URLSearchParams(location.search).get("stretch") === "yes";
const localize = (key, values = {}) => {
  const text = (texts.get(key) ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  return stretched ? text.replace(/\p{L}{3,}/gu, (word) => word + word.slice(0, Math.ceil(word.length * 0.4))) : text;
};

const connection = new Connection();
const base = {
  connection,
  connected: true,
  states: {},
  entities: {},
  devices: {},
  areas: {},
  user: { id: "user", name: "Anna", is_admin: true },
  language: "en",
  locale: { language: "en", time_format: "24" },
  config: { time_zone: "Europe/Berlin" },
  themes: {},
  localize,
  loadBackendTranslation: async () => localize,
  callService: async (domain, service, data, target) => harness.answer({ domain, service, data, target }),
  callWS: async (message) => harness.answer(message),
};

window.harness = {
  connection,
  sent: {},
  calls: [],
  answers: {},
  elements: [],
  hass: base,

  /** Answers a call by what the test prepared; a prepared error is thrown, and "never" never comes. */
  async answer(call) {
    this.calls.push(call);
    const prepared = this.answers[call.type ?? `${call.domain}.${call.service}`];
    if (prepared === "never") return new Promise(() => undefined);
    if (prepared?.error !== undefined) throw prepared.error;
    return prepared ?? null;
  },

  /** Sends what the server would send to whoever subscribed. */
  send(type, message, { keep = true } = {}) {
    if (keep) this.sent[type] = message;
    for (const one of connection.subscriptions) if (one.message.type === type) one.listener(message);
  },

  lose() {
    connection.connected = false;
    connection.subscriptions = [];
    for (const listener of [...connection.listeners.disconnected]) listener();
  },

  find() {
    connection.connected = true;
    for (const listener of [...connection.listeners.ready]) listener();
  },

  /** Gives every element a new object with other states, as Home Assistant does all the time. */
  update(change = {}) {
    this.hass = { ...this.hass, ...change };
    for (const element of this.elements) element.hass = this.hass;
  },

  /** Puts an element of ours into the page. */
  show(tag, config, properties = {}) {
    const element = document.createElement(tag);
    Object.assign(element, properties);
    if (config !== undefined && config !== null) element.setConfig(config);
    element.hass = this.hass;
    this.elements.push(element);
    document.querySelector("#stage").append(element);
    return element;
  },

  clear() {
    for (const element of this.elements) element.remove();
    this.elements = [];
  },
};

// As Home Assistant's dialog manager does: each dialog is an entry in the history, and whoever goes back closes it.
let shown;
window.addEventListener("show-dialog", async (event) => {
  const { dialogTag, dialogImport, dialogParams } = event.detail;
  await dialogImport();
  const dialog = document.createElement(dialogTag);
  if (dialog.dialogNext !== true || !("params" in dialog)) throw new Error("no dialog of today");
  dialog.addEventListener("dialog-closed", (closed) => {
    const open = shown === dialog;
    shown = undefined;
    if (open && history.state?.dialog === closed.detail.dialog) history.back();
  });
  history.replaceState({ ...history.state, opensDialog: true }, "");
  history.pushState({ dialog: dialogTag }, "");
  shown = dialog;
  dialog.params = dialogParams;
  document.body.append(dialog);
});
window.addEventListener("popstate", () => {
  const dialog = shown;
  if (dialog === undefined || history.state?.dialog !== undefined) return;
  shown = undefined;
  if (dialog.closeDialog() !== false) return;
  shown = dialog;
  history.forward();
});

customElements.define("home-assistant", class extends HTMLElement {});
if (!new URLSearchParams(location.search).has("later")) {
  await import("/lens-cap.js");
  await import("/lens-cap-elements.js"); // the same that it loads
}
document.documentElement.dataset.ready = "yes";
