// Which entries are due for another look?

import { quoted } from '../answer.ts';
import type { CommandDefinition } from '../command.ts';
import { scopeToModerate } from '../moderation/may-moderate.ts';
import { inLanguage } from '../present/localized.ts';
import { presentNotice } from '../present/present-notice.ts';
import { privately } from '../reply.ts';

/** Entries whose day of review has come. */
export const reviews: CommandDefinition = {
  name: 'reviews',
  role: 'moderator',
  listed: true,
  summary: 'command.reviews',
  options: [],
  async run({ asker }, services) {
    const { texts } = asker;
    const { t } = texts;
    const due = services.reviewsDue(scopeToModerate(asker), services.now().toISOString().slice(0, 10)).slice(0, 25);
    if (due.length === 0) return privately(presentNotice(texts, t('reviews.none')));
    const records = await services.store.entries.getMany(due.map(({ id }) => id));
    const shown = due.map(({ id, reviewBy }) => ({
      id,
      label: inLanguage(records.find((record) => record.id === id)?.entry.claim, texts.lang)?.text ?? id,
      when: texts.date(reviewBy),
    }));
    return privately({
      ...presentNotice(texts, t('reviews.lead'), {
        headline: t('reviews.headline'),
        sections: [
          {
            key: 'list',
            label: '',
            lines: shown.map(({ label, when }) => quoted(label, when)),
          },
        ],
      }),
      choices: {
        placeholder: t('nearest.choose'),
        options: shown.map(({ id, label, when }) => ({
          label,
          description: when,
          call: { command: 'edit', args: { entry: id } },
        })),
      },
    });
  },
};
