// What must hold of matching and of entries, whatever texts they are given?

import type * as FastCheck from 'fast-check';
import { createMatcher } from '../../core/create-matcher.ts';
import type { Model } from '../../core/model.ts';
import { parseEntryYaml } from '../../entry/entry-yaml.ts';
import type { FuzzTarget, Stopwatch } from './fuzz-target.ts';
import { hostileYaml } from './hostile-files.ts';
import { hostileText } from './hostile-text.ts';

/** The matcher, and the parser of entries. */
export function coreTargets(fc: typeof FastCheck, model: Model, stopwatch: Stopwatch): readonly FuzzTarget[] {
  const matcher = createMatcher(model);
  return [
    {
      name: 'matching of texts up to 1 MB',
      property: fc.asyncProperty(hostileText(fc, 1_000_000), async (text) => {
        const match = () => matcher.match({ text });
        const { matches } = await stopwatch.time('matching of texts up to 1 MB', text.length, match);
        for (const { probability } of matches) {
          if (!(probability >= 0 && probability <= 1)) throw new Error(`a probability of ${probability}`);
        }
      }),
    },
    {
      name: 'indexing of hostile claims',
      property: fc.property(hostileText(fc, 20_000), hostileText(fc, 2_000), (claim, wording) => {
        const id = 'hostile';
        matcher.put({
          id,
          scope: 'shared',
          statements: [{ lang: 'en', text: claim }],
          wordings: [{ lang: 'fr', text: wording }],
          negatives: [],
          urls: [wording],
        });
        matcher.match({ text: wording });
        matcher.remove(id);
        if (matcher.size !== 0) throw new Error('a removed claim is still there');
      }),
    },
    {
      name: 'entries as YAML',
      property: fc.asyncProperty(hostileYaml(fc), async (yaml) => {
        const parsed = await stopwatch.time('entries as YAML', yaml.length, () => parseEntryYaml(yaml));
        if (!parsed.ok && parsed.faults.length === 0) throw new Error('refused without a reason');
        if (({} as Record<string, unknown>)['polluted'] !== undefined) throw new Error('the prototype was changed');
      }),
    },
  ];
}
