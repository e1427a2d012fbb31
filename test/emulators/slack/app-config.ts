// What has been set up for the app in Slack's own settings?

import { type Fields, fieldsIn, listIn, textIn } from './payload.ts';

export interface ShortcutConfig {
  readonly callbackId: string;
  readonly name: string;
  readonly type: 'message' | 'global';
}

/** The app's settings page: what Slack knows of the app. */
export interface AppConfig {
  readonly appId: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** The app-level token of Socket Mode, with the scope connections:write. */
  readonly appToken: string;
  /** Bot scopes. */
  readonly scopes: readonly string[];
  /** Bot events subscribed to, named as in a manifest: `app_mention`, `message.im`, … */
  readonly events: readonly string[];
  /** Slash commands, with their slash. */
  readonly commands: readonly string[];
  readonly shortcuts: readonly ShortcutConfig[];
  /** Redirect addresses that the OAuth flow accepts, as prefixes; none means any. */
  readonly redirectUrls: readonly string[];
  /** The Messages tab of the app is writable. Default true. */
  readonly messagesTab: boolean;
  readonly homeTab: boolean;
}

/** What a test may set; the rest gets defaults that suit one workspace. */
export type AppOptions = Partial<AppConfig>;

const DEFAULTS: AppConfig = {
  appId: 'A0EMULATED',
  name: 'Is This True?',
  clientId: '1111.2222',
  clientSecret: 'emulated-client-secret',
  signingSecret: 'emulated-signing-secret',
  appToken: 'xapp-1-emulated',
  scopes: [
    'app_mentions:read',
    'channels:history',
    'channels:read',
    'chat:write',
    'commands',
    'files:read',
    'files:write',
    'groups:history',
    'groups:read',
    'im:history',
    'im:read',
    'im:write',
    'mpim:history',
    'mpim:read',
    'usergroups:read',
    'users:read',
  ],
  events: ['app_mention', 'message.im', 'app_home_opened', 'app_uninstalled', 'tokens_revoked'],
  commands: ['/istrue'],
  shortcuts: [{ callbackId: 'check_message', name: 'Is this true?', type: 'message' }],
  redirectUrls: [],
  messagesTab: true,
  homeTab: true,
};

export function appConfig(options: AppOptions = {}): AppConfig {
  return { ...DEFAULTS, ...options };
}

/** The part of the settings that a parsed app manifest decides: scopes, events, commands, shortcuts, tabs, redirects. */
export function appFromManifest(manifest: unknown): AppOptions {
  const root = fieldsIn(manifest);
  const features = fieldsIn(root.features);
  const oauth = fieldsIn(root.oauth_config);
  const home = fieldsIn(features.app_home);
  const strings = (value: unknown) => (Array.isArray(value) ? value.map(textIn) : []);
  return {
    name: textIn(fieldsIn(root.display_information).name),
    scopes: strings(fieldsIn(oauth.scopes).bot),
    redirectUrls: strings(oauth.redirect_urls),
    events: strings(fieldsIn(fieldsIn(root.settings).event_subscriptions).bot_events),
    commands: listIn(features.slash_commands).map((command) => textIn(command.command)),
    shortcuts: listIn(features.shortcuts).map((shortcut: Fields) => ({
      callbackId: textIn(shortcut.callback_id),
      name: textIn(shortcut.name),
      type: shortcut.type === 'global' ? 'global' : 'message',
    })),
    homeTab: home.home_tab_enabled === true,
    messagesTab: home.messages_tab_enabled === true && home.messages_tab_read_only_enabled !== true,
  };
}
