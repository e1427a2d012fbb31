// What does Slack's host for files answer?

import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate } from './installation.ts';
import type { ApiCall } from './journal.ts';
import { SlackError } from './slack-error.ts';
import type { SlackState } from './slack-state.ts';
import type { FileState } from './world.ts';

/** What stands on the page to sign in, in small. */
const SIGN_IN = '<!DOCTYPE html><html lang="en-US"><head><title>Slack</title></head><body>Sign in</body></html>';

/**
 * The file, to a token of its workspace with the scope files:read. Without them Slack does not refuse: it passes the
 * request on to the page to sign in.
 */
export function download(state: SlackState, request: IncomingMessage, call: ApiCall, response: ServerResponse): void {
  const found = permitted(state, request, call);
  if (found === 'sign-in') {
    response.writeHead(302, { Location: `${state.origin}/signin?redir=${encodeURIComponent(call.path ?? '')}` });
    response.end();
    return;
  }
  if (found?.content === undefined || found.deleted) {
    response.writeHead(404, { 'Content-Type': 'text/plain' });
    response.end();
    return;
  }
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': found.content.length });
  response.end(found.content);
}

/** The page to sign in, which answers 200 to everybody. */
export function signIn(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(SIGN_IN);
}

/** More bytes than anybody wants, without saying how many, until the connection ends. */
export function sendWithoutEnd(response: ServerResponse): void {
  const part = Buffer.alloc(256 * 1024, 'a');
  const write = () => {
    while (!response.destroyed && response.write(part));
  };
  response.writeHead(200, { 'Content-Type': 'text/yaml' });
  response.on('drain', write);
  write();
}

function permitted(state: SlackState, { headers }: IncomingMessage, call: ApiCall): FileState | 'sign-in' | undefined {
  const [, , owner = ''] = (call.path ?? '').split('/');
  const [team = '', id = ''] = owner.split('-');
  try {
    const { workspace, token } = authenticate(state, headers.authorization?.replace('Bearer ', ''));
    if (workspace.id !== team || !token.scopes.includes('files:read')) return 'sign-in';
    state.scopesUsed.add('files:read');
    return workspace.files.get(id);
  } catch (error) {
    if (error instanceof SlackError) return 'sign-in';
    throw error;
  }
}
