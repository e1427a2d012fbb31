// What would a text be answered, and why?

import type { Match } from '../../core/match.ts';
import { type Line, plain, quoted, type Section } from '../answer.ts';
import { matchesShown, matchText } from '../check-text.ts';
import type { CommandDefinition } from '../command.ts';
import { inLanguage } from '../present/localized.ts';
import { presentNotice } from '../present/present-notice.ts';

/** Shows moderators what a text would be answered: probability, wording, features, runner-up, guards. Records nothing. */
export const explain: CommandDefinition = {
  name: 'explain',
  role: 'moderator',
  listed: true,
  summary: 'command.explain',
  options: [{ name: 'text', kind: 'text', required: true, summary: 'option.text' }],
  async run({ args, asker }, services) {
    const { t, lang } = asker.texts;
    const { decision, matches, extraction } = matchText(args.text ?? '', asker.scope, services);
    const [top, next] = matches;
    const claims = new Map(
      (await services.store.entries.getMany(matches.map(({ claimId }) => claimId))).map(({ id, entry }) => [
        id,
        inLanguage(entry.claim, lang)?.text ?? id,
      ]),
    );
    const matchLines = (match: Match): Line[] => [
      quoted(
        claims.get(match.claimId) ?? match.claimId,
        `${match.claimId} · ${t('explain.probability', { percent: percent(match.probability) })}`,
      ),
      plain(t('explain.wording', { text: match.wording.text, role: match.wording.role })),
    ];
    const sections: Section[] = [
      { key: 'text', label: t('explain.read-as'), lines: [[{ text: extraction.text || '–', style: 'quote' }]] },
    ];
    if (top !== undefined) {
      sections.push(
        { key: 'claim', label: t('explain.best'), lines: matchLines(top) },
        {
          key: 'list',
          label: t('explain.features'),
          lines: top.why.map(({ feature, contribution }) =>
            plain(`${feature} = ${top.features[feature] ?? '–'} (${contribution > 0 ? '+' : ''}${contribution})`),
          ),
        },
      );
      if (top.differences.length > 0) {
        sections.push({
          key: 'differences',
          label: t('explain.guards'),
          lines: top.differences.map(({ kind, claim, question }) => plain(`${kind}: “${claim}” / “${question}”`)),
        });
      }
    }
    if (next !== undefined) sections.push({ key: 'list', label: t('explain.runner-up'), lines: matchLines(next) });
    const shown = matchesShown(decision)[0];
    return {
      kind: 'answer',
      visibility: 'private',
      answer: presentNotice(asker.texts, t(`explain.${decision.kind}`), {
        headline: t('explain.headline'),
        sections,
        actions:
          shown === undefined
            ? []
            : [{ label: t('action.open-entry'), call: { command: 'edit', args: { entry: shown.claimId } } }],
      }),
    };
  },
};

function percent(probability: number): string {
  return (probability * 100).toFixed(1);
}
