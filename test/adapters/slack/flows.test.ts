// Does what follows a question work in Slack: consent, feedback, settings, forms, pickers, the home tab, corrections?

import { afterEach, describe, expect, it } from '@jest/globals';
import { MODES, openSlack, peopleOf, type TestSlack, type TestSlackOptions } from './open-slack.ts';

const QUESTION = 'is it true that the moon is made of green cheese?';
const UNKNOWN = 'is it true that the mayor owns forty-two purple elephants?';

describe.each(MODES)('after a question in Slack, over %s', (mode) => {
  let slack: TestSlack;
  const open = async (options: TestSlackOptions = {}) => {
    slack = await openSlack(mode, options);
    return { ...slack, ...peopleOf(slack) };
  };
  afterEach(async () => {
    expect(slack.emulator.complaints).toEqual([]);
    expect(slack.test.logged.filter(({ level }) => level === 'error')).toEqual([]);
    await slack.close();
  });

  it('a text is handed over with consent, and its asker is told', async () => {
    const { ada, mod, general, test, workspace } = await open();
    const asked = await ada.runs('/istrue', UNKNOWN, general);
    const consent = await ada.presses('Ask the moderators', asked.ephemeral[0]!);
    expect(ada.sees(general)).toContain('Ask the moderators?');
    expect(ada.sees(general)).toContain('purple elephants');
    const sent = await ada.presses('Send, and tell me here', consent.ephemeral[0]!);
    expect(sent.edited).toEqual([consent.ephemeral[0]]);
    expect(ada.sees(general)).toContain('Handed over. You will be told when it is answered.');

    const inbox = await mod.runs('/istrue', 'inbox', general);
    expect(mod.sees(general)).toContain('purple elephants');
    expect(inbox.posted).toEqual([]);
    const [item] = await test.store.inbox.open(`slack:${workspace.id}`, 5);
    expect(item?.replyTo).toBeDefined();
  });

  it('“not this claim” is noted once, whoever presses twice', async () => {
    const { ada, general } = await open();
    const { posted } = await ada.mentions(general, QUESTION);
    const [first, second] = await Promise.all([
      ada.presses('Not this claim', posted[0]!),
      ada.presses('Not this claim', posted[0]!),
    ]);
    expect(first.ack?.ok && second.ack?.ok).toBe(true);
    expect(ada.sees(general).match(/Noted, thank you/g)).toHaveLength(1);
  });

  it('“helpful” is thanked for in private, and counts for the moderators', async () => {
    const { ada, ben, mod, general } = await open();
    const { posted } = await ada.mentions(general, QUESTION);
    const said = await ben.presses('Helpful', posted[0]!);
    expect(said.posted).toEqual([]);
    expect(ben.sees(general)).toContain('Thank you. The moderators will see that somebody found this helpful');
    expect(ada.sees(general)).not.toContain('Thank you');
    await mod.runs('/istrue', 'feedback', general);
    expect(mod.sees(general)).toContain('0× not this claim, 1× helpful');
  });

  it('sources and timeline come to the one who asks for them, in the thread', async () => {
    const { ada, ben, general } = await open();
    const { posted, said } = await ada.mentions(general, QUESTION);
    const details = await ben.presses('Sources and timeline', posted[0]!);
    expect(details.ephemeral[0]).toMatchObject({ threadTs: said!.ts });
    expect(ben.sees(general)).toContain('What the Moon is made of');
  });

  it('the settings are the admins’ own, and take people, groups and channels as Slack writes them', async () => {
    const { ada, mod, general, workspace, test } = await open();
    await ada.runs('/istrue', 'settings --answers private', general);
    expect(ada.sees(general)).toContain('Only managers of this place may do that.');
    const group = workspace.group('fact-checkers', [ada]);
    await mod.runs('/istrue', `settings --moderator-group <!subteam^${group}|@fact-checkers>`, general);
    await mod.runs('/istrue', `settings --channel <#${general}|general>`, general);
    const kept = await test.store.settings.get(`slack:${workspace.id}`);
    expect(kept).toMatchObject({ moderatorGroups: [group], channels: [general] });
    expect(mod.sees(general)).toContain('@fact-checkers');
    slack.emulator.clock.advance(61_000);
    await ada.runs('/istrue', 'inbox', general);
    expect(ada.sees(general)).not.toContain('Only moderators may do that.');
  });

  it('a private community answers a mention to its asker alone', async () => {
    const { ada, ben, mod, general } = await open();
    await mod.runs('/istrue', 'settings --answers private', general);
    const { said, posted, ephemeral } = await ada.mentions(general, QUESTION);
    expect(posted).toEqual([]);
    expect(ephemeral).toMatchObject([{ threadTs: said!.ts }]);
    expect(ben.sees(general)).not.toContain('rock');
  });

  it('bots are not answered, nor what the bot itself writes', async () => {
    const { workspace, general, ada } = await open();
    const other = workspace.user('Other bot', { bot: true });
    const { posted } = await other.mentions(general, QUESTION, {
      fields: { bot_id: 'B0OTHER', subtype: 'bot_message' },
    });
    expect(posted).toEqual([]);
    const dm = await ada.sendsDm(QUESTION);
    expect(dm.posted).toHaveLength(1);
  });

  it('haste is answered in private, with the time to wait', async () => {
    const { ada, general } = await open();
    for (let i = 0; i < 6; i++) await ada.runs('/istrue', UNKNOWN, general);
    const { ephemeral } = await ada.runs('/istrue', UNKNOWN, general);
    expect(ephemeral[0]?.text).toContain('you can ask again in');
  });

  it('an edited direct message gets its answer changed, a deleted one loses it', async () => {
    const { ada } = await open();
    const { said, posted } = await ada.sendsDm(UNKNOWN);
    const edited = await ada.edits(said!, QUESTION);
    expect(edited.posted).toEqual([]);
    expect(ada.sees(ada.dm)).toContain('# ❌ False · legend');
    const deleted = await ada.deletes(said!);
    expect(deleted.deleted).toContain(posted[0]);
    expect(ada.sees(ada.dm)).toBe('');
  });

  it('a rumour in a channel becomes an entry through the message menu and a form', async () => {
    const { ada, ben, mod, general } = await open({ entries: [] });
    const { said } = await ben.says(general, 'Our mayor owns forty-two purple elephants');
    const refused = await ada.usesShortcut('add_message', said!);
    expect(refused.views).toEqual([]);
    expect(ada.sees(general)).toContain('Only moderators may do that.');

    const opened = await mod.usesShortcut('add_message', said!);
    expect(mod.sees()).toContain('forty-two purple elephants');
    const wrong = await mod.submits(opened.views[0]!, {
      Claim: 'The mayor owns forty-two purple elephants.',
      Verdict: 'false',
      'Short answer': 'The mayor owns none.',
      Sources: 'no address at all',
    });
    expect(wrong.ack?.body).toMatchObject({ response_action: 'update' });
    expect(mod.sees()).toContain('⚠️');
    expect(mod.sees()).toContain('no address at all');
    const right = await mod.submits(mod.modal!, {
      Sources: 'Town Hall | Register of elephants | https://example.org/elephants',
    });
    expect(mod.modal).toBeUndefined();
    expect(mod.sees(general)).toContain('Preview');
    const published = await mod.presses('Publish', right.ephemeral.at(-1)!);
    expect(published.ack?.ok).toBe(true);
    await slack.test.bot.catchUp();
    const { posted } = await ada.mentions(general, 'is it true that the mayor owns forty-two purple elephants?');
    expect(posted[0]?.text).toContain('❌ False');
  });

  it('a command without its entry offers a picker that finds entries by letters', async () => {
    const { ada, general } = await open();
    const { ephemeral } = await ada.runs('/istrue', 'show', general);
    const found = await ada.typesInExternalSelect('Some of its words', 'moon', ephemeral[0]!);
    expect(found.options).toMatchObject([{ value: 'moon-cheese' }]);
    await ada.chooses('Some of its words', 'moon-cheese', ephemeral[0]!);
    expect(ada.sees(general)).toContain('# ❌ False · legend');
  });

  it('the home tab shows what the bot does and the latest reviews, and to moderators their work', async () => {
    const { ada, mod } = await open();
    await ada.opensHome();
    expect(ada.sees()).toContain('/istrue find QUERY');
    expect(ada.sees()).toContain('Reviewed lately');
    expect(ada.sees()).toContain('The Moon is made of green cheese.');
    expect(ada.sees()).not.toContain('Changed lately');
    await mod.opensHome();
    expect(mod.sees()).toContain('Reviewed lately');
    const shown = await ada.chooses('Show one of them', 'The Moon is made of green cheese.', ada.home!);
    expect(shown.views).toHaveLength(1);
    expect(ada.sees()).toContain('The Moon is made of rock.');
  });

  it('an answer through the home tab’s picker opens over it', async () => {
    const { ada } = await open();
    const { home } = await ada.opensHome();
    await ada.typesInExternalSelect('Find an entry by half-remembered words', 'chees', home!);
    const shown = await ada.chooses('Find an entry by half-remembered words', 'moon-cheese', home!);
    expect(shown.views[0]?.type).toBe('modal');
  });

  it('in a channel that the bot is not in, the asker is answered and the answer shared all the same', async () => {
    const { ada, ben, workspace } = await open();
    const elsewhere = workspace.channel('elsewhere', { withApp: false });
    const asked = await ada.runs('/istrue', QUESTION, elsewhere);
    expect(ada.sees(elsewhere)).toContain('# ❌ False · legend');
    const shared = await ada.presses('Share in channel', asked.ephemeral[0]!);
    expect(shared.posted).toHaveLength(1);
    expect(ben.sees(elsewhere)).toContain('# ❌ False · legend');
    // Its buttons work for the others, too.
    await ben.presses('Sources and timeline', shared.posted[0]!);
    expect(ben.sees(elsewhere)).toContain('Only visible to you');
  });

  it('a file comes as a direct message', async () => {
    const { ada, general, workspace, emulator } = await open({
      wrapBot: (bot) => ({
        ...bot,
        async handle(incoming) {
          const reply = await bot.handle(incoming);
          const files = [{ name: 'entries.yaml', content: Buffer.from('- a: 1\n') }];
          return reply?.kind === 'answer' ? { ...reply, files } : reply;
        },
      }),
    });
    await ada.runs('/istrue', 'about', general);
    expect(workspace.messages(ada.dm).at(-1)?.body.files).toMatchObject([{ name: 'entries.yaml' }]);
    expect(emulator.scopesUsed).toContain('files:write');
  });
});
