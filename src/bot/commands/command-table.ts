// Which commands are there?

import type { CommandDefinition } from '../command.ts';
import { about, forgetMe, help } from './about-the-bot.ts';
import { check, details, find, none, pick, share, show } from './asking.ts';
import { askModerators, cancel, handOver, notThis } from './handing-over.ts';
import { settings } from './settings-command.ts';

/** All commands, in the order `help` lists them. Every platform is fed from here. */
export const commandTable: readonly CommandDefinition[] = [
  check,
  find,
  show,
  help,
  about,
  settings,
  forgetMe,
  details,
  pick,
  none,
  share,
  notThis,
  askModerators,
  handOver,
  cancel,
];
