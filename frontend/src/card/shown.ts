import type { Camera } from "../feed/schema.js";
import type { State } from "../feed/state.js";
import type { Say } from "../home-assistant/texts.js";
import type { HomeAssistant } from "../home-assistant/types.js";
import type { CameraWords } from "../words/camera.js";
import type { Moments } from "../words/moment.js";
import type { CardConfig } from "./config.js";
import type { Why } from "./why.js";

/** What a card shows at a moment. */
export interface Shown {
  readonly config: CardConfig;
  readonly say: Say;
  readonly at: Moments;
  readonly view: State;
  readonly camera: Camera | undefined;
  readonly words: CameraWords;
  readonly name: string;
  readonly live: boolean;
  readonly preview: boolean;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly asking: boolean;
  readonly why: Why | undefined;
  readonly home: () => HomeAssistant | undefined;
}

/** What can be done with a card. */
export interface Hands {
  press(): void;
  choose(id: string): void;
  watch(): void;
  cancel(): void;
  guestsLeft(): void;
}
