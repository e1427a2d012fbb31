// How is somebody told something, and how is an earlier answer put right?

import { createHash } from 'node:crypto';
import { languageOfLocale, textsOf } from '../../i18n/texts.ts';
import type { EntryRecord } from '../../store/entry-record.ts';
import type { NewJob } from '../../store/port/job-queue.ts';
import type { PostedAnswer } from '../../store/port/posted-answers.ts';
import type { Store } from '../../store/store.ts';
import { type Answer, plain } from '../answer.ts';
import type { Messenger } from '../messenger.ts';
import {
  CORRECT_ALL,
  type CorrectAllPayload,
  type CorrectedEntry,
  type CorrectPayload,
  correctJob,
  correctKind,
  type TellPayload,
  tellKind,
} from '../moderation/tell-job.ts';
import { answerActions } from '../present/present-decision.ts';
import { claimSection, presentEntry } from '../present/present-entry.ts';
import { presentNotice } from '../present/present-notice.ts';
import type { JobHandler } from './worker.ts';

/** Answers looked up at once. */
const PAGE = 200;

/** Between two edits in the same channel, in milliseconds: Slack allows about one message a second and channel. */
const CHANNEL_PAUSE_MS = 1_200;

type Needs = { readonly store: Store; readonly now: () => Date };

/** What a process can do with the messengers it has. */
export function deliveryHandlers(messengers: Iterable<Messenger>, needs: Needs): [string, JobHandler][] {
  const handlers: [string, JobHandler][] = [
    [
      CORRECT_ALL,
      {
        async run(job) {
          // A job of an earlier version holds one entry, not a list.
          const entries = [job.payload as CorrectAllPayload | CorrectedEntry].flat();
          for (const entry of entries) await spread(entry, needs);
        },
      },
    ],
  ];
  for (const messenger of messengers) {
    handlers.push(
      [
        tellKind(messenger.platform),
        {
          async run(job) {
            const { target, answer } = job.payload as TellPayload;
            await messenger.tell(target, answer, { key: keyOf(job.id), again: job.attempt > 1 });
          },
        },
      ],
      [correctKind(messenger.platform), { run: (job) => correct(job.payload as CorrectPayload, messenger, needs) }],
    );
  }
  return handlers;
}

/** One job for each posted answer, spaced within a channel. An answer has one job a revision, however often this runs. */
async function spread({ entryId, revision }: CorrectedEntry, { store, now }: Needs): Promise<void> {
  const next = new Map<string, number>();
  // Corrected answers drop out of this list; those to come stay in it, so pages are told apart by what was seen.
  const seen = new Set<string>();
  for (let limit = PAGE; ; limit += PAGE) {
    const outdated = await store.posted.outdated(entryId, revision, limit);
    const jobs: NewJob[] = [];
    for (const { inquiryId, platform, channel } of outdated) {
      if (seen.has(inquiryId)) continue;
      seen.add(inquiryId);
      const place = `${platform} ${channel}`;
      const at = next.get(place) ?? now().getTime();
      next.set(place, at + CHANNEL_PAUSE_MS);
      jobs.push(
        correctJob(platform, { inquiryId, entryId, revision }, at > now().getTime() ? new Date(at) : undefined),
      );
    }
    await store.jobs.add(jobs);
    if (outdated.length < limit) return;
  }
}

async function correct(
  { inquiryId, entryId, revision }: CorrectPayload,
  messenger: Messenger,
  { store, now }: Needs,
): Promise<void> {
  const posted = await store.posted.get(inquiryId);
  if (posted === undefined || posted.entryId !== entryId || (posted.revision ?? 0) >= revision) return;
  const record = await store.entries.get(entryId);
  if (record === undefined) return;
  const delivery = await messenger.edit(posted.address, await correctedAnswer(posted, record, store, now()));
  // What was shown is the newest revision, which may be later than the one that called for the correction.
  if (delivery === 'gone') await store.posted.remove(inquiryId);
  else await store.posted.add({ ...posted, revision: record.revision });
}

/** A job's key as platforms see it: the job's own id means nothing to others who can read it. */
function keyOf(jobId: string): string {
  return createHash('sha256').update(jobId).digest('base64url').slice(0, 25);
}

/** The answer as it should stand now: the entry with its dated note, or that it no longer stands. */
async function correctedAnswer(
  { inquiryId, lang }: PostedAnswer,
  record: EntryRecord,
  store: Store,
  now: Date,
): Promise<Answer> {
  const texts = textsOf(languageOfLocale(lang) ?? 'en');
  if (record.status === 'published') {
    return presentEntry(record.entry, answerActions(record.id, inquiryId, texts), texts);
  }
  const date = texts.date((record.retirement ? record.updatedAt : now).toISOString().slice(0, 10));
  const { reason, note, mergedInto } = record.retirement ?? { reason: 'withdrawn' };
  const other = mergedInto === undefined ? undefined : await store.entries.get(mergedInto);
  const why = texts.t('corrected.retired', { date, reason: texts.t(`retire.${reason}`), note: note ?? '' });
  if (other?.status === 'published') {
    const answer = presentEntry(other.entry, answerActions(other.id, inquiryId, texts), texts);
    return { ...answer, sections: [...answer.sections, { key: 'updated', label: '', lines: [plain(why)] }] };
  }
  return presentNotice(texts, why, {
    headline: texts.t('corrected.headline'),
    sections: [claimSection(record.entry, texts)],
  });
}
