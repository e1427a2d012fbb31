// Who did what, when, where and why, and how do the other moderators hear of it?

import type { TextKey } from '../../i18n/resource.ts';
import { textsOf } from '../../i18n/texts.ts';
import type { NewJob } from '../../store/port/job-queue.ts';
import { type Line, plain } from '../answer.ts';
import { chooseLanguage } from '../asker.ts';
import type { Request, Services } from '../command.ts';
import { presentNotice } from '../present/present-notice.ts';
import { tellJob } from './tell-job.ts';

/** What can be done, as the record names it. */
export type AuditAction = Extract<TextKey, `audit.${string}`> extends `audit.${infer Action}` ? Action : never;

export interface Deed {
  readonly action: AuditAction;
  readonly scope: string;
  /** The entry, question or draft. */
  readonly subject?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly reason?: string | undefined;
}

/** Longest text mirrored to the log channel for one part. */
const MAX_SHOWN = 300;

/** Records what a moderator did and mirrors it to the moderators' log channel, where one is set. */
export async function recordDeed(deed: Deed, { asker, incoming }: Request, services: Services): Promise<void> {
  const { store, now, newId } = services;
  const id = newId();
  const { scope, subject, before, after, reason, action } = deed;
  const { place, settings } = asker;
  const jobs: NewJob[] = [];
  if (settings.logChannel !== undefined && place.community !== undefined) {
    const texts = textsOf(chooseLanguage(undefined, settings.language, ''));
    const { t } = texts;
    const lines: Line[] = [
      [
        { text: t('audit-label.by'), style: 'strong' },
        { text: ' ' },
        { text: personCode(asker.person), mention: { kind: 'person', id: incoming.person.id } },
      ],
      ...labelled(t('audit-label.before'), before),
      ...labelled(t('audit-label.after'), after),
      ...labelled(t('audit-label.reason'), reason),
    ];
    jobs.push(
      tellJob(
        `log:${id}`,
        place.platform,
        { where: 'channel', channel: settings.logChannel, community: place.community },
        presentNotice(texts, subject ?? '', {
          headline: `🗒️ ${t(`audit.${action}`)}`,
          sections: [{ key: 'list', label: '', lines }],
        }),
        asker.person,
      ),
    );
  }
  await store.audit.add(
    {
      id,
      at: now(),
      scope,
      person: asker.person,
      action,
      place: `${place.platform} ${place.channel}`,
      subject,
      before,
      after,
      reason,
    },
    jobs,
  );
}

/** What stands for a person where only the keyed hash is kept. */
export function personCode(person: string): string {
  return person.slice(0, 6);
}

function labelled(label: string, text: string | undefined): Line[] {
  if (text === undefined || text === '') return [];
  const cut = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return [[{ text: label, style: 'strong' }, { text: ' ' }, ...plain(cut)]];
}
