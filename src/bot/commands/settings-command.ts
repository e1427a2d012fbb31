// What is set here, and how is it changed?

import { LANGUAGES, textsOf } from '../../i18n/texts.ts';
import { type Line, plain, type Span } from '../answer.ts';
import { chooseLanguage } from '../asker.ts';
import type { CommandDefinition } from '../command.ts';
import { recordDeed } from '../moderation/audit.ts';
import { presentNotice } from '../present/present-notice.ts';
import { readSettings, type Settings } from '../settings.ts';
import { UserError } from '../user-error.ts';

/** How each option changes the settings. A group, person or channel that is in a list is taken out of it. */
const changes: Readonly<Record<string, (value: string, now: Settings) => Partial<Settings>>> = {
  language: (value) => ({ language: value as Settings['language'] }),
  'moderator-group': (value, now) => ({ moderatorGroups: toggled(now.moderatorGroups, value) }),
  moderator: (value, now) => ({ moderators: toggled(now.moderators, value) }),
  answers: (value) => ({ answers: value as Settings['answers'] }),
  channel: (value, now) => ({ channels: toggled(now.channels, value) }),
  'log-channel': (value, now) => ({ logChannel: now.logChannel === value ? undefined : value }),
  'questions-per-minute': (value) => ({ questionsPerMinute: Number(value) }),
  'channel-per-minute': (value) => ({ channelPerMinute: Number(value) }),
  'repeat-minutes': (value) => ({ repeatMinutes: Number(value) }),
  'two-person-review': (value) => ({ twoPersonReview: value === 'true' }),
  'link-checks': (value) => ({ linkChecks: value === 'true' }),
};

export const settings: CommandDefinition = {
  name: 'settings',
  role: 'manager',
  listed: true,
  summary: 'command.settings',
  options: [
    { name: 'language', kind: 'choice', required: false, summary: 'option.language', choices: ['auto', ...LANGUAGES] },
    { name: 'moderator-group', kind: 'group', required: false, summary: 'option.moderator-group' },
    { name: 'moderator', kind: 'person', required: false, summary: 'option.moderator' },
    { name: 'answers', kind: 'choice', required: false, summary: 'option.answers', choices: ['public', 'private'] },
    { name: 'channel', kind: 'channel', required: false, summary: 'option.channel' },
    { name: 'log-channel', kind: 'channel', required: false, summary: 'option.log-channel' },
    {
      name: 'questions-per-minute',
      kind: 'number',
      required: false,
      summary: 'option.questions-per-minute',
      min: 1,
      max: 60,
    },
    {
      name: 'channel-per-minute',
      kind: 'number',
      required: false,
      summary: 'option.channel-per-minute',
      min: 1,
      max: 600,
    },
    { name: 'repeat-minutes', kind: 'number', required: false, summary: 'option.repeat-minutes', min: 0, max: 1440 },
    { name: 'two-person-review', kind: 'flag', required: false, summary: 'option.two-person-review' },
    { name: 'link-checks', kind: 'flag', required: false, summary: 'option.link-checks' },
  ],
  async run(request, services) {
    const { args, asker, incoming } = request;
    const { store } = services;
    if (asker.scope === undefined) throw new UserError('problem.only-in-community');
    const given = Object.entries(args);
    if (given.length > 0) {
      let now = asker.settings;
      const changed: Record<string, unknown> = {};
      for (const [name, value] of given) {
        const change = changes[name]?.(value, now) ?? {};
        now = { ...now, ...change };
        Object.assign(changed, change);
      }
      await store.settings.set(asker.scope, changed);
      await recordDeed(
        {
          action: 'settings',
          scope: asker.scope,
          before: JSON.stringify(
            Object.fromEntries(Object.keys(changed).map((name) => [name, asker.settings[name as keyof Settings]])),
          ),
          after: JSON.stringify(changed),
        },
        request,
        services,
      );
    }
    const now = await readSettings(store, asker.scope);
    const texts = textsOf(chooseLanguage(incoming.locale, now.language, ''));
    const { t } = texts;
    return {
      kind: 'answer',
      visibility: 'private',
      answer: presentNotice(texts, t(given.length > 0 ? 'settings.saved' : 'settings.lead'), {
        headline: t('settings.headline'),
        sections: [{ key: 'list', label: '', lines: settingLines(now, texts.t) }],
      }),
    };
  },
};

function settingLines(now: Settings, t: ReturnType<typeof textsOf>['t']): Line[] {
  const values: readonly [Parameters<typeof t>[0], Line][] = [
    ['option.language', plain(now.language)],
    ['option.moderator-group', mentions('group', now.moderatorGroups)],
    ['option.moderator', mentions('person', now.moderators)],
    ['option.answers', plain(now.answers)],
    ['option.channel', mentions('channel', now.channels)],
    ['option.log-channel', mentions('channel', now.logChannel === undefined ? [] : [now.logChannel])],
    ['option.questions-per-minute', plain(String(now.questionsPerMinute))],
    ['option.channel-per-minute', plain(String(now.channelPerMinute))],
    ['option.repeat-minutes', plain(String(now.repeatMinutes))],
    ['option.two-person-review', plain(String(now.twoPersonReview))],
    ['option.link-checks', plain(String(now.linkChecks))],
  ];
  return values.map(([key, value]) => [{ text: t(key), style: 'strong' }, { text: ' · ' }, ...value]);
}

function mentions(kind: 'group' | 'person' | 'channel', ids: readonly string[]): Line {
  if (ids.length === 0) return plain('–');
  return ids.flatMap((id, i): Span[] => [...(i > 0 ? [{ text: ', ' }] : []), { text: id, mention: { kind, id } }]);
}

function toggled(list: readonly string[], item: string): string[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}
