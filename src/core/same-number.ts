// Do two numbers say the same, one of them rounded or shortened?

/**
 * Whether the question's number is the claim's, as people shorten it: "30k" for 30,000, "10,000x" for 10,000, "the 50s"
 * for 1951, 31,000 for 31,487. Both as `tokenize` writes them. A year is never a rounding of another.
 */
export function isSameNumber(claim: string, question: string): boolean {
  const exact = magnitudeOf(claim);
  const asked = magnitudeOf(question);
  if (exact === undefined || asked === undefined) return false;
  if (question.endsWith('s')) return isYear(exact) && Math.floor((exact % 100) / 10) * 10 === asked % 100;
  if (exact === asked) return true;
  if (isYear(exact) || isYear(asked) || asked === 0) return false;
  const step = stepOf(asked);
  return Math.abs(asked - exact) <= MOST_ROUNDED * exact && Math.round(exact / step) * step === asked;
}

/** A rounding farther off than this is another number. */
const MOST_ROUNDED = 0.03;

const WRITTEN = /^(\d+(?:\.\d+)?)(k|x|s|e|th|st|nd|rd)?$/;

function magnitudeOf(written: string): number | undefined {
  const parts = WRITTEN.exec(written);
  if (parts === null) return undefined;
  return Number(parts[1]) * (parts[2] === 'k' ? 1000 : 1);
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1500 && value <= 2100;
}

/** The place to which a number is round: 1,000 for 31,000, 1 for 7, 0.1 for 2.5. */
function stepOf(value: number): number {
  if (!Number.isInteger(value)) return 10 ** -(String(value).split('.')[1] ?? '').length;
  let step = 1;
  while (value % (step * 10) === 0) step *= 10;
  return step;
}
