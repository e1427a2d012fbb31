// Which colour does an answer's edge have? It decorates: the headline says the verdict in words.

import type { Answer } from '../../bot/answer.ts';

const VERDICTS: Readonly<Record<NonNullable<Answer['verdict']>, number>> = {
  true: 0x2e9e5b,
  'mostly-true': 0x7ab648,
  mixed: 0xe3b341,
  misleading: 0xe08a1e,
  'mostly-false': 0xd9602b,
  false: 0xd03a3a,
  unproven: 0x8a93a0,
  outdated: 0x7d6b91,
};

const KINDS: Readonly<Record<Answer['kind'], number>> = {
  answer: 0x5b7fc7,
  ask: 0x5b7fc7,
  differs: 0xe3b341,
  unreviewed: 0x8a93a0,
  details: 0x5b7fc7,
  notice: 0x5b7fc7,
  problem: 0x8a93a0,
};

export function colourOf({ verdict, kind }: Pick<Answer, 'verdict' | 'kind'>): number {
  return verdict === undefined ? KINDS[kind] : VERDICTS[verdict];
}
