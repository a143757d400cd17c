// Undo and redo of whole states. Pure.

const MOST = 200;

export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
}

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [] });

/** Return the history with a new state; what could be done again is forgotten. */
export const change = <T>(history: History<T>, now: T): History<T> =>
  now === history.now
    ? history
    : { past: [...history.past, history.now].slice(-MOST), now, future: [] };

/** Return the history with the newest state exchanged, which is no step. */
export const amend = <T>(history: History<T>, now: T): History<T> => ({ ...history, now });

export function undo<T>(history: History<T>): History<T> {
  const { past, now, future } = history;
  if (past.length === 0) return history;
  return { past: past.slice(0, -1), now: past.at(-1) as T, future: [now, ...future] };
}

export function redo<T>(history: History<T>): History<T> {
  const { past, now, future } = history;
  if (future.length === 0) return history;
  return { past: [...past, now], now: future[0] as T, future: future.slice(1) };
}
