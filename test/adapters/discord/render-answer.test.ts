import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { APIEmbed } from 'discord.js';
import fc from 'fast-check';
import { checkBody, type MessageBody, MessageBodyError } from '../../../src/adapters/discord/message-body.ts';
import { renderAnswer, renderInParts, renderWithoutEmbed } from '../../../src/adapters/discord/render-answer.ts';
import type { Answer } from '../../../src/bot/answer.ts';
import { answerActions, presentDecision, shareAction } from '../../../src/bot/present/present-decision.ts';
import { presentEntry, presentEntryDetails } from '../../../src/bot/present/present-entry.ts';
import { readEntryFolder } from '../../../src/entry/entry-folder.ts';
import type { Entry } from '../../../src/entry/entry-schema.ts';
import { LANGUAGES, textsOf } from '../../../src/i18n/texts.ts';
import { dataFolder } from '../../../src/package-paths.ts';
import { messageFaults } from '../../emulators/discord/limits/message-limits.ts';
import type { Payload } from '../../emulators/discord/payload.ts';

const INQUIRY = 'abcdefghijkl';

let entries: Entry[] = [];
beforeAll(async () => {
  const found = await readEntryFolder(path.join(dataFolder, 'claims'));
  entries = found.files.map((file) => {
    const parsed = file.parse();
    if (!parsed.ok) throw new Error(`${file.file} has faults`);
    return parsed.entry;
  });
});

/** Every kind of answer that an entry can be part of. `others` stand beside it where the bot asks which one is meant. */
function answersAbout(entry: Entry, others: readonly Entry[], lang: (typeof LANGUAGES)[number]): Answer[] {
  const texts = textsOf(lang);
  const shown = [entry, ...others];
  const records = new Map(
    shown.map((one) => [
      one.id,
      {
        id: one.id,
        scope: 'shared',
        status: 'published' as const,
        revision: 1,
        entry: one,
        updatedAt: new Date(0),
        updatedBy: 'curated',
      },
    ]),
  );
  const matches = shown.map(({ id }) => ({
    claimId: id,
    scope: 'shared',
    probability: 0.5,
    wording: { lang, text: '', role: 'wording' as const },
    features: {},
    why: [],
    differences: [],
  }));
  const match = matches[0]!;
  const differences = (['number', 'name', 'place', 'date', 'negation', 'opposite'] as const).map((kind) => ({
    kind,
    claim: 'x'.repeat(60),
    question: '*y*'.repeat(20),
  }));
  return [
    presentEntry(entry, [...answerActions(entry.id, INQUIRY, texts), shareAction(entry.id, INQUIRY, texts)], texts),
    presentEntryDetails(entry, texts),
    presentDecision({ kind: 'answer', match }, records, INQUIRY, texts),
    presentDecision({ kind: 'ask', matches }, records, INQUIRY, texts),
    presentDecision({ kind: 'differs', match, differences }, records, INQUIRY, texts),
    presentDecision({ kind: 'unreviewed' }, records, INQUIRY, texts),
  ];
}

function expectSendable(body: MessageBody): void {
  checkBody(body);
  expect(messageFaults(body as unknown as Payload)).toEqual([]);
}

/** As an address is written in a masked link. */
function hexEscape(char: string): string {
  return `%${char.charCodeAt(0).toString(16)}`;
}

/** All the words of an embed. */
function wordsIn({ title, description, fields = [], footer }: APIEmbed): string {
  return [title, description, ...fields.flatMap(({ name, value }) => [name, value]), footer?.text].join('\n');
}

describe.each(LANGUAGES)('every entry, in %s', (lang) => {
  it('is rendered within Discord’s limits, whatever kind of answer it is part of', () => {
    expect(entries.length).toBeGreaterThan(0);
    entries.forEach((entry, i) => {
      const others = [1, 2, 3].map((step) => entries[(i + step) % entries.length]!);
      for (const answer of answersAbout(entry, others, lang)) {
        expectSendable(renderAnswer(answer));
        expectSendable(renderWithoutEmbed(answer));
      }
    });
  });

  it('is never cut in a short answer: verdict, fact, claim, origin, what is not proven and sources all stand there', () => {
    for (const entry of entries) {
      const answer = answersAbout(entry, [], lang)[0]!;
      const [embed] = renderAnswer(answer).embeds;
      const words = wordsIn(embed!);
      expect(embed?.title).toMatch(/^\S+ \S/u);
      for (const { label } of answer.sections) expect(words).toContain(label);
      for (const { url } of entry.sources.slice(0, 3)) expect(words).toContain(url.replace(/[() ]/g, hexEscape));
      expect(words).not.toMatch(/…$/m);
    }
  });
});

describe('sources and timeline', () => {
  it.each(LANGUAGES)('stand there whole for every entry, in up to three messages (%s)', (lang) => {
    for (const entry of entries) {
      const answer = presentEntryDetails(entry, textsOf(lang));
      const parts = renderInParts(answer, 3);
      parts.forEach(expectSendable);
      const words = parts.map(({ embeds }) => wordsIn(embeds[0]!)).join('\n');
      for (const { url } of entry.sources) expect(words).toContain(url.replace(/[() ]/g, hexEscape));
      for (const { label } of answer.sections) expect(words).toContain(label);
      expect(words).toContain(answer.footnote);
    }
  });
});

describe('an answer with anything in it', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 1500 });
  const span = fc.record({
    text,
    style: fc.constantFrom(undefined, 'strong', 'emphasis', 'quote', 'code'),
    url: fc.option(fc.webUrl(), { nil: undefined }),
  });
  const line = fc.array(span, { maxLength: 4 });
  const section = fc.record({
    key: fc.constantFrom('claim', 'origin', 'timeline', 'sources', 'list', 'text'),
    label: fc.string({ maxLength: 400 }),
    lines: fc.array(line, { maxLength: 30 }),
  });
  const anyAnswer = fc.record({
    kind: fc.constantFrom('answer', 'details', 'notice', 'problem'),
    lang: fc.constant('en'),
    headline: text,
    lead: fc.option(line, { nil: undefined }),
    sections: fc.array(section, { maxLength: 30 }),
    footnote: fc.option(text, { nil: undefined }),
    actions: fc.constant([{ label: 'x'.repeat(200), call: { command: 'help', args: {} } }]),
  }) as fc.Arbitrary<Answer>;

  it('is a message even where the answer says nothing', () => {
    const nothing: Answer = {
      kind: 'answer',
      lang: 'en',
      headline: '',
      sections: [{ key: 'claim', label: '', lines: [] }],
      actions: [],
    };
    expectSendable(renderAnswer(nothing));
    expectSendable(renderAnswer({ ...nothing, sections: [] }));
    expectSendable(renderWithoutEmbed(nothing));
  });

  it('leaves out what is blank', () => {
    const blank: Answer = {
      kind: 'answer',
      lang: 'en',
      headline: ' ',
      sections: [{ key: 'sources', label: ' ', lines: [[{ text: 'a page', url: 'https://example.org' }]] }],
      footnote: ' ',
      actions: [],
    };
    const body = renderAnswer(blank);
    expectSendable(body);
    expect(body.embeds).toEqual([{ color: expect.any(Number), description: '[a page](https://example.org)' }]);
    expect(renderWithoutEmbed(blank).content).toBe('[a page](<https://example.org>)');
  });

  it('is a message that Discord takes', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expectSendable(renderAnswer(answer));
        expectSendable(renderWithoutEmbed(answer));
        renderInParts(answer, 3).forEach(expectSendable);
      }),
      { numRuns: 100 },
    );
  });

  it('is refused before the network where a button carries too much', () => {
    const call = { command: 'details', args: { entry: 'x'.repeat(100) } };
    const answer: Answer = { kind: 'notice', lang: 'en', headline: 'x', sections: [], actions: [{ label: 'x', call }] };
    expect(() => renderAnswer(answer)).toThrow(RangeError);
  });

  it('is refused before the network where two buttons would carry the same call', () => {
    const action = { label: 'x', call: { command: 'help', args: {} } };
    const answer: Answer = { kind: 'notice', lang: 'en', headline: 'x', sections: [], actions: [action, action] };
    expect(() => checkBody(renderAnswer(answer))).toThrow(MessageBodyError);
  });
});
