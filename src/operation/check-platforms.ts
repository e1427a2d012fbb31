// Do the platforms take our tokens, and give them what the bot needs?

import { REST } from 'discord.js';
import { readApplication } from '../adapters/discord/application.ts';
import { BOT_SCOPES } from '../adapters/slack/manifest.ts';
import type { Config } from '../config.ts';
import { messageOf } from '../store/store-error.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

/** A platform that has not answered by then counts as out of reach, in milliseconds. */
const TIMEOUT_MS = 8_000;

export async function checkDiscord(discord: NonNullable<Config['discord']>): Promise<Finding[]> {
  const subject = 'Discord';
  const findings: Finding[] = [];
  if (!/^[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}$/.test(discord.token)) {
    findings.push(
      warning(
        subject,
        'DISCORD_TOKEN does not look like a bot’s token (three parts with points between): copy it from Developer Portal ▸ Bot',
      ),
    );
  }
  const rest = new REST({
    version: '10',
    retries: 0,
    timeout: TIMEOUT_MS,
    ...(discord.apiUrl === undefined ? {} : { api: discord.apiUrl }),
  }).setToken(discord.token);
  try {
    const { name, mayReadContent } = await readApplication(rest);
    findings.push(ok(subject, `takes the token of ${name}`));
    findings.push(
      mayReadContent
        ? ok(subject, 'the Message Content intent is on')
        : warning(
            subject,
            'the Message Content intent is off: “is this true?” in reply to somebody’s message cannot be checked; switch it on under Bot, or use the message menu',
          ),
    );
  } catch (error) {
    const status = (error as { status?: unknown }).status;
    findings.push(
      status === 401
        ? fault(subject, 'refuses DISCORD_TOKEN: make a new one under Developer Portal ▸ Bot ▸ Reset Token')
        : fault(subject, `cannot be reached (${messageOf(error)}): look at the network`),
    );
  }
  return findings;
}

export async function checkSlack(slack: NonNullable<Config['slack']>): Promise<Finding[]> {
  const subject = 'Slack';
  if (slack.botToken === undefined) return [ok(subject, 'workspaces bring their own tokens')];
  try {
    const response = await fetch(new URL('auth.test', slack.apiUrl ?? 'https://slack.com/api/'), {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = (await response.json()) as { ok?: boolean; error?: string; team?: string };
    if (body.ok !== true) {
      return [
        fault(subject, `refuses SLACK_BOT_TOKEN (${body.error ?? response.status}): copy it from OAuth & Permissions`),
      ];
    }
    const given = response.headers.get('x-oauth-scopes')?.split(/,\s*/);
    const missing = given === undefined ? [] : BOT_SCOPES.filter((scope) => !given.includes(scope));
    return [
      ok(subject, `takes the token${body.team === undefined ? '' : ` of ${body.team}`}`),
      missing.length === 0
        ? ok(subject, 'no scope is known to be missing')
        : fault(
            subject,
            `the app lacks the scopes ${missing.join(', ')}: take the manifest in again, then install the app anew`,
          ),
    ];
  } catch (error) {
    return [fault(subject, `cannot be reached (${messageOf(error)}): look at the network`)];
  }
}
