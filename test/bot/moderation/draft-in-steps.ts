// How is an entry begun, kept as a draft, found again and gone on with?

import { badgers } from './hands.ts';
import type { Player } from './story.ts';

/** Leaves the preview of the badgers' entry before a moderator, with its second language and what is not proven. */
export async function draftInSteps(
  moderator: Pick<Player, 'press' | 'choose' | 'fill'>,
  command: (name: string) => Promise<unknown>,
  /** A day, as it is typed. */
  reviewBy: string,
): Promise<void> {
  await command('add');
  await moderator.fill(badgers);
  await moderator.press('Keep as a draft');
  await command('drafts');
  await moderator.choose(badgers.claim);
  await moderator.choose('How sure, what kind');
  await moderator.fill({
    nature: 'hoax',
    confidence: 'high',
    'not-proven': 'Who began it.',
    'review-by': reviewBy,
  });
  await moderator.choose('Second language');
  await moderator.fill({ 'claim-2': 'Le maire garde des blaireaux.', 'answer-2': 'Il n’y en a pas.' });
}
