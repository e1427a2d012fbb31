// The whole story, whatever shows it: rumour, not in the list, handed over, entry, asker told, verdict corrected, old
// answers edited. Every platform's tests play it with hands of their own.

import { expect } from '@jest/globals';
import { badgers } from './hands.ts';

/** Somebody before a screen. Everything is done as a person does it: by what is read on the screen. */
export interface Player {
  /** Asks in public, as one does on the platform. */
  ask(text: string): Promise<unknown>;
  /** Gives a command with options. */
  command(name: string, options?: Record<string, string>): Promise<unknown>;
  /** Presses the button with this label below the last reply. */
  press(label: string): Promise<unknown>;
  /** Chooses the first option of the menu whose label begins so. */
  choose(label: string): Promise<unknown>;
  /** Changes some fields of the open form, leaves the others, and sends it. */
  fill(fields: Record<string, string>): Promise<unknown>;
  /** The last reply as read. */
  reads(): Promise<string>;
}

export interface Stage {
  readonly asker: Player;
  readonly moderator: Player;
  /** Lets pass what takes time: pending work, and the clock by some seconds. */
  settle(): Promise<void>;
  /** What the asker was told without having asked again, as read. */
  told(): Promise<readonly string[]>;
  /** How the asker wants to be told; default privately. */
  readonly tell?: 'Send, and tell me privately' | 'Send, and tell me here';
  /** The public answers as they stand now, oldest first. */
  publicAnswers(): Promise<readonly string[]>;
}

export const rumour = 'Is it true that the mayor keeps seventeen tame badgers in his cellar?';

/** Plays the story; expects that the asker reads English. */
export async function playStory({
  asker,
  moderator,
  settle,
  told,
  publicAnswers,
  tell = 'Send, and tell me privately',
}: Stage): Promise<void> {
  await asker.ask(rumour);
  expect(await asker.reads()).toContain('Not in our list yet');
  await asker.press('Ask the moderators');
  expect(await asker.reads()).toContain(rumour);
  await asker.press(tell);
  expect(await asker.reads()).toContain('Handed over');

  await moderator.command('inbox');
  await moderator.choose('Is it true that the mayor');
  await moderator.press('New entry');
  await moderator.fill({ ...badgers, sources: 'example.org' });
  expect(await moderator.reads()).toContain('the web address is missing');
  await moderator.fill({ sources: badgers.sources });
  expect(await moderator.reads()).toContain('Preview, not published yet');
  await moderator.press('Publish');
  expect(await moderator.reads()).toContain('1 person who asked will be told');

  await settle();
  expect(await told()).toHaveLength(1);
  expect((await told())[0]).toMatch(/False[\s\S]*badgers[\s\S]*Town Gazette/);

  await asker.ask(rumour);
  expect((await publicAnswers()).at(-1)).toContain('False');

  await moderator.command('edit', { entry: 'mayor badgers cellar' });
  await moderator.choose(badgers.claim);
  await moderator.choose('Claim and answer');
  await moderator.fill({ verdict: 'mixed', answer: 'There are three badgers.' });
  await moderator.press('Publish');
  expect(await moderator.reads()).toContain('The verdict changes');
  await moderator.fill({ note: 'A second look found three badgers.' });
  await moderator.press('Publish');
  expect(await moderator.reads()).toContain('Earlier answers');

  await settle();
  const corrected = (await publicAnswers()).filter((text) => text.includes('There are three badgers.'));
  expect(corrected).toHaveLength(1);
  expect(corrected[0]).toContain('A second look found three badgers.');
  expect((await publicAnswers()).filter((text) => text.includes('there are no badgers'))).toEqual([]);
  await settle();
  expect(await told()).toHaveLength(1);
}

/** A moderator types everything wrong that one can: each is told for itself, and what was typed is there again. */
export async function playBadInput(moderator: Player): Promise<void> {
  await moderator.command('edit', { entry: 'zzqx-no-such-thing' });
  expect(await moderator.reads()).toContain('zzqx-no-such-thing');
  await moderator.command('add');
  const claim = 'Goats **rule** the old bridge, says @everyone and <@1>.';
  await moderator.fill({ ...badgers, claim, sources: 'example.org/goats | Gazette | Goats' });
  expect(await moderator.reads()).toContain('the web address is missing');
  const good = 'https://example.org/goats | Gazette | Goats on the bridge';
  for (const [fields, problem] of [
    [{ sources: 'https:/example | Gazette | Goats' }, 'address'],
    [{ sources: 'https://example.org/goats | Gazette' }, 'publisher or title is missing'],
    [{ sources: `${good}\n${good}` }, 'this address is there already'],
    [{ sources: good, first: '2999-01-01 | A neighbour' }, 'lies in the future'],
    [{ first: '2026-13-41 | A neighbour' }, 'is no date'],
  ] as const) {
    await moderator.fill(fields);
    expect(await moderator.reads()).toContain(problem);
  }
  await moderator.fill({ first: badgers.first });
  const preview = await moderator.reads();
  expect(preview).toContain('Preview, not published yet');
  expect(preview).toContain('the old bridge, says');
  expect(preview).not.toMatch(/<!everyone>/);
  await moderator.press('Publish');
  expect(await moderator.reads()).toContain('Published');
}
