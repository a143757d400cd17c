/** A whole sentence: a key of `config_panel`, and what is put into it. Never glued from parts. */
export interface Sentence {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

export const sentence = (key: string, values?: Sentence["values"]): Sentence =>
  values === undefined ? { key } : { key, values };
