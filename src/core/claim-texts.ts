// What do a claim's texts say among themselves?

import { type ClaimIndex, FLAG_BITS, NEGATES } from './claim-index.ts';
import { readClaimWords } from './claim-words.ts';
import { CAPITAL, OPENS } from './word-scanner.ts';

/** Texts of a claim from which on its names can be told by how they are written inside a sentence. */
const SEVERAL = 4;

/** Share of a claim's texts that is nearly all of them. */
const NEARLY_ALL = 0.8;

/** All texts of one claim, its look-alikes left out. What one of them says is one more way to put the claim. */
export class ClaimTexts {
  private readonly index: ClaimIndex;
  private readonly units: readonly number[];
  private terms: Set<number> | undefined;

  constructor(index: ClaimIndex, claim: number) {
    this.index = index;
    this.units = index.unitsOf(claim).filter((unit) => !index.isNegative(unit));
  }

  /** Whether a text has one of the terms. */
  haveAny(terms: readonly number[]): boolean {
    this.terms ??= new Set(this.units.flatMap((unit) => this.tokensOf(unit).map((token) => token >>> FLAG_BITS)));
    const known = this.terms;
    return terms.some((term) => known.has(term));
  }

  /** Whether a text denies nothing. */
  get haveOneWithoutDenial(): boolean {
    return this.units.some((unit) => !this.index.denies(unit));
  }

  /** Whether a text denies one of the terms. */
  denyAny(terms: readonly number[]): boolean {
    return this.units.some((unit) => {
      const { page, start, textLength } = this.index.tokensOf(unit);
      return readClaimWords(page, start, textLength).some(({ term, denied }) => denied && terms.includes(term));
    });
  }

  /**
   * Whether a term that one of the texts writes with a capital is a name. Any word may open a sentence with one: where
   * there are other texts, one of them must have it so inside a sentence.
   */
  haveName(term: number, flags: number): boolean {
    if ((flags & CAPITAL) === 0) return false;
    if ((flags & OPENS) === 0 || this.units.length < SEVERAL) return true;
    return this.units.some((unit) =>
      this.tokensOf(unit).some(
        (token) => token >>> FLAG_BITS === term && (token & CAPITAL) !== 0 && (token & OPENS) === 0,
      ),
    );
  }

  /** Names that nearly every text has: without them it is hardly this claim. None where the claim has few texts. */
  coreNames(): number[] {
    if (this.units.length < SEVERAL) return [];
    const held = new Map<number, number>();
    for (const unit of this.units) {
      for (const term of new Set(this.tokensOf(unit).map((token) => token >>> FLAG_BITS)))
        held.set(term, (held.get(term) ?? 0) + 1);
    }
    return [...held]
      .filter(([term, count]) => count >= NEARLY_ALL * this.units.length && this.haveName(term, CAPITAL | OPENS))
      .map(([term]) => term);
  }

  /** Content words of text and title. */
  private tokensOf(unit: number): number[] {
    const { page, start, textLength, titleLength } = this.index.tokensOf(unit);
    return [...page.subarray(start, start + textLength + titleLength)].filter((token) => (token & NEGATES) === 0);
  }
}
