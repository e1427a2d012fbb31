// Which options do several commands take?

import type { OptionDefinition } from '../command.ts';

export const entryOption: OptionDefinition = { name: 'entry', kind: 'entry', required: true, summary: 'option.entry' };

export const draftOption: OptionDefinition = { name: 'draft', kind: 'text', required: true, summary: 'option.draft' };
