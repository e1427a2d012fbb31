// Does every answer fit into a Slack message, whatever an entry holds?

import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkedMessage } from '../../../src/adapters/slack/check-content.ts';
import { renderAnswer } from '../../../src/adapters/slack/render-answer.ts';
import type { Answer } from '../../../src/bot/answer.ts';
import { presentDecision, shareAction } from '../../../src/bot/present/present-decision.ts';
import { presentEntryDetails } from '../../../src/bot/present/present-entry.ts';
import { readEntryFolder } from '../../../src/entry/entry-folder.ts';
import type { Entry } from '../../../src/entry/entry-schema.ts';
import { LANGUAGES, textsOf } from '../../../src/i18n/texts.ts';
import { dataFolder } from '../../../src/package-paths.ts';
import type { EntryRecord } from '../../../src/store/entry-record.ts';
import { checkBlocks, tooLong } from '../../emulators/slack/rules/blocks.ts';

const INQUIRY = 'AbCdEfGhIjKl';

function record(entry: Entry): EntryRecord {
  return {
    id: entry.id,
    scope: 'shared',
    status: 'published',
    revision: 1,
    entry,
    updatedAt: new Date(0),
    updatedBy: 'curated',
  };
}

/** Every kind of answer that an entry can be in. */
function answersOf(entry: Entry, neighbours: readonly Entry[], lang: (typeof LANGUAGES)[number]): Answer[] {
  const texts = textsOf(lang);
  const all = [entry, ...neighbours];
  const records = new Map(all.map((each) => [each.id, record(each)]));
  const match = (each: Entry) => ({ claimId: each.id, probability: 0.9 }) as never;
  const differences = [{ kind: 'number', claim: '188', question: '12' }] as never;
  const decisions = [
    { kind: 'answer', match: match(entry) },
    { kind: 'ask', matches: all.map(match) },
    { kind: 'differs', match: match(entry), differences },
    { kind: 'unreviewed' },
  ] as const;
  const decided = decisions.map((decision) => presentDecision(decision as never, records, INQUIRY, texts));
  return [
    ...decided.map((answer) => ({ ...answer, actions: [...answer.actions, shareAction(entry.id, INQUIRY, texts)] })),
    presentEntryDetails(entry, texts),
  ];
}

function faultsOf(answer: Answer): unknown[] {
  const shareTo = { as: 'thread', thread: '1700000000.000001', question: 'T0/C0/1700000000.000001' } as const;
  const message = checkedMessage(renderAnswer(answer, { audience: 'one', shareTo }));
  return [
    ...checkBlocks(message.blocks, 'message'),
    ...(tooLong(message.blocks as never) ? ['too long in all'] : []),
    ...(message.text === '' || message.text.length > 4000 ? ['text'] : []),
  ];
}

describe('answers for every entry', () => {
  let entries: Entry[];
  beforeAll(async () => {
    const { files } = await readEntryFolder(path.join(dataFolder, 'claims'));
    entries = files.flatMap((file) => {
      const parsed = file.parse();
      return parsed.ok ? [parsed.entry] : [];
    });
  });

  it.each(LANGUAGES)(
    'fit and are what Slack takes, in %s',
    (lang) => {
      expect(entries.length).toBeGreaterThan(100);
      const wrong = entries.flatMap((entry, i) => {
        const neighbours = [1, 2, 3]
          .map((step) => entries[(i + step) % entries.length]!)
          .filter((each) => each !== entry);
        return answersOf(entry, neighbours, lang).flatMap((answer) => {
          const faults = faultsOf(answer);
          return faults.length > 0 ? [{ id: entry.id, kind: answer.kind, faults }] : [];
        });
      });
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  it('say the verdict first, in the blocks and in the text beside them', () => {
    for (const entry of entries.slice(0, 50)) {
      const [answer] = answersOf(entry, [], 'en');
      const { blocks, text } = renderAnswer(answer!, { audience: 'one' });
      expect(blocks[0]).toMatchObject({ type: 'header', text: { text: answer!.headline } });
      expect(text.startsWith(answer!.headline)).toBe(true);
    }
  });
});

describe('any answer', () => {
  const line = fc.array(
    fc.record({
      text: fc.string({ unit: 'binary', maxLength: 5000 }),
      style: fc.constantFrom('strong', 'emphasis', 'quote', 'code', undefined),
      url: fc.option(
        fc.constantFrom('https://example.org/a|b>c', 'javascript:alert(1)', 'https://x.example/?a=1&b=2'),
        {
          nil: undefined,
        },
      ),
    }),
    { maxLength: 4 },
  );
  const answers: fc.Arbitrary<Answer> = fc.record({
    kind: fc.constant('notice' as const),
    lang: fc.constantFrom('en', 'fr'),
    headline: fc.string({ unit: 'binary', maxLength: 400 }),
    lead: fc.option(line, { nil: undefined }),
    sections: fc.array(
      fc.record({
        key: fc.constant('text' as const),
        label: fc.string({ unit: 'binary', maxLength: 100 }),
        lines: fc.array(line, { maxLength: 8 }),
      }),
      { maxLength: 12 },
    ),
    footnote: fc.option(fc.string({ unit: 'binary', maxLength: 500 }), { nil: undefined }),
    actions: fc.array(
      fc.record({
        label: fc.string({ unit: 'binary', maxLength: 200 }),
        call: fc.constant({ command: 'help', args: {} }),
      }),
      { maxLength: 30 },
    ),
  });

  it('fits, and nothing in it becomes markup of its own', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        expect(faultsOf(answer)).toEqual([]);
        const { text, blocks } = renderAnswer(answer, { audience: 'many' });
        const markup = [text, ...blocks.flatMap((block) => ('text' in block ? [block.text.text] : []))].join('\n');
        expect(markup).not.toMatch(/<(?!https:\/\/)/);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out what is blank', () => {
    const answer: Answer = {
      kind: 'notice',
      lang: 'en',
      headline: ' ',
      sections: [{ key: 'text', label: ' ', lines: [[{ text: 'words' }]] }],
      footnote: ' ',
      actions: [],
    };
    const { text, blocks } = renderAnswer(answer, { audience: 'one' });
    expect(text).toBe('words');
    expect(blocks).toEqual([expect.objectContaining({ type: 'section' })]);
    expect(faultsOf({ ...answer, sections: [] })).toEqual([]);
  });

  it('mentions people where only one reads along, and names or ids where many do', () => {
    const answer: Answer = {
      kind: 'notice',
      lang: 'en',
      headline: 'Set',
      lead: [
        { text: 'U1', mention: { kind: 'person', id: 'U0000001' } },
        { text: 'S1', mention: { kind: 'group', id: 'S0000001' } },
        { text: 'C1', mention: { kind: 'channel', id: 'C0000001' } },
      ],
      sections: [],
      actions: [],
    };
    const lead = (audience: 'one' | 'many', names?: Map<string, string>) =>
      JSON.stringify(renderAnswer(answer, { audience, names }).blocks[1]);
    expect(lead('one')).toContain('<@U0000001><!subteam^S0000001><#C0000001>');
    expect(lead('many')).toContain('U1S1<#C0000001>');
    expect(lead('many', new Map([['U0000001', 'Ada']]))).toContain('AdaS1<#C0000001>');
  });

  it('says when not all of it fits', () => {
    const lines = Array.from({ length: 60 }, () => [{ text: 'x'.repeat(900) }]);
    const answer: Answer = {
      kind: 'details',
      lang: 'en',
      headline: 'Long',
      sections: [{ key: 'timeline', label: 'Timeline', lines }],
      actions: [],
    };
    expect(JSON.stringify(renderAnswer(answer, { audience: 'one' }).blocks)).toContain('does not fit into one message');
  });
});
