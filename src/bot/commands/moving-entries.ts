// How do a community's entries get out as a file, and in again?

import { SHARED_SCOPE } from '../../core/claim.ts';
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
import { presentNotice } from '../present/present-notice.ts';
import { UserError } from '../user-error.ts';

/** Largest file read in a chat, in bytes: what Discord attaches without paying. */
const MAX_FILE_BYTES = 10_000_000;

/** Faults told one by one. */
const MOST_SHOWN = 10;

/** Entries read at once while exporting. */
const PAGE = 500;

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
    const parts: string[] = [];
    const context = {
      publisher: { name: texts.t('about.headline') },
      baseUrl,
      verdictWords: (verdict: Entry['verdict'], lang: string) =>
        textsOf(languageOfLocale(lang) ?? 'en').t(`verdict.${verdict}`),
    };
    for await (const part of writeEntries(format, () => listed(entries), context, counts)) parts.push(part);
    const sections: Section[] =
      counts.leftOut === 0
        ? []
        : [{ key: 'text', label: '', lines: [plain(texts.t('export.left-out', { count: counts.leftOut }))] }];
    return {
      kind: 'answer',
      visibility: 'private',
      answer: presentNotice(texts, texts.t('export.lead', { count: counts.written }), { sections }),
      files: [{ name: fileName(format), content: new TextEncoder().encode(parts.join('')) }],
    };
  },
};

/** A community's published entries, in the order of their ids. The shared ones come with the program. */
async function ownEntries(scope: string, { store }: Pick<Services, 'store'>): Promise<Entry[]> {
  const entries: Entry[] = [];
  if (scope === SHARED_SCOPE) {
    for await (const record of store.entries.published()) if (record.scope === scope) entries.push(record.entry);
    return entries;
  }
  // A community has few of its own among many: read them by their scope, newest change first.
  const seen = new Set<string>();
  for (let limit = PAGE; ; limit += PAGE) {
    const records = await store.entries.list({ scopes: [scope], statuses: ['published'], limit });
    for (const { id, entry } of records) {
      if (!seen.has(id)) entries.push(entry);
      seen.add(id);
    }
    if (records.length < limit) break;
  }
  return entries.sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function* listed(entries: readonly Entry[]): AsyncGenerator<Entry> {
  yield* entries;
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
    const bytes = (async function* () {
      yield file.content;
    })();
    // Where two must agree, what is imported waits as drafts for others to publish.
    const report = await importEntries(readRows(format, bytes, { today, ratings: services.ratings }), services.store, {
      scope,
      by: asker.person,
      dryRun,
      status: asker.settings.twoPersonReview ? 'draft' : 'published',
    });
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

function countsOf(report: ImportReport, t: (key: 'import.counts', values: Record<string, number>) => string): string {
  const { added, updated, unchanged, duplicateCount: duplicates, faultCount: faults } = report;
  return t('import.counts', { added, updated, unchanged, duplicates, faults });
}
