// What do readers say of the answers?

import { SHARED_SCOPE } from '../../core/claim.ts';
import { type Line, plain, quoted, type Section } from '../answer.ts';
import type { Asker, CommandDefinition, Services } from '../command.ts';
import { recordDeed } from '../moderation/audit.ts';
import { mayChange, readModeratedEntry, scopeToModerate } from '../moderation/may-moderate.ts';
import {
  disputedEntries,
  feedbackOf,
  helpfulEntries,
  openDisputes,
  settleFeedback,
} from '../moderation/reader-feedback.ts';
import { inLanguage } from '../present/localized.ts';
import { presentNotice } from '../present/present-notice.ts';
import { privately } from '../reply.ts';
import { entryOption } from './options.ts';

/** Entries in the list of those found helpful. */
const MOST_HELPFUL = 10;

export const feedback: CommandDefinition = {
  name: 'feedback',
  role: 'moderator',
  listed: true,
  summary: 'command.feedback',
  options: [],
  async run({ asker }, services) {
    const { texts } = asker;
    const { t } = texts;
    const scope = scopeToModerate(asker);
    const disputed = (await disputedEntries(scope, services)).slice(0, 25);
    const counted = await helpfulEntries(scope, new Date(0), services);
    if (disputed.length === 0 && counted.length === 0) return privately(presentNotice(texts, t('feedback.none')));
    const found = counted.slice(0, MOST_HELPFUL);
    const claims = await claimsOf(
      [...disputed, ...found].map(({ entryId }) => entryId),
      asker,
      services,
    );
    const shown = disputed.map(({ entryId, count }) => {
      const helpful = counted.find((each) => each.entryId === entryId)?.helpful ?? 0;
      return { entryId, label: claims.get(entryId) ?? entryId, description: t('feedback.counts', { count, helpful }) };
    });
    const section = (label: string, lines: readonly Line[]): Section[] =>
      lines.length > 0 ? [{ key: 'list', label, lines }] : [];
    return privately({
      ...presentNotice(texts, t(disputed.length > 0 ? 'feedback.lead' : 'feedback.none'), {
        headline: t('feedback.headline'),
        sections: [
          ...section(
            t('feedback.disputed-list'),
            shown.map(({ label, description }) => quoted(label, description)),
          ),
          ...section(
            t('feedback.helpful-list'),
            found.map(({ entryId, notThis, helpful }) =>
              quoted(claims.get(entryId) ?? entryId, t('feedback.counts', { count: notThis, helpful })),
            ),
          ),
        ],
      }),
      ...(shown.length > 0 && {
        choices: {
          placeholder: t('nearest.choose'),
          options: shown.map(({ entryId, label, description }) => ({
            label,
            description,
            call: { command: 'feedback-on', args: { entry: entryId } },
          })),
        },
      }),
    });
  },
};

/** The claims of those entries that a moderator sees, by id. */
async function claimsOf(ids: readonly string[], asker: Asker, { store }: Services): Promise<Map<string, string>> {
  const records = (await store.entries.getMany([...new Set(ids)])).filter(
    ({ scope }) => scope === SHARED_SCOPE || scope === asker.scope,
  );
  return new Map(records.map(({ id, entry }) => [id, inLanguage(entry.claim, asker.texts.lang)?.text ?? id]));
}

export const feedbackOn: CommandDefinition = {
  name: 'feedback-on',
  role: 'moderator',
  listed: false,
  summary: 'command.feedback',
  options: [entryOption],
  async run({ args, asker }, services) {
    const { texts } = asker;
    const { t } = texts;
    const scope = scopeToModerate(asker);
    const record = await readModeratedEntry(args.entry ?? '', asker, services);
    const all = await openDisputes(record.id, scope, services);
    const call = (command: string) => ({ command, args: { entry: record.id } });
    const { notThis, helpful } = await feedbackOf(record.id, scope, services);
    const lines = all.slice(0, 15).map(({ at, features }) => {
      const strongest = Object.entries(features)
        .slice(0, 4)
        .map(([name, value]) => `${name} ${value}`);
      return plain([texts.date(at.toISOString().slice(0, 10)), t('feedback.not-this'), ...strongest].join(' · '));
    });
    return privately(
      presentNotice(texts, inLanguage(record.entry.claim, texts.lang)?.text ?? record.id, {
        headline: t('feedback.headline'),
        sections: [
          { key: 'text', label: '', lines: [plain(t('feedback.counts', { count: notThis, helpful }))] },
          { key: 'list', label: '', lines },
        ],
        actions: [
          ...(mayChange(record.scope, asker)
            ? [{ label: t('action.confirm-negative'), style: 'primary' as const, call: call('negative') }]
            : record.scope === SHARED_SCOPE && asker.scope !== undefined
              ? [{ label: t('action.override'), call: call('override') }]
              : []),
          { label: t('action.set-aside'), call: call('set-aside') },
          { label: t('action.open-entry'), call: call('edit') },
        ],
      }),
    );
  },
};

/** Looked at, nothing to do. */
export const setAside: CommandDefinition = {
  name: 'set-aside',
  role: 'moderator',
  listed: false,
  summary: 'action.set-aside',
  options: [entryOption],
  async run(request, services) {
    const { args, asker } = request;
    const scope = scopeToModerate(asker);
    const record = await readModeratedEntry(args.entry ?? '', asker, services);
    await settleFeedback(record.id, scope, 'dismissed', services);
    await recordDeed({ action: 'set-aside', scope, subject: record.id }, request, services);
    return { ...privately(presentNotice(asker.texts, asker.texts.t('feedback.set-aside'))), replaces: true };
  },
};
