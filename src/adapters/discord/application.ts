// What does Discord say about our own application?

import {
  type APIApplication,
  ApplicationFlags,
  OAuth2Scopes,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js';

export interface Application {
  readonly id: string;
  readonly name: string;
  /** Whether the Message Content intent is switched on in the developer portal. */
  readonly mayReadContent: boolean;
  /** Its owner, or its team. */
  readonly operators: ReadonlySet<string>;
}

/** What the bot needs in a server, and nothing more. */
const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory;

/** @throws DiscordAPIError, 401 for a wrong token; whatever the network throws. */
export async function readApplication(rest: REST): Promise<Application> {
  const { id, name, flags = 0, owner, team } = (await rest.get(Routes.currentApplication())) as APIApplication;
  const mayRead = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
  const people = team ? team.members.map(({ user }) => user.id) : owner ? [owner.id] : [];
  return { id, name, mayReadContent: (flags & mayRead) !== 0, operators: new Set(people) };
}

/** The address at which a server's manager adds the bot. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    permissions: PERMISSIONS.toString(),
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
