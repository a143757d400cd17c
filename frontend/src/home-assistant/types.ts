// What we use of Home Assistant's objects, as its frontend 20260930 gives them to cards and panels.

export type Unsubscribe = () => Promise<void> | void;

export interface Connection {
  readonly connected: boolean;
  subscribeMessage(
    listener: (message: unknown) => void,
    message: { type: string; [key: string]: unknown },
    options?: { resubscribe?: boolean },
  ): Promise<Unsubscribe>;
  addEventListener(type: "ready" | "disconnected", listener: () => void): void;
  removeEventListener(type: "ready" | "disconnected", listener: () => void): void;
}

export interface HassEntity {
  readonly state: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface RegistryEntity {
  readonly platform?: string;
  readonly device_id?: string;
  readonly area_id?: string;
  readonly translation_key?: string;
  readonly hidden?: boolean;
}

export interface Locale {
  readonly language: string;
  readonly time_format?: string;
  readonly time_zone?: string;
}

export type Localize = (key: string, values?: Record<string, string | number>) => string;

export interface HomeAssistant {
  readonly connection: Connection;
  readonly connected: boolean;
  readonly states: Readonly<Record<string, HassEntity>>;
  readonly entities: Readonly<Record<string, RegistryEntity>>;
  readonly devices: Readonly<Record<string, { readonly area_id?: string }>>;
  readonly areas: Readonly<Record<string, { readonly name: string }>>;
  readonly user?: { readonly id: string; readonly name: string; readonly is_admin: boolean };
  readonly language: string;
  readonly locale: Locale;
  readonly config: { readonly time_zone: string };
  readonly themes: unknown;
  readonly localize: Localize;
  loadBackendTranslation(category: string, integration?: string): Promise<Localize>;
  callService(
    domain: string,
    service: string,
    data?: Record<string, unknown>,
    target?: Record<string, unknown>,
    notifyOnError?: boolean,
    returnResponse?: boolean,
  ): Promise<unknown>;
  callWS(message: { type: string; [key: string]: unknown }): Promise<unknown>;
}
