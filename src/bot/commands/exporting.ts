// How do a community's entries get out as a file?

import type { Entry } from '../../entry/entry-schema.ts';
import { languageOfLocale, textsOf } from '../../i18n/texts.ts';
import { type Line, plain } from '../answer.ts';
import type { Asker, CommandDefinition, Services } from '../command.ts';
import { MAX_FILE_BYTES } from '../fetch-file.ts';
import type { ExportContext } from '../import-export/claim-review.ts';
import { MAX_UNPACKED_BYTES, packedFile } from '../import-export/compressed-file.ts';
import { IMPORT_FORMATS, type ImportFormat } from '../import-export/import-row.ts';
import { type ExportCounts, fileName, writeEntries } from '../import-export/write-entries.ts';
import { scopeToModerate } from '../moderation/may-moderate.ts';
import { isWebAddress } from '../moderation/web-address.ts';
import { unhurriedly } from '../pauses.ts';
import { presentNotice } from '../present/present-notice.ts';
import type { AttachedFile } from '../reply.ts';
import { UserError } from '../user-error.ts';

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
    const { t } = asker.texts;
    const scope = scopeToModerate(asker);
    const format = (args.format ?? 'yaml') as ImportFormat;
    const baseUrl = args['base-url'];
    if (baseUrl !== undefined && !isWebAddress(baseUrl)) {
      throw new UserError('field-problem.bad-address', { text: baseUrl });
    }
    const counts: ExportCounts = { written: 0, leftOut: 0 };
    const whole = await written(format, await ownEntries(scope, services), contextOf(asker, baseUrl), counts);
    const isLarge = whole === undefined || whole.content.length > MAX_FILE_BYTES;
    const file = whole && isLarge ? await packedFile(whole) : whole;
    if (file === undefined || file.content.length > MAX_FILE_BYTES) {
      throw new UserError('export.too-big', { max: MAX_FILE_BYTES / 1_000_000, file: fileName(format), scope });
    }
    const lines: Line[] = [];
    if (counts.leftOut > 0) lines.push(plain(t('export.left-out', { count: counts.leftOut })));
    if (isLarge) lines.push(plain(t('export.packed', { max: MAX_FILE_BYTES / 1_000_000 })));
    return {
      kind: 'answer',
      visibility: 'private',
      answer: presentNotice(asker.texts, t('export.lead', { count: counts.written }), {
        sections: lines.length === 0 ? [] : [{ key: 'text', label: '', lines }],
      }),
      files: [file],
    };
  },
};

/** The entries as a file; undefined where it would be larger than what an import unpacks. */
async function written(
  format: ImportFormat,
  entries: readonly Entry[],
  context: ExportContext,
  counts: ExportCounts,
): Promise<AttachedFile | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const encoder = new TextEncoder();
  for await (const text of writeEntries(format, () => unhurriedly(entries), context, counts)) {
    const part = encoder.encode(text);
    size += part.length;
    if (size > MAX_UNPACKED_BYTES) return undefined;
    parts.push(part);
  }
  return { name: fileName(format), content: Buffer.concat(parts) };
}

function contextOf({ texts }: Asker, baseUrl: string | undefined): ExportContext {
  return {
    publisher: { name: texts.t('about.headline') },
    baseUrl,
    verdictWords: (verdict, lang) => textsOf(languageOfLocale(lang) ?? 'en').t(`verdict.${verdict}`),
  };
}

/** A scope's published entries, in the order of their ids. */
async function ownEntries(scope: string, { store }: Pick<Services, 'store'>): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const { entry } of unhurriedly(store.entries.published(scope))) entries.push(entry);
  return entries;
}
