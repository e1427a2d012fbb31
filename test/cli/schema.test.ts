import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { schemaFile, schemaText } from '../../src/cli/schema.ts';

it('publishes the schema that entries are checked against (npm run cli -- schema writes it anew)', () => {
  expect(readFileSync(schemaFile, 'utf8')).toBe(schemaText());
});
