// Which entries were reviewed or changed last?

import type { EntryRecord } from '../../store/entry-record.ts';
import { CURATED_AUTHOR } from '../../store/entry-record.ts';
import type { Line } from '../answer.ts';
import { scopesOf } from '../check-text.ts';
import type { Asker, CommandDefinition, Services } from '../command.ts';
import { inLanguage } from '../present/localized.ts';
import { presentNotice } from '../present/present-notice.ts';
import { verdictWords } from '../present/verdict-words.ts';
import type { AnswerReply } from '../reply.ts';

const SHOWN = 6;

/** Entries looked at for the latest reviews: those changed last. */
const LOOKED_AT = 200;

/** The claims whose review is the most recent. */
export const latest: CommandDefinition = {
  name: 'latest',
  role: 'asker',
  listed: true,
  summary: 'command.latest',
  options: [],
  async run({ asker }, services) {
    const records = await changed(asker, services, LOOKED_AT, ['published']);
    const shown = records
      .sort((a, b) => (a.entry.reviewed < b.entry.reviewed ? 1 : a.entry.reviewed > b.entry.reviewed ? -1 : 0))
      .slice(0, SHOWN);
    return list(shown, 'latest.headline', asker, ({ entry }) => [
      { text: verdictWords(entry, asker.texts), style: 'strong' },
      { text: ` · ${claimOf(entry, asker)}` },
    ]);
  },
};

/** What people changed last, for those who moderate. */
export const changes: CommandDefinition = {
  name: 'changes',
  role: 'moderator',
  listed: true,
  summary: 'command.changes',
  options: [],
  async run({ asker }, services) {
    const records = await changed(asker, services, LOOKED_AT);
    // What came from the files is no news to those who moderate.
    const shown = records.filter(({ updatedBy }) => updatedBy !== CURATED_AUTHOR).slice(0, SHOWN);
    return list(shown, 'changes.headline', asker, ({ entry, status, revision, updatedAt }) => [
      { text: asker.texts.date(updatedAt.toISOString().slice(0, 10)), style: 'strong' },
      { text: ` · ${asker.texts.t(`changes.${status}`, { revision })} · ${claimOf(entry, asker)}` },
    ]);
  },
};

function changed(
  asker: Asker,
  { store }: Services,
  limit: number,
  statuses?: readonly EntryRecord['status'][],
): Promise<EntryRecord[]> {
  return store.entries.list({ scopes: scopesOf(asker.scope), limit, ...(statuses === undefined ? {} : { statuses }) });
}

function claimOf(entry: EntryRecord['entry'], { texts }: Asker): string {
  return inLanguage(entry.claim, texts.lang)?.text ?? entry.id;
}

function list(
  records: readonly EntryRecord[],
  headline: 'latest.headline' | 'changes.headline',
  asker: Asker,
  lineOf: (record: EntryRecord) => Line,
): AnswerReply {
  const { texts } = asker;
  if (records.length === 0) {
    return { kind: 'answer', visibility: 'private', answer: presentNotice(texts, texts.t('latest.none')) };
  }
  const published = records.filter(({ status }) => status === 'published');
  const answer = presentNotice(texts, '', {
    headline: texts.t(headline),
    sections: [{ key: 'list', label: '', lines: records.map(lineOf) }],
  });
  return {
    kind: 'answer',
    visibility: 'private',
    answer: {
      ...answer,
      lead: undefined,
      choices:
        published.length === 0
          ? undefined
          : {
              placeholder: texts.t('latest.choose'),
              options: published.map(({ id, entry }) => ({
                label: claimOf(entry, asker),
                call: { command: 'show', args: { entry: id } },
              })),
            },
    },
  };
}
