// Which commands are there?

import type { CommandDefinition } from '../command.ts';
import { about, forgetMe, help } from './about-the-bot.ts';
import { add, addFrom } from './adding.ts';
import { check, details, find, none, pick, share, show } from './asking.ts';
import { discard, draft, drafts, keep, preview, publish } from './drafting.ts';
import { edit } from './editing.ts';
import { history, revert } from './entry-history.ts';
import { explain } from './explaining.ts';
import { exportEntries } from './exporting.ts';
import { askModerators, cancel, handOver, helpful, notThis } from './handing-over.ts';
import { importFile } from './importing.ts';
import { answerFind, answerWith, claim, dismiss, inbox, question } from './inbox.ts';
import { distinct, override, wording } from './near-entries.ts';
import { negative } from './negative.ts';
import { feedback, feedbackOn, setAside } from './reader-feedback.ts';
import { changes, latest } from './recent-entries.ts';
import { restore, retire, retired } from './retiring.ts';
import { reviews } from './reviews.ts';
import { settings } from './settings-command.ts';

/** All commands, in the order `help` lists them. Every platform is fed from here. */
export const commandTable: readonly CommandDefinition[] = [
  check,
  find,
  show,
  latest,
  help,
  about,
  forgetMe,
  add,
  edit,
  drafts,
  inbox,
  feedback,
  reviews,
  explain,
  history,
  retire,
  restore,
  retired,
  importFile,
  exportEntries,
  changes,
  settings,
  details,
  pick,
  none,
  share,
  helpful,
  notThis,
  askModerators,
  handOver,
  cancel,
  addFrom,
  draft,
  preview,
  distinct,
  wording,
  override,
  publish,
  keep,
  discard,
  revert,
  question,
  claim,
  answerWith,
  answerFind,
  dismiss,
  feedbackOn,
  negative,
  setAside,
];
