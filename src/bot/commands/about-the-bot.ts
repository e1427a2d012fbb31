// What can the bot do, what is it, and what does it keep?

import { type Line, plain } from '../answer.ts';
import { scopesOf } from '../check-text.ts';
import type { CommandDefinition } from '../command.ts';
import { presentNotice } from '../present/present-notice.ts';
import { mayActAs } from '../role.ts';
import { forgetPerson } from '../work/retention.ts';

export const help: CommandDefinition = {
  name: 'help',
  role: 'asker',
  listed: true,
  summary: 'command.help',
  options: [],
  async run({ asker }, { commands }) {
    const { t } = asker.texts;
    // Slack has one command, and ours behind it.
    const prefix = asker.place.platform === 'slack' ? '/istrue ' : '/';
    const lines = commands
      .filter(({ listed, role }) => listed && mayActAs(asker.role, role))
      .map((command): Line => {
        const options = command.options.map(({ name, required }) =>
          required ? ` ${name.toUpperCase()}` : ` [${name.toUpperCase()}]`,
        );
        return [
          { text: `${prefix}${command.name}${options.join('')}`, style: 'code' },
          { text: ` ${t(command.summary)}` },
        ];
      });
    return {
      kind: 'answer',
      visibility: 'private',
      answer: presentNotice(asker.texts, t('help.lead'), {
        headline: t('help.headline'),
        sections: [{ key: 'list', label: t('section.commands'), lines }],
      }),
    };
  },
};

export const about: CommandDefinition = {
  name: 'about',
  role: 'asker',
  listed: true,
  summary: 'command.about',
  options: [],
  async run({ asker }, { store, version }) {
    const { t } = asker.texts;
    const { published } = await store.entries.count(scopesOf(asker.scope));
    const facts = [t('about.version', { version }), t('about.entries', { count: published })].join(' · ');
    return {
      kind: 'answer',
      visibility: 'private',
      answer: presentNotice(asker.texts, facts, {
        headline: t('about.headline'),
        sections: [{ key: 'text', label: '', lines: [plain(t('about.privacy'))] }],
      }),
    };
  },
};

export const forgetMe: CommandDefinition = {
  name: 'forget-me',
  role: 'asker',
  listed: true,
  summary: 'command.forget-me',
  options: [],
  async run({ asker }, { store }) {
    const count = await forgetPerson(store, asker.person);
    return {
      kind: 'answer',
      visibility: 'private',
      answer: presentNotice(asker.texts, asker.texts.t('forget.done', { count })),
    };
  },
};
