// A moderator's other work, whatever shows it: near entries, further steps, two who must agree, what readers say, the
// past, the inbox, a trial, what is due, the log channel and its digest, forget me. Every platform's tests play it.

import { expect } from '@jest/globals';
import type { Bot } from '../../../src/bot/bot.ts';
import type { Store } from '../../../src/store/store.ts';
import { draftInSteps } from './draft-in-steps.ts';
import { badgers } from './hands.ts';
import { type Player, rumour } from './story.ts';

export interface DeskStage {
  readonly asker: Player;
  readonly moderator: Player;
  readonly second: Player;
  readonly bot: Bot;
  readonly store: Store;
  readonly clock: { now: Date };
  /** The scope that the moderators work in. */
  readonly scope: string;
  /** Lets pass what takes time: pending work, and the clock by some seconds. */
  settle(): Promise<void>;
  /** What the asker was told without having asked again, as read. */
  told(): Promise<readonly string[]>;
  /** What stands in the moderators' log channel, as read; undefined where the platform has no communities. */
  readonly logged?: (() => Promise<readonly string[]>) | undefined;
}

const DAY_MS = 86_400_000;

export async function playDesk(stage: DeskStage): Promise<void> {
  const { asker, moderator, second, bot, store, clock, scope, settle, told, logged } = stage;
  const isCommunity = logged !== undefined;
  const reads = () => moderator.reads();

  // The nearest entry is shown before a claim is accepted: another claim, or its place is taken here.
  const moon = { ...badgers, claim: 'The Moon is made of green cheese' };
  await moderator.command('add');
  await moderator.fill(moon);
  expect(await reads()).toContain('Is it this one?');
  expect(await reads()).toContain('The Moon is made of green cheese.');
  await moderator.press('It is another claim');
  expect(await reads()).toContain('Preview, not published yet');
  await moderator.press('Discard');
  expect(await store.drafts.list(scope, 10)).toEqual([]);
  if (isCommunity) {
    await moderator.command('add');
    await moderator.fill(moon);
    await moderator.choose('Take its place here');
    await moderator.choose('Claim and answer');
    await moderator.fill({ answer: 'Our own town found cheese.' });
    await moderator.press('Publish');
    await asker.ask('is the moon made of green cheese?');
    expect(await asker.reads()).toContain('Our own town found cheese.');
  }

  // Five fields first, the rest in further steps, any time later; with two who must agree, another one publishes.
  if (isCommunity) await store.settings.set(scope, { twoPersonReview: true });
  await draftInSteps(moderator, (name) => moderator.command(name), '2026-03-03');
  expect(await reads()).toContain('Who began it.');
  if (isCommunity) {
    await moderator.press('Hand in for review');
    expect(await reads()).toContain('Another moderator has to publish it');
    await second.command('drafts');
    await second.choose(badgers.claim);
    await second.press('Publish');
    expect(await second.reads()).toContain('Published');
    await store.settings.set(scope, { twoPersonReview: false });
  } else await moderator.press('Publish');
  const [entry] = (await store.entries.list({ scopes: [scope], limit: 10 })).filter(
    ({ entry: { claim } }) => claim.en === badgers.claim,
  );
  expect(entry).toMatchObject({
    revision: 1,
    entry: { nature: 'hoax', claim: { fr: 'Le maire garde des blaireaux.' } },
  });
  const id = entry!.id;

  // The same in other words becomes a wording of it.
  await moderator.command('add');
  await moderator.fill({ ...badgers, claim: 'Our mayor hides seventeen tame badgers in the cellar' });
  await moderator.choose('Add as a wording of');
  expect(await reads()).toContain('Published');
  expect((await store.entries.get(id))?.entry.wordings?.en).toHaveLength(1);

  // A reader meant another claim: a text like theirs must not match.
  await asker.ask(rumour);
  expect(await asker.reads()).toContain('there are no badgers');
  await asker.press('Not this claim');
  await moderator.command('feedback');
  expect(await reads()).toContain('1× not this claim');
  await moderator.choose(badgers.claim);
  await moderator.press('They are right: must not match');
  await moderator.fill({ negative: 'The mayor keeps goats in his cellar' });
  expect((await store.entries.get(id))?.entry.negatives?.en).toEqual(['The mayor keeps goats in his cellar']);

  // Its past, and the way back, with a reason.
  await moderator.command('history', { entry: id });
  expect(await reads()).toContain('History');
  await moderator.choose('1 ·');
  await moderator.fill({ reason: 'Too many words.' });
  expect(await store.entries.get(id)).toMatchObject({ revision: 4, entry: entry!.entry });

  // A question is worked on, which the others see, and answered from an entry found by misspelt words.
  await asker.ask('What is this about the lunar dairy products, seriously?');
  await asker.press('Ask the moderators');
  await asker.press('Send, and tell me privately');
  await moderator.command('inbox');
  await moderator.choose('What is');
  await moderator.press('I work on it');
  expect(await reads()).toContain('you work on it');
  await second.command('inbox');
  expect(await second.reads()).toMatch(/works? on it/);
  await moderator.press('Answer with an entry…');
  await moderator.fill({ query: 'mon chese' });
  await moderator.choose('The Moon');
  expect(await reads()).toContain('1 person will be told');
  await settle();
  expect((await told()).at(-1)).toContain('Moon');

  // What would be answered, and why; nothing of it is recorded.
  const asked = await store.inquiries.countSince(new Date(0));
  await moderator.command('explain', { text: 'is the moon really made of green cheese?' });
  expect(await reads()).toMatch(/probability \d/);
  expect(await store.inquiries.countSince(new Date(0))).toEqual(asked);

  // What is due, and the week in the log channel.
  await moderator.command('reviews');
  expect(await reads()).toContain('Nothing is due.');
  clock.now = new Date(clock.now.getTime() + 3 * DAY_MS);
  await moderator.command('reviews');
  expect(await reads()).toContain(badgers.claim);
  if (isCommunity) {
    for (let i = 0; i < 3; i++) {
      await bot.keepHouse();
      await settle();
    }
    const log = (await logged()).join('\n');
    expect(log).toContain('Entry published');
    expect(log).toContain('Too many words.');
    expect(log).toContain('The week in claims');
  }

  // The moderator is taken out of all that was done.
  await moderator.command('forget-me');
  expect(await reads()).toContain('Forgotten');
  const authors = (await store.entries.history(id)).map(({ updatedBy }) => updatedBy);
  expect(authors).toContain('forgotten');
  expect(await store.drafts.list(scope, 10)).toEqual([]);
}
