// How are inquiries kept in SQL?

import type { Selectable } from 'kysely';
import type { DecisionKind } from '../../core/match.ts';
import type { Inquiry, InquiryStore } from '../port/inquiry-store.ts';
import { attempt } from './attempt.ts';
import type { Database, Sql } from './database.ts';
import type { RelaxedDialect } from './relaxed.ts';

/** A power cut may take back the last moments: the statistics then lack some questions. */
export function createSqlInquiries(db: Sql, { relaxed }: RelaxedDialect): InquiryStore {
  return {
    add: (inquiry) =>
      attempt('record an inquiry', async () => {
        await relaxed((on, mark) =>
          on
            .insertInto('inquiries')
            .values({
              id: inquiry.id,
              at: inquiry.at.toISOString(),
              platform: inquiry.platform,
              scope: inquiry.scope ?? null,
              person: inquiry.person,
              decision: inquiry.decision,
              entry_id: inquiry.entryId ?? null,
              probability: inquiry.probability ?? null,
              lang: inquiry.lang,
            })
            .onConflict((conflict) => conflict.column('id').doNothing())
            .returning(mark.as('mark'))
            .execute(),
        );
      }),

    get: (id) =>
      attempt('read an inquiry', async () => {
        const row = await db.selectFrom('inquiries').selectAll().where('id', '=', id).executeTakeFirst();
        return row && inquiryOf(row);
      }),

    countSince: (since, scope) =>
      attempt('count inquiries', async () => {
        let query = db
          .selectFrom('inquiries')
          .select(({ fn }) => ['decision', fn.countAll().as('n')])
          .where('at', '>=', since.toISOString());
        if (scope !== undefined) query = query.where('scope', '=', scope);
        const rows = await query.groupBy('decision').execute();
        const counts: Record<DecisionKind, number> = { answer: 0, ask: 0, differs: 0, unreviewed: 0 };
        for (const { decision, n } of rows) counts[decision as DecisionKind] = Number(n);
        return counts;
      }),

    forget: (person) =>
      attempt('forget inquiries', async () => {
        const result = await db.deleteFrom('inquiries').where('person', '=', person).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),

    prune: (before) =>
      attempt('remove old inquiries', async () => {
        const result = await db.deleteFrom('inquiries').where('at', '<', before.toISOString()).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
  };
}

function inquiryOf(row: Selectable<Database['inquiries']>): Inquiry {
  return {
    id: row.id,
    at: new Date(row.at),
    platform: row.platform,
    scope: row.scope ?? undefined,
    person: row.person,
    decision: row.decision as DecisionKind,
    entryId: row.entry_id ?? undefined,
    probability: row.probability ?? undefined,
    lang: row.lang,
  };
}
