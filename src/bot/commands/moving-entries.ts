// How do a community's entries get out as a file, and in again?

import type { Entry } from '../../entry/entry-schema.ts';
import { languageOfLocale, textsOf } from '../../i18n/texts.ts';
import { type Line, plain, type Section } from '../answer.ts';
import type { CommandDefinition, Services } from '../command.ts';
import { type ImportReport, importEntries } from '../import-export/import-entries.ts';
import { IMPORT_FORMATS, type ImportFormat } from '../import-export/import-row.ts';
import { formatOf, readRows } from '../import-export/read-rows.ts';
import { type ExportCounts, fileName, writeEntries } from '../import-export/write-entries.ts';
import { recordDeed } from '../moderation/audit.ts';
import { scopeToModerate } from '../moderation/may-moderate.ts';
import { isWebAddress } from '../moderation/web-address.ts';
import { unhurriedly } from '../pauses.ts';
import { presentNotice } from '../present/present-notice.ts';
import { UserError } from '../user-error.ts';

/** Largest file read in a chat, in bytes: what Discord attaches without paying. */
const MAX_FILE_BYTES = 10_000_000;

/** Faults told one by one. */
const MOST_SHOWN = 10;

/** Bytes of a file handed on at once: text that is taken apart in small steps. */
const CHUNK_BYTES = 64 * 1024;

export const exportEntries: CommandDefinition = {
  name: 'export',
  role: 'moderator',
  listed: true,
  summary: 'command.export',
  options: [
    { name: 'format', kind: 'choice', required: false, summary: 'option.format', choices: IMPORT_FORMATS },
    { name: 'base-url', kind: 'text', required: false, summary: 'option.base-url' },
  ],
  async run({ args, asker }, services) {
    const { texts } = asker;
    const scope = scopeToModerate(asker);
    const format = (args.format ?? 'yaml') as ImportFormat;
    const baseUrl = args['base-url'];
    if (baseUrl !== undefined && !isWebAddress(baseUrl)) {
      throw new UserError('field-problem.bad-address', { text: baseUrl });
    }
    const entries = await ownEntries(scope, services);
    const counts: ExportCounts = { written: 0, leftOut: 0 };
    const parts: Uint8Array[] = [];
    const encoder = new TextEncoder();
    const context = {
      publisher: { name: texts.t('about.headline') },
      baseUrl,
      verdictWords: (verdict: Entry['verdict'], lang: string) =>
        textsOf(languageOfLocale(lang) ?? 'en').t(`verdict.${verdict}`),
    };
    for await (const part of writeEntries(format, () => unhurriedly(entries), context, counts))
      parts.push(encoder.encode(part));
    const sections: Section[] =
      counts.leftOut === 0
        ? []
        : [{ key: 'text', label: '', lines: [plain(texts.t('export.left-out', { count: counts.leftOut }))] }];
    return {
      kind: 'answer',
      visibility: 'private',
      answer: presentNotice(texts, texts.t('export.lead', { count: counts.written }), { sections }),
      files: [{ name: fileName(format), content: Buffer.concat(parts) }],
    };
  },
};

/** A scope's published entries, in the order of their ids. */
async function ownEntries(scope: string, { store }: Pick<Services, 'store'>): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const { entry } of unhurriedly(store.entries.published(scope))) entries.push(entry);
  return entries;
}

export const importFile: CommandDefinition = {
  name: 'import',
  role: 'moderator',
  listed: true,
  summary: 'command.import',
  options: [
    { name: 'file', kind: 'file', required: true, summary: 'option.file' },
    { name: 'format', kind: 'choice', required: false, summary: 'option.format', choices: IMPORT_FORMATS },
    { name: 'dry-run', kind: 'flag', required: false, summary: 'option.dry-run' },
  ],
  async run(request, services) {
    const { args, asker, incoming } = request;
    const { texts } = asker;
    const file = incoming.files?.file;
    if (file === undefined)
      throw new UserError('problem.missing-option', {
        command: 'import',
        option: 'file',
        summary: texts.t('option.file'),
      });
    if (file.content.length > MAX_FILE_BYTES) {
      const size = Math.ceil(file.content.length / 1_000_000);
      throw new UserError('import.too-big', { size, max: MAX_FILE_BYTES / 1_000_000 });
    }
    const beginning = new TextDecoder().decode(file.content.slice(0, 2_000));
    const format = (args.format as ImportFormat | undefined) ?? formatOf(file.name, beginning);
    if (format === undefined) throw new UserError('import.no-format', { name: file.name });
    const scope = scopeToModerate(asker);
    const dryRun = args['dry-run'] === 'true';
    const today = services.now().toISOString().slice(0, 10);
    // Where two must agree, what is imported waits as drafts for others to publish.
    const report = await importEntries(
      readRows(format, inChunks(file.content), { today, ratings: services.ratings }),
      services.store,
      {
        scope,
        by: asker.person,
        dryRun,
        status: asker.settings.twoPersonReview ? 'draft' : 'published',
      },
    );
    if (!dryRun && report.added + report.updated > 0) {
      const after = countsOf(report, texts.t);
      await recordDeed({ action: 'import', scope, subject: file.name, after }, request, services);
      await services.catchUp();
    }
    const section = (label: string, lines: readonly Line[]): Section[] =>
      lines.length === 0 ? [] : [{ key: 'list', label, lines: lines.slice(0, MOST_SHOWN) }];
    return {
      kind: 'answer',
      visibility: 'private',
      answer: presentNotice(texts, countsOf(report, texts.t), {
        headline: texts.t(dryRun ? 'import.dry-headline' : 'import.headline'),
        sections: [
          ...section(
            texts.t('import.faults'),
            report.faults.map(({ row, problem }) => plain(texts.t('import.row', { row, problem }))),
          ),
          ...section(
            texts.t('import.unknown-ratings'),
            [...report.unknownRatings].map(([label, count]) => plain(`${label} (${count})`)),
          ),
          ...section(
            texts.t('import.duplicates'),
            report.duplicates.map(({ row, claim, entryId }) =>
              plain(texts.t('import.row', { row, problem: `${claim} · ${entryId}` })),
            ),
          ),
        ],
      }),
    };
  },
};

async function* inChunks(content: Uint8Array): AsyncGenerator<Uint8Array> {
  const chunks = function* () {
    for (let at = 0; at < content.length; at += CHUNK_BYTES) yield content.subarray(at, at + CHUNK_BYTES);
  };
  yield* unhurriedly(chunks());
}

function countsOf(report: ImportReport, t: (key: 'import.counts', values: Record<string, number>) => string): string {
  const { added, updated, unchanged, duplicateCount: duplicates, faultCount: faults } = report;
  return t('import.counts', { added, updated, unchanged, duplicates, faults });
}
