// What should a community's moderators know once a week?

import { SHARED_SCOPE } from '../../core/claim.ts';
import { textsOf } from '../../i18n/texts.ts';
import { type Answer, type Line, quoted, type Section } from '../answer.ts';
import { chooseLanguage } from '../asker.ts';
import type { Services } from '../command.ts';
import type { Platform } from '../incoming.ts';
import { openGroups } from '../moderation/answer-inquiry.ts';
import { disputedEntries, helpfulEntries } from '../moderation/reader-feedback.ts';
import { tellJob } from '../moderation/tell-job.ts';
import { inLanguage } from '../present/localized.ts';
import { presentNotice } from '../present/present-notice.ts';
import { readSettings } from '../settings.ts';
import type { LinkReport } from './check-links.ts';

/** Lines of each kind. */
const MOST_LINES = 5;

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

type Needs = Pick<Services, 'store' | 'newMatcher' | 'reviewsDue' | 'now'>;

/** Looks whether the addresses of a scope's entries still answer; undefined where that is switched off. */
export type LinkChecker = (scope: string) => Promise<readonly LinkReport[]>;

/** What a `digest` job holds. */
export interface DigestPayload {
  readonly scope: string;
  readonly week: string;
}

export const DIGEST = 'digest';

/** Plans the digest of every community with a log channel, once a week whichever process asks first. */
export async function planDigests({ store, now }: Pick<Needs, 'store' | 'now'>): Promise<void> {
  const week = isoWeek(now());
  const scopes = await store.settings.scopesWith('logChannel');
  await store.jobs.add(
    scopes.map((scope) => {
      const payload: DigestPayload = { scope, week };
      return { id: `digest:${scope}:${week}`, kind: DIGEST, payload };
    }),
  );
}

/** Writes a digest and hands it on to be sent. A week with nothing to say has none. */
export async function writeDigest(
  { scope, week }: DigestPayload,
  needs: Needs,
  checkLinks: LinkChecker | undefined,
): Promise<void> {
  const settings = await readSettings(needs.store, scope);
  const [platform, community] = splitScope(scope);
  if (settings.logChannel === undefined || community === undefined) return;
  const answer = await digestOf(scope, settings, needs, settings.linkChecks ? checkLinks : undefined);
  if (answer === undefined) return;
  const target = { where: 'channel', channel: settings.logChannel, community } as const;
  await needs.store.jobs.add([tellJob(`digest-message:${scope}:${week}`, platform, target, answer, undefined)]);
}

/** The digest of a scope; undefined where there is nothing to say. */
export async function digestOf(
  scope: string,
  settings: Awaited<ReturnType<typeof readSettings>>,
  needs: Needs,
  checkLinks: LinkChecker | undefined,
): Promise<Answer | undefined> {
  const { store, now, reviewsDue } = needs;
  const texts = textsOf(chooseLanguage(undefined, settings.language, ''));
  const { t } = texts;
  const claimOf = async (id: string) => {
    const record = await store.entries.get(id);
    const visible = record?.scope === SHARED_SCOPE || record?.scope === scope;
    return (visible ? inLanguage(record?.entry.claim, texts.lang)?.text : undefined) ?? id;
  };

  const groups = (await openGroups(scope, needs)).toSorted((a, b) => b.items.length - a.items.length);
  const weekAgo = new Date(now().getTime() - WEEK_MS);
  const disputed = await disputedEntries(scope, needs);
  const found = await helpfulEntries(scope, weekAgo, needs);
  const due = reviewsDue(scope, now().toISOString().slice(0, 10));
  const broken = (await checkLinks?.(scope)) ?? [];
  const counts = await store.inquiries.countSince(weekAgo, scope);

  const sections: Section[] = [];
  const put = (label: string, lines: readonly Line[]) => {
    if (lines.length > 0) sections.push({ key: 'list', label, lines: lines.slice(0, MOST_LINES) });
  };
  put(
    t('digest.asked'),
    groups.map(({ newest, items }) => quoted(newest.text.slice(0, 200), t('inbox.asked', { count: items.length }))),
  );
  const entryLine = async (entryId: string, words: string): Promise<Line> => quoted(await claimOf(entryId), words);
  const shown = <T>(all: readonly T[], line: (each: T) => Promise<Line>) =>
    Promise.all(all.slice(0, MOST_LINES).map(line));
  put(
    t('digest.disputed'),
    await shown(disputed, ({ entryId, count }) => entryLine(entryId, t('feedback.times-not-this', { count }))),
  );
  put(
    t('digest.helpful'),
    await shown(found, ({ entryId, helpful }) => entryLine(entryId, t('feedback.times-helpful', { count: helpful }))),
  );
  put(t('digest.due'), await shown(due, ({ id, reviewBy }) => entryLine(id, texts.date(reviewBy))));
  put(
    t('digest.links'),
    broken.map(({ entryId, url, problem }) => [
      { text: `${entryId} · ` },
      { text: url, url },
      { text: ` · ${problem}` },
    ]),
  );
  const total = counts.answer + counts.ask + counts.differs + counts.unreviewed;
  if (sections.length === 0 && total === 0) return undefined;
  return presentNotice(
    texts,
    t('digest.lead', { count: total, answered: counts.answer, unreviewed: counts.unreviewed }),
    {
      headline: t('digest.headline'),
      sections,
      actions: groups.length > 0 ? [{ label: t('digest.open-inbox'), call: { command: 'inbox', args: {} } }] : [],
    },
  );
}

function splitScope(scope: string): [Platform, string | undefined] {
  const at = scope.indexOf(':');
  if (scope === SHARED_SCOPE || at < 0) return ['console', undefined];
  return [scope.slice(0, at) as Platform, scope.slice(at + 1)];
}

/** The week of a day, such as `2026-W09`: Thursday's year, as ISO 8601 counts. */
export function isoWeek(day: Date): string {
  const thursday = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.ceil(((thursday.getTime() - first) / 86_400_000 + 1) / 7);
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
