// What comes in place of the JSON that was expected?

import type * as FastCheck from 'fast-check';
import { hostileText, PROTOTYPE_NAMES } from './hostile-text.ts';

type Json = unknown;

/** One change to a payload: what happens to one of its fields. */
type Bend =
  | { readonly how: 'missing' }
  | { readonly how: 'instead'; readonly value: Json }
  | { readonly how: 'extra'; readonly name: string; readonly value: Json };

/** Values of every type that JSON knows; none of them holds a word. */
const WORDLESS: readonly Json[] = [null, 0, -1, 1e308, true, false, '', [], {}, [null], [[]], [{}], { '': null }];

/**
 * Payloads with one to four fields missing, null, of another type or added, anywhere in them.
 * @param wordless true where no bend brings in text: what such a payload says, the sample said.
 * @param keep fields whose text is never replaced by another text, such as addresses that would be fetched.
 */
export function bentJson<T>(
  fc: typeof FastCheck,
  samples: readonly T[],
  { wordless = false, keep }: { readonly wordless?: boolean; readonly keep?: RegExp } = {},
): FastCheck.Arbitrary<T> {
  const plain = fc.constantFrom(...WORDLESS);
  const value = wordless
    ? plain
    : fc.oneof(plain, hostileText(fc, 5_000), fc.jsonValue({ maxDepth: 3 }), fc.nat(500).map(nested));
  const name = fc.constantFrom('extra', 'type', 'id', 'value', ...PROTOTYPE_NAMES);
  const bend: FastCheck.Arbitrary<Bend> = fc.oneof(
    fc.constant({ how: 'missing' as const }),
    value.map((instead) => ({ how: 'instead' as const, value: instead })),
    fc.tuple(name, value).map(([added, extra]) => ({ how: 'extra' as const, name: added, value: extra })),
  );
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(1_000_000), bend), { minLength: 1, maxLength: 4 }))
    .map(([sample, bends]) => {
      const root = { payload: structuredClone(sample) as Json };
      for (const [at, each] of bends) apply(root, at, each, keep);
      return root.payload as T;
    });
}

function nested(depth: number): Json {
  let value: Json = [];
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? { a: value } : [value];
  return value;
}

function apply(root: object, at: number, bend: Bend, keep: RegExp | undefined): void {
  const places = fieldsIn(root);
  const place = places[at % places.length];
  if (place === undefined) return;
  const [holder, key] = place;
  const current = holder[key];
  // A copy: the next bend may go into it.
  const value = bend.how === 'missing' ? undefined : structuredClone(bend.value);
  switch (bend.how) {
    case 'missing':
      delete holder[key];
      return;
    case 'instead':
      if (keep?.test(key) && JSON.stringify(value).includes('"')) return;
      holder[key] = value;
      return;
    case 'extra':
      if (typeof current !== 'object' || current === null || keep?.test(bend.name)) return;
      // As JSON.parse does it: a field of its own, whatever its name.
      Object.defineProperty(current, bend.name, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
}

/** Every field, with what holds it; the payload itself first. */
function fieldsIn(root: object): [Record<string, Json>, string][] {
  const found: [Record<string, Json>, string][] = [];
  const open: object[] = [root];
  for (let holder = open.pop(); holder !== undefined && found.length < 2_000; holder = open.pop()) {
    for (const [key, value] of Object.entries(holder)) {
      found.push([holder as Record<string, Json>, key]);
      if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
  return found;
}
