// What did a check of the installation find?

export interface Finding {
  readonly state: 'ok' | 'warning' | 'fault';
  /** What was looked at, in a word or two. */
  readonly subject: string;
  /** What was found; for a warning or fault, also what to do. */
  readonly text: string;
}

export const ok = (subject: string, text: string): Finding => ({ state: 'ok', subject, text });
export const warning = (subject: string, text: string): Finding => ({ state: 'warning', subject, text });
export const fault = (subject: string, text: string): Finding => ({ state: 'fault', subject, text });
