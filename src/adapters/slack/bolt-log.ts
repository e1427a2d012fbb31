// What of what Slack's libraries say reaches our log?

import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../bot/log.ts';

/** Says nothing: for clients whose failures we log ourselves, once and with the cause. */
export function silentLogger(): Logger {
  const nothing = () => {};
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    setLevel: nothing,
    setName: nothing,
    getLevel: () => LogLevel.ERROR,
  };
}

/** Passes warnings and errors on, such as a request with a forged signature. Never debug lines: they hold messages. */
export function boltLogger(log: Log): Logger {
  const pass = (...parts: unknown[]) => log.warn({}, `Slack: ${parts.map(String).join(' ').slice(0, 300)}`);
  return { ...silentLogger(), warn: pass, error: pass, getLevel: () => LogLevel.WARN };
}
