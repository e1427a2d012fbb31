// How does a test start a Slack of its own and look into it?
//
//   const slack = await startSlackEmulator({ delivery: 'socket' });
//   const newsroom = slack.workspace();
//   const app = new App({ token: newsroom.botToken, appToken: slack.app.appToken, socketMode: true,
//     clientOptions: { slackApiUrl: slack.apiUrl } });
//   slack.watch(app);
//   await app.start();                                  // in HTTP mode, then: await slack.deliverTo(address)
//   const ada = newsroom.user('Ada', { locale: 'fr-FR' });
//   const general = newsroom.channel('general');
//   const outcome = await ada.runs('/istrue', 'the moon is cheese', general);
//   expect(outcome.ephemeral).toHaveLength(1);          // what only Ada sees; outcome.posted is for everybody
//   expect(slack.screen(general, ada)).toContain('[Share in channel]');
//   expect(slack.complaints).toEqual([]);
//   await app.stop();
//   await slack.close();

import type { AddressInfo } from 'node:net';
import { createActivity } from './activity.ts';
import { type AppConfig, type AppOptions, appConfig } from './app-config.ts';
import { createClock, type EmulatorClock } from './clock.ts';
import type { Ack, Delivery, Retry, Transport } from './delivery.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import { unscopedEvents } from './events.ts';
import { createFaults, type Faults } from './faults.ts';
import { createHttpDelivery, type Forgery, type HttpAnswer } from './http-delivery.ts';
import { type ApiCall, createJournal, type Entry } from './journal.ts';
import { renderPage, type Shown } from './look/render-html.ts';
import { screenOf } from './look/screen.ts';
import type { Fields } from './payload.ts';
import type { Person } from './person.ts';
import { createResponseUrls } from './response-urls.ts';
import { createSlackServer } from './server.ts';
import type { SlackState } from './slack-state.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import { createTriggers } from './triggers.ts';
import { createWorkspace, type Workspace } from './workspace.ts';
import { createIds } from './world.ts';

export interface SlackEmulatorOptions {
  /** How deliveries reach the app. Default `socket`. */
  readonly delivery?: 'socket' | 'http';
  /** The app's settings; `appFromManifest` makes them from a manifest. */
  readonly app?: AppOptions;
  /** How long a delivery waits to be acknowledged, in milliseconds. Default 3,000, as Slack does. */
  readonly ackLimitMs?: number;
  /** Refuse a second post to one channel within a second. Default false. */
  readonly enforceRates?: boolean;
  /** How long nothing must happen for `settled()`. Milliseconds, default 15. */
  readonly quietMs?: number;
}

export interface SlackEmulator {
  /** For `clientOptions.slackApiUrl`. */
  readonly apiUrl: string;
  /** For `installerOptions.authorizationUrl`. */
  readonly authorizeUrl: string;
  readonly app: AppConfig;
  readonly clock: EmulatorClock;
  readonly faults: Faults;
  readonly socket: SocketMode;
  /** Everything sent to the app, and ways to send it again, altered or doubled. */
  readonly deliveries: Dispatcher;
  /** Everything that happened, in order. */
  readonly journal: readonly Entry[];
  /** Calls of the Web API and of response_urls so far, of one method or all. */
  calls(method?: string): ApiCall[];
  /** What Slack would let pass but a good app does not do; assert it empty. */
  readonly complaints: readonly string[];
  /** Scopes that a call or delivery has needed so far. */
  readonly scopesUsed: ReadonlySet<string>;
  /** A new workspace; installed by default, else a person must install the app. */
  workspace(options?: { readonly name?: string; readonly installed?: boolean }): Workspace;
  /** HTTP mode: the app's request address. Rejects unless the app passes the url_verification handshake. */
  deliverTo(url: string): Promise<void>;
  /** HTTP mode: any body at the app's request address, signed or forged. */
  post(contentType: string, body: string, forgery?: Forgery, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** Sends a payload of any shape. */
  deliver(delivery: Delivery): Promise<Ack>;
  /** Sends something once more, as a replay or as Slack's own retry. */
  again(delivery: Delivery, retry?: Retry): Promise<Ack>;
  /**
   * Lets `settled()` know of events that the app still works on, by counting its `processEvent`. Without it, quiet is
   * only guessed from the wire.
   */
  watch(app: { processEvent(event: never): Promise<void> }): void;
  /** Resolves when nothing is under way any more; see `Activity.settled`. */
  settled(): Promise<void>;
  /** What a person sees in a channel, in plain text; without a channel, the topmost modal or the home tab. */
  screen(channel: string | undefined, viewer: Person): string;
  /** A self-contained HTML page in Slack's look of a channel, some messages or a view. */
  renderSlackHtml(workspace: Workspace, shown: Shown): string;
  /** Ends every connection and timer. */
  close(): Promise<void>;
}

/** Starts a Slack on 127.0.0.1, on a port of the system's choice. */
export async function startSlackEmulator(options: SlackEmulatorOptions = {}): Promise<SlackEmulator> {
  const clock = createClock();
  const ids = createIds(clock.now);
  const activity = createActivity(options.quietMs ?? 15);
  const app = appConfig(options.app);
  const socketMode = createSocketMode(clock, () => ids.secret('env'), options.ackLimitMs);
  const http = createHttpDelivery(app.signingSecret, clock, options.ackLimitMs);
  const transport: Transport = options.delivery === 'http' ? http : socketMode;
  const state: SlackState = {
    app,
    clock,
    ids,
    activity,
    journal: createJournal(),
    faults: createFaults(),
    triggers: createTriggers(clock, () => ids.next('t')),
    socketMode,
    dispatcher: createDispatcher(transport, clock, activity),
    workspaces: new Map(),
    views: new Map(),
    codes: new Map(),
    complaints: unscopedEvents(app),
    scopesUsed: new Set(),
    enforceRates: options.enforceRates ?? false,
    origin: '',
  };
  const responseUrls = createResponseUrls(state);
  const server = createSlackServer(state, responseUrls);
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: `${state.origin}/api/`,
    authorizeUrl: `${state.origin}/oauth/v2/authorize`,
    app,
    clock,
    faults: state.faults,
    socket: socketMode,
    deliveries: state.dispatcher,
    journal: state.journal.entries,
    complaints: state.complaints,
    scopesUsed: state.scopesUsed,
    calls: (method) =>
      state.journal.entries.flatMap((entry) =>
        entry.kind === 'call' && (method === undefined || entry.call.method === method) ? [entry.call] : [],
      ),
    workspace: ({ name = 'Newsroom', installed = true } = {}) =>
      createWorkspace(state, responseUrls, { name, installed }),
    async deliverTo(url) {
      http.url = url;
      const challenge = ids.secret('challenge');
      const body: Fields = { token: 'emulated-verification-token', challenge, type: 'url_verification' };
      const answer = await http.post('application/json', JSON.stringify(body));
      if (answer.status !== 200 || !answer.body.includes(challenge))
        throw new Error('The app failed url_verification.');
    },
    post: (contentType, body, forgery, headers) =>
      activity.during(() => http.post(contentType, body, forgery, headers)),
    deliver: (delivery) => state.dispatcher.deliver(delivery),
    again: (delivery, retry) => state.dispatcher.again(delivery, retry),
    watch(watched) {
      const original = watched.processEvent.bind(watched) as (event: never) => Promise<void>;
      watched.processEvent = (event: never) => activity.during(() => original(event));
    },
    settled: () => activity.settled(),
    screen(channel, viewer) {
      const workspace = [...state.workspaces.values()].find((entry) => entry.users.has(viewer.id));
      return workspace === undefined ? '' : screenOf(workspace, viewer.id, channel);
    },
    renderSlackHtml: (workspace, shown) => renderPage(workspace.state, shown),
    async close() {
      clock.stop();
      await socketMode.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
