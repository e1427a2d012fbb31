import { afterEach, describe, expect, it } from '@jest/globals';
import { renderAnswer } from '../../../src/adapters/discord/render-answer.ts';
import { renderForm, renderFormAsAnswer } from '../../../src/adapters/discord/render-form.ts';
import type { Bot } from '../../../src/bot/bot.ts';
import type { Incoming } from '../../../src/bot/incoming.ts';
import type { FormReply, Reply } from '../../../src/bot/reply.ts';
import { textOf } from '../../emulators/discord/discord-emulator.ts';
import { modalFaults } from '../../emulators/discord/limits/modal-limits.ts';
import type { Payload } from '../../emulators/discord/payload.ts';
import { openRumours, type TestDiscord } from './open-discord.ts';

let discord: TestDiscord | undefined;
afterEach(async () => {
  await discord?.close();
  discord = undefined;
});

const form: FormReply = {
  kind: 'form',
  lang: 'en',
  title: 'Add a claim to the list, with everything that belongs to it',
  submitLabel: 'Save',
  submit: { command: 'save', args: { step: '1' } },
  reopen: { command: 'edit', args: { draft: 'abc' } },
  reopenLabel: 'Open the form again',
  fields: [
    { name: 'claim', label: 'Claim', kind: 'line', required: true, value: 'The Moon', maxLength: 300 },
    { name: 'answer', label: 'Answer', kind: 'paragraph', required: false, hint: 'x'.repeat(300) },
    {
      name: 'verdict',
      label: 'Verdict',
      kind: 'choice',
      required: true,
      value: 'false',
      options: [
        { value: 'true', label: 'True' },
        { value: 'false', label: 'False' },
      ],
    },
  ],
};

/** A bot that answers calls as a test says, to see what Discord makes of it. */
function scripted(bot: Bot, replies: (incoming: Incoming) => Reply): Bot {
  return Object.assign(Object.create(bot) as Bot, {
    handle: (incoming: Incoming) => Promise.resolve(replies(incoming)),
  });
}

async function start(replies: (incoming: Incoming) => Reply) {
  const opened = await openRumours({ bot: (bot) => scripted(bot, replies) });
  discord = opened.discord;
  return opened;
}

describe('a form', () => {
  it('is a modal that Discord takes, with what was typed before, whole', () => {
    const long = { ...form.fields[1]!, value: 'y'.repeat(3_500), maxLength: 3_000 };
    const five = [form.fields[0]!, long, form.fields[2]!, { ...form.fields[0]!, name: 'd' }, { ...long, name: 'e' }];
    for (const fields of [form.fields, five]) {
      for (const problem of [undefined, '*Wrong*: '.repeat(300)]) {
        const modal = renderForm({ ...form, fields, problem });
        expect(modalFaults(JSON.parse(JSON.stringify(modal)) as Payload)).toEqual([]);
        expect(JSON.stringify(modal)).toContain(fields === five ? 'y'.repeat(3_500) : 'The Moon');
      }
    }
  });

  it('names at each field what was wrong with it', () => {
    const fields = [{ ...form.fields[0]!, problem: 'is not a claim' }];
    expect(renderForm({ ...form, fields }).components[0]).toMatchObject({ description: '⚠️ is not a claim' });
  });

  it('opens from a command, and sends what was filled in', async () => {
    const seen: Incoming[] = [];
    const { ana, general } = await start((incoming) => {
      seen.push(incoming);
      if (incoming.kind === 'call' && incoming.call.command === 'save') return notice('Saved.');
      return form;
    });
    const opened = await ana.runs('/help', {}, { in: general });
    const sent = await ana.submits(opened, { Claim: 'The Sun', Verdict: 'True' });
    expect(sent.message && textOf(sent.message)).toBe('Saved.');
    expect(seen.at(-1)).toMatchObject({
      call: { command: 'save', args: { step: '1' } },
      fields: { claim: 'The Sun', answer: '', verdict: 'true' },
    });
  });

  it('that was filled in wrongly comes back behind a button, since Discord opens no form after a form', async () => {
    const { ana, general } = await start((incoming) =>
      incoming.kind === 'call' && incoming.call.command === 'save'
        ? { ...form, problem: 'The claim is missing.' }
        : form,
    );
    const opened = await ana.runs('/help', {}, { in: general });
    const sent = await ana.submits(opened, { Claim: 'x' });
    expect(sent.message && textOf(sent.message)).toContain('The claim is missing.');
    expect(sent.message?.onlyFor?.name).toBe('Ana');
    const again = await ana.presses(sent.message!, 'Open the form again');
    expect(again.modal?.customId).toBe('save?step=1');
  });

  it('that comes too late to be opened stands behind a button too', () => {
    const { components, content } = renderAnswer(renderFormAsAnswer(form));
    expect(content).toContain('Add a claim');
    expect(JSON.stringify(components)).toContain('edit?draft=abc');
  });
});

describe('a private word in answer to a button below a public message', () => {
  it('does not take the place of that message', async () => {
    const { ana, general, at, settled } = await start((incoming) =>
      incoming.kind === 'question'
        ? { ...notice('Seen by all', 'public'), inquiryId: 'x' }
        : { ...notice('For one', 'private'), replaces: true },
    );
    ana.says(general, `${at} anything at all`);
    await settled();
    const pressed = await ana.presses(general.botMessages[0]!, 'Help');
    expect(pressed.message?.onlyFor?.name).toBe('Ana');
    expect(general.botMessages.map(textOf)).toEqual(['Seen by all']);
  });
});

function notice(text: string, visibility: 'public' | 'private' = 'private') {
  const actions = [{ label: 'Help', call: { command: 'help', args: {} } }];
  const answer = { kind: 'notice' as const, lang: 'en', headline: '', lead: [{ text }], sections: [], actions };
  return { kind: 'answer' as const, visibility, answer };
}
