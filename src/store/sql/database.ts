// Which tables and columns are there? One type for every SQL database: texts, integers and ISO dates only.

import type { Generated, Kysely } from 'kysely';

export interface Database {
  meta: { key: string; value: string };
  entries: EntryColumns & { updated_at: string; updated_by: string };
  revisions: EntryColumns & { updated_at: string; updated_by: string; change_reason: string | null };
  changes: { sequence: Generated<number>; entry_id: string; at: string };
  inquiries: {
    id: string;
    at: string;
    platform: string;
    scope: string | null;
    person: string;
    decision: string;
    entry_id: string | null;
    probability: number | null;
    lang: string;
  };
  inbox: {
    id: string;
    at: string;
    scope: string;
    platform: string;
    text: string;
    lang: string;
    person: string;
    status: string;
    reply_to: string | null;
    claimed_by: string | null;
    claimed_at: string | null;
    entry_id: string | null;
  };
  feedback: {
    id: string;
    at: string;
    scope: string;
    inquiry_id: string;
    entry_id: string;
    kind: string;
    person: string;
    features: string;
    state: string;
  };
  drafts: { id: string; scope: string; person: string; at: string; body: string };
  audit: {
    id: string;
    at: string;
    scope: string;
    person: string;
    action: string;
    place: string;
    subject: string | null;
    before: string | null;
    after: string | null;
    reason: string | null;
  };
  settings: { scope: string; name: string; value: string };
  /** Without `lease_until` the event was handled. */
  seen_events: { id: string; at: string; lease_until: string | null };
  posted_answers: {
    inquiry_id: string;
    at: string;
    platform: string;
    scope: string | null;
    channel: string;
    question_id: string | null;
    address: string;
    link: string | null;
    entry_id: string | null;
    revision: number | null;
    lang: string;
  };
  jobs: {
    id: string;
    kind: string;
    payload: string;
    person: string | null;
    state: string;
    run_at: string;
    added_at: string;
    attempts: number;
    lease: string | null;
    lease_until: string | null;
    ended_at: string | null;
  };
  cooldowns: { key: string; window_start: string; uses: number };
  installations: { platform: string; id: string; value: string; updated_at: string };
}

interface EntryColumns {
  id: string;
  scope: string;
  status: string;
  revision: number;
  body: string;
  overrides: string | null;
  retirement: string | null;
  curated_hash: string | null;
}

export type Sql = Kysely<Database>;
