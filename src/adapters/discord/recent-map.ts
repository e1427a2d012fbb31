// What was it a moment ago? A map that forgets its oldest.

export interface RecentMap<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/** @param most entries kept. */
export function createRecentMap<Value>(most: number): RecentMap<Value> {
  const map = new Map<string, Value>();
  return {
    get: (key) => map.get(key),
    delete(key) {
      map.delete(key);
    },
    set(key, value) {
      map.delete(key);
      map.set(key, value);
      const [oldest] = map.keys();
      if (map.size > most && oldest !== undefined) map.delete(oldest);
    },
  };
}
