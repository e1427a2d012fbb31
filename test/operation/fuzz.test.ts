import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { loadModel } from '../../src/model-files.ts';
import { openFuzzTargets } from '../../src/operation/fuzz/fuzz-targets.ts';

let opened: Awaited<ReturnType<typeof openFuzzTargets>>;
beforeAll(async () => {
  opened = await openFuzzTargets(fc, loadModel(), () => {});
});
afterAll(() => opened.close());

it.each(['matching of texts', 'indexing', 'entries as YAML', 'lines typed', 'calls and questions', 'half-typed words'])(
  '%s withstand a first round of hostile inputs',
  async (name) => {
    const target = opened.targets.find((each) => each.name.startsWith(name));
    const result = await fc.check(target!.property, { seed: 20_240_229, numRuns: 25 });
    expect(result.failed ? fc.defaultReportMessage(result)?.slice(0, 2_000) : undefined).toBeUndefined();
  },
  60_000,
);
