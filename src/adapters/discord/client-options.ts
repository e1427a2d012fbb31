// What does the client listen to, remember and ask for?

import { type ClientOptions, GatewayIntentBits, Options } from 'discord.js';

export interface ClientSettings {
  /** The API's address, without the version. Default: Discord's. */
  readonly apiUrl?: string | undefined;
  /** Whether to ask for the text of messages that do not mention the bot. */
  readonly messageContent: boolean;
  /** Requests a second over all routes. Default 50, which Discord grants every bot; raise it only where it granted more. */
  readonly requestsPerSecond?: number | undefined;
  /** For tests: how the gateway is connected to. */
  readonly ws?: ClientOptions['ws'] | undefined;
}

/** Kept of each kind where the adapter needs none. */
const NONE = 0;

/**
 * The least that does the work: servers (with channels, roles and permissions), messages, direct messages. No members,
 * no presences. Of what the client could remember only the servers are kept, so that memory does not grow with talk.
 */
export function clientOptions({ apiUrl, messageContent, requestsPerSecond, ws }: ClientSettings): ClientOptions {
  return {
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      AutoModerationRuleManager: NONE,
      DMMessageManager: NONE,
      GuildBanManager: NONE,
      GuildEmojiManager: NONE,
      GuildInviteManager: NONE,
      // Permissions are worked out for the bot itself.
      GuildMemberManager: { maxSize: NONE, keepOverLimit: (member) => member.id === member.client.user.id },
      GuildMessageManager: NONE,
      GuildScheduledEventManager: NONE,
      GuildStickerManager: NONE,
      MessageManager: NONE,
      PresenceManager: NONE,
      ReactionManager: NONE,
      ReactionUserManager: NONE,
      StageInstanceManager: NONE,
      ThreadMemberManager: NONE,
      UserManager: { maxSize: NONE, keepOverLimit: (user) => user.id === user.client.user.id },
      VoiceStateManager: NONE,
    }),
    ...(ws !== undefined && { ws }),
    rest: {
      ...(apiUrl !== undefined && { api: apiUrl }),
      ...(requestsPerSecond !== undefined && { globalRequestsPerSecond: requestsPerSecond }),
    },
  };
}
