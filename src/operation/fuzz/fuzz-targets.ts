// Which parts take what strangers write, and what must hold whatever they write?

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type * as FastCheck from 'fast-check';
import { parseLine } from '../../adapters/console/parse-line.ts';
import { type Bot, startBot } from '../../bot/bot.ts';
import { commandTable } from '../../bot/commands/command-table.ts';
import type { Incoming } from '../../bot/incoming.ts';
import { createMatcher } from '../../core/create-matcher.ts';
import type { Model } from '../../core/model.ts';
import { parseEntryYaml } from '../../entry/entry-yaml.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import { hostileText, PROTOTYPE_NAMES } from './hostile-text.ts';

/** A part to throw things at. */
export interface FuzzTarget {
  readonly name: string;
  /** @throws what was found */
  readonly property: FastCheck.IRawProperty<unknown>;
}

/**
 * @param slowest told how long an input took, in milliseconds.
 * @param longestMs a text, of 1 MB at most, that takes longer to match is a finding.
 */
export async function openFuzzTargets(
  fc: typeof FastCheck,
  model: Model,
  slowest: (target: string, ms: number) => void,
  longestMs = Number.POSITIVE_INFINITY,
): Promise<{ targets: readonly FuzzTarget[]; close: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fuzz-'));
  const store = await openSqliteStore({ file: path.join(folder, 'fuzz.sqlite') });
  const failures: unknown[] = [];
  const log = {
    info() {},
    warn() {},
    error(facts: object, message: string) {
      failures.push(new Error(message, { cause: (facts as { error?: unknown }).error }));
    },
  };
  const bot = await startBot({ store, model, log, version: '0', workEveryMs: 0 });
  const matcher = createMatcher(model);
  const timed = <T>(target: string, run: () => T): T => {
    const started = performance.now();
    const result = run();
    slowest(target, performance.now() - started);
    return result;
  };

  const targets: FuzzTarget[] = [
    {
      name: 'matching of texts up to 1 MB',
      property: fc.property(hostileText(fc, 1_000_000), (text) => {
        const started = performance.now();
        const { matches } = timed('matching of texts up to 1 MB', () => matcher.match({ text }));
        const ms = performance.now() - started;
        if (ms > longestMs) throw new Error(`${text.length} characters took ${ms.toFixed(0)} ms`);
        for (const { probability } of matches) {
          if (!(probability >= 0 && probability <= 1)) throw new Error(`a probability of ${probability}`);
        }
      }),
    },
    {
      name: 'indexing of hostile claims',
      property: fc.property(hostileText(fc, 20_000), hostileText(fc, 2_000), (claim, wording) => {
        const id = 'hostile';
        matcher.put({
          id,
          scope: 'shared',
          statements: [{ lang: 'en', text: claim }],
          wordings: [{ lang: 'fr', text: wording }],
          negatives: [],
          urls: [wording],
        });
        matcher.match({ text: wording });
        matcher.remove(id);
        if (matcher.size !== 0) throw new Error('a removed claim is still there');
      }),
    },
    {
      name: 'entries as YAML',
      property: fc.property(hostileYaml(fc), (yaml) => {
        const parsed = timed('entries as YAML', () => parseEntryYaml(yaml));
        if (!parsed.ok && parsed.faults.length === 0) throw new Error('refused without a reason');
        if (({} as Record<string, unknown>)['polluted'] !== undefined) throw new Error('the prototype was changed');
      }),
    },
    {
      name: 'lines typed into the console',
      property: fc.property(
        hostileText(fc, 20_000),
        fc.constantFrom('', '/', '/find ', '/settings --'),
        (text, start) => {
          if (typeof parseLine(start + text, commandTable).kind !== 'string') throw new Error('not understood at all');
        },
      ),
    },
    {
      name: 'calls and questions through the whole bot',
      property: fc.asyncProperty(hostileIncoming(fc), async (incoming) => {
        failures.length = 0;
        await bot.handle(incoming);
        if (failures[0] !== undefined) throw failures[0];
      }),
    },
    {
      name: 'half-typed words for autocomplete',
      property: fc.property(hostileText(fc, 2_000), (typed) => {
        const found = (bot as Bot).suggest({ place, locale: typed.slice(0, 8) }, typed);
        if (found.length > 25) throw new Error(`${found.length} suggestions`);
      }),
    },
  ];
  return {
    targets,
    async close() {
      await bot.stop();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const place = { platform: 'discord', community: 'fuzz', channel: 'fuzz', direct: true } as const;

/** Deep, wide, full of aliases, or nearly an entry. */
function hostileYaml(fc: typeof FastCheck): FastCheck.Arbitrary<string> {
  const field = fc.constantFrom(
    'id',
    'claim',
    'verdict',
    'answer',
    'origin',
    'sources',
    'wordings',
    'reviewed',
    ...PROTOTYPE_NAMES,
  );
  const value = fc.oneof(hostileText(fc, 5_000), fc.json({ maxDepth: 4 }), fc.double().map(String));
  const aliases = Array.from(
    { length: 20 },
    (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1},*a${i - 1}`}]`,
  ).join('\n');
  return fc.oneof(
    hostileText(fc, 50_000),
    fc
      .array(fc.tuple(field, value), { maxLength: 12 })
      .map((fields) => fields.map(([name, text]) => `${name}: ${text}`).join('\n')),
    fc.integer({ min: 1, max: 5_000 }).map((depth) => `claim: ${'['.repeat(depth)}`),
    fc
      .integer({ min: 1, max: 500 })
      .map((depth) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n')),
    fc.constant(aliases),
    fc.constant('__proto__:\n  polluted: yes\nconstructor:\n  prototype: {polluted: yes}'),
  );
}

function hostileIncoming(fc: typeof FastCheck): FastCheck.Arbitrary<Incoming> {
  const text = hostileText(fc, 20_000);
  const person = fc.record({
    id: fc.oneof(fc.constant('someone'), text),
    isManager: fc.boolean(),
    isOperator: fc.boolean(),
    groups: fc.array(text, { maxLength: 3 }),
  });
  const names = commandTable.map(({ name }) => name);
  const options = [...new Set(commandTable.flatMap((command) => command.options.map(({ name }) => name)))];
  const args = fc.dictionary(fc.constantFrom(...options, ...PROTOTYPE_NAMES), text, { maxKeys: 4 });
  const fields = fc.dictionary(
    fc.constantFrom('claim', 'answer', 'verdict', 'sources', 'text', 'reason', 'wordings', ...PROTOTYPE_NAMES),
    text,
    { maxKeys: 6 },
  );
  const call = fc
    .record({
      command: fc.oneof(fc.constantFrom(...names, ...PROTOTYPE_NAMES), text),
      args,
      fields,
      person,
      locale: text,
    })
    .map(({ command, args: given, fields: filled, person: who, locale }) => ({
      kind: 'call' as const,
      place,
      person: who,
      locale,
      call: { command, args: given },
      fields: filled,
    }));
  const question = fc
    .record({ text, subject: fc.option(fc.record({ text, link: text }), { nil: undefined }), person, locale: text })
    .map(({ text: asked, subject, person: who, locale }) => ({
      kind: 'question' as const,
      place: { ...place, platform: 'console' as const },
      person: who,
      locale,
      text: asked,
      subject,
    }));
  return fc.oneof({ weight: 3, arbitrary: call }, { weight: 1, arbitrary: question });
}
