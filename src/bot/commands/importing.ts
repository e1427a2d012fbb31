// How does a moderator bring a file of entries in?

import type { Line, Section } from '../answer.ts';
import { plain } from '../answer.ts';
import type { Asker, CommandDefinition, Request, Services } from '../command.ts';
import { refuseLargeFile } from '../fetch-file.ts';
import { unpackedFile } from '../import-export/compressed-file.ts';
import { type ImportReport, importEntries } from '../import-export/import-entries.ts';
import { IMPORT_FORMATS, type ImportFormat } from '../import-export/import-row.ts';
import { formatOf, readRows } from '../import-export/read-rows.ts';
import type { OfferedFile } from '../incoming.ts';
import { recordDeed } from '../moderation/audit.ts';
import { scopeToModerate } from '../moderation/may-moderate.ts';
import { unhurriedly } from '../pauses.ts';
import { presentNotice } from '../present/present-notice.ts';
import type { AnswerReply, FormReply } from '../reply.ts';
import { UserError } from '../user-error.ts';

/** Faults told one by one. */
const MOST_SHOWN = 10;

/** Bytes of a file handed on at once: text that is taken apart in small steps. */
const CHUNK_BYTES = 64 * 1024;

/** Endings that a form offers first. */
const FILE_TYPES = ['yaml', 'yml', 'json', 'jsonl', 'ndjson', 'jsonld', 'csv', 'html', 'htm', 'gz'];

/** What is to be done with a file. */
interface Order {
  /** Undefined: as the file's name says. */
  readonly format: ImportFormat | undefined;
  readonly dryRun: boolean;
}

/** Takes the file that came with the call, or asks for one in a form, where a trial is what is chosen first. */
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
    const { incoming, asker } = request;
    const scope = scopeToModerate(asker);
    const file = incoming.files?.file;
    if (incoming.fields === undefined) {
      const order = orderIn(request.args, request.args['dry-run'] === 'true');
      if (file !== undefined) return bring(file, order, scope, request, services);
      return fileForm(asker, { ...order, dryRun: request.args['dry-run'] !== 'false' });
    }
    const order = orderIn(request.fields, request.fields.how !== 'apply');
    if (file === undefined) return fileForm(asker, order, asker.texts.t('file.none'));
    try {
      return await bring(file, order, scope, request, services);
    } catch (error) {
      if (error instanceof UserError) return fileForm(asker, order, asker.texts.t(error.key, error.values));
      throw error;
    }
  },
};

function orderIn(given: Readonly<Record<string, string>>, dryRun: boolean): Order {
  return { format: IMPORT_FORMATS.find((format) => format === given.format), dryRun };
}

function fileForm({ texts: { t, lang } }: Asker, { format, dryRun }: Order, problem?: string): FormReply {
  const reopen = {
    command: 'import',
    args: { 'dry-run': String(dryRun), ...(format === undefined ? {} : { format }) },
  };
  return {
    kind: 'form',
    lang,
    title: t('import.title'),
    submitLabel: t('action.go-on'),
    submit: { command: 'import', args: {} },
    reopen,
    reopenLabel: t('action.mend'),
    problem,
    fields: [
      { name: 'file', label: t('option.file'), kind: 'file', required: true, fileTypes: FILE_TYPES },
      {
        name: 'how',
        label: t('import.how'),
        kind: 'choice',
        required: true,
        value: dryRun ? 'dry-run' : 'apply',
        options: [
          { value: 'dry-run', label: t('option.dry-run') },
          { value: 'apply', label: t('import.apply') },
        ],
      },
      {
        name: 'format',
        label: t('option.format'),
        kind: 'choice',
        required: false,
        value: format,
        hint: t('import.format-hint'),
        options: IMPORT_FORMATS.map((value) => ({ value, label: value })),
      },
    ],
  };
}

/** Reads the file and saves its entries, or says what would change. @throws UserError before anything is saved. */
async function bring(
  offered: OfferedFile,
  order: Order,
  scope: string,
  request: Request,
  services: Services,
): Promise<AnswerReply> {
  const { asker } = request;
  const { texts } = asker;
  const read = await offered.read();
  refuseLargeFile(read.content.length);
  const file = await unpackedFile(read);
  const beginning = new TextDecoder().decode(file.content.slice(0, 2_000));
  const format = order.format ?? formatOf(file.name, beginning);
  if (format === undefined) throw new UserError('import.no-format', { name: file.name });
  const { dryRun } = order;
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
  if (report.rows === 0) throw new UserError('import.empty', { name: file.name });
  const changed = report.added + report.updated > 0;
  if (!dryRun && changed) {
    const after = countsOf(report, texts.t);
    await recordDeed({ action: 'import', scope, subject: file.name, after }, request, services);
    await services.catchUp();
  }
  const again = dryRun && changed ? offered.ref : undefined;
  return presentReport(report, dryRun, asker, again === undefined ? undefined : { file: again, format });
}

/** @param again with which options the import itself is one press away. */
function presentReport(
  report: ImportReport,
  dryRun: boolean,
  { texts }: Asker,
  again: Readonly<Record<string, string>> | undefined,
): AnswerReply {
  const section = (label: string, lines: readonly Line[]): Section[] =>
    lines.length === 0 ? [] : [{ key: 'list', label, lines: lines.slice(0, MOST_SHOWN) }];
  return {
    kind: 'answer',
    visibility: 'private',
    // The report of an import takes the place of the trial whose button began it: it cannot be pressed twice.
    replaces: !dryRun,
    answer: presentNotice(texts, countsOf(report, texts.t), {
      actions:
        again === undefined
          ? []
          : [{ label: texts.t('import.apply'), style: 'primary', call: { command: 'import', args: again } }],
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
}

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
