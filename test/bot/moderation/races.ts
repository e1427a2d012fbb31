// Two moderators at the same entry, whatever shows it: a form sent twice, or after its entry or question was changed by
// the other. Every platform's tests play it with hands of their own.

import { expect } from '@jest/globals';
import type { Store } from '../../../src/store/store.ts';
import { badgers } from './hands.ts';
import { type Player, rumour } from './story.ts';

export interface RaceStage {
  readonly asker: Player;
  readonly first: Player;
  readonly second: Player;
  /** What the first one sent last reaches the bot once more: as the platform does it, and as a person would. */
  readonly again: readonly (() => Promise<unknown>)[];
  readonly store: Store;
  /** The community's scope. */
  readonly scope: string;
}

/** Plays it; nothing typed is lost, nothing is undone, nothing is there twice. */
export async function playRaces({ asker, first, second, again, store, scope }: RaceStage): Promise<void> {
  const entries = async () => {
    const all = await store.entries.list({ scopes: [scope], statuses: ['published', 'draft', 'retired'], limit: 10 });
    return all.filter(({ entry }) => entry.claim.en === badgers.claim);
  };
  const open = async () => (await store.drafts.list(scope, 10)).filter(({ status }) => status !== 'done');

  // A form that is sent twice makes one draft; after it was published, no second entry.
  await first.command('add');
  await first.fill(badgers);
  expect(await first.reads()).toContain('Preview, not published yet');
  for (const send of again) await send();
  expect(await open()).toHaveLength(1);
  await first.press('Publish');
  expect(await first.reads()).toContain('Published');
  for (const send of again) await send();
  const [entry] = await entries();
  expect(await entries()).toMatchObject([
    { status: 'published', revision: 1, entry: { claim: { en: badgers.claim } } },
  ]);
  expect(await open()).toEqual([]);
  const id = entry!.id;

  // Somebody else published first: it is told what changed, and both texts stand in the end.
  const opens = async (player: Player) => {
    await player.command('edit', { entry: id });
    await player.choose('Claim and answer');
  };
  await opens(first);
  await opens(second);
  await second.fill({ sources: `${badgers.sources}\nhttps://example.org/2 | Second Paper | Also none` });
  await second.press('Publish');
  expect(await second.reads()).toContain('Published');
  await first.fill({ answer: 'My own better sentence.' });
  await first.press('Publish');
  expect(await first.reads()).toContain('Somebody changed this entry while you were writing');
  expect(await first.reads()).toContain('Second Paper');
  expect(await first.reads()).toContain('My own better sentence.');
  expect((await store.entries.get(id))?.revision).toBe(2);
  await first.press('Publish');
  expect((await store.entries.get(id))?.entry).toMatchObject({
    answer: { en: 'My own better sentence.' },
    sources: [{}, { publisher: 'Second Paper' }],
  });

  // It was taken out meanwhile: it stays out, and what was typed stands in the drafts.
  await opens(first);
  await second.command('retire', { entry: id });
  await second.fill({ reason: 'It was a joke.' });
  await first.fill({ answer: 'Not one badger.' });
  await first.press('Publish');
  expect(await first.reads()).toContain('is retired. Restore it first; what you typed is kept');
  expect((await store.entries.get(id))?.status).toBe('retired');
  await first.command('drafts');
  await first.choose(id);
  expect(await first.reads()).toContain('Not one badger.');
  await first.press('Discard');

  // Both take it out: the second reason comes back to be copied.
  await second.command('restore', { entry: id });
  await first.command('retire', { entry: id });
  await second.command('retire', { entry: id });
  await second.fill({ reason: 'It was a joke, again.' });
  const before = await store.entries.get(id);
  await first.fill({ reason: 'Nobody lives there any more.' });
  expect(await first.reads()).toContain('is retired');
  expect(await first.reads()).toContain('Nobody lives there any more.');
  expect(await store.entries.get(id)).toEqual(before);

  // A question that the other has dealt with: it is told so, and the reason comes back.
  await asker.ask(rumour);
  await asker.press('Ask the moderators');
  await asker.press('Send, and tell me privately');
  const dismisses = async (player: Player) => {
    await player.command('inbox');
    await player.choose('Is it true that the mayor');
    await player.press('Dismiss');
  };
  await dismisses(first);
  await dismisses(second);
  await second.fill({ reason: 'A joke of the mayor.' });
  await first.fill({ reason: 'We cannot know what is in his cellar.' });
  expect(await first.reads()).toContain('We cannot know what is in his cellar.');
  expect(await store.inbox.open(scope, 10)).toEqual([]);
}
