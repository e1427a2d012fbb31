// How often may something be done?

export interface Cooldowns {
  /**
   * Takes one use of a key. Counted over all processes.
   * @returns undefined where it was free, else the seconds (rounded up) until the next use is.
   */
  take(key: string, uses: number, windowSeconds: number): Promise<number | undefined>;
  prune(before: Date): Promise<number>;
}
