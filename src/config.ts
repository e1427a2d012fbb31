// What does the environment say, and what is wrong with it? The only reader of the environment.

import path from 'node:path';
import { config as readEnvFile } from 'dotenv';
import { z } from 'zod';
import { claimsFolder, packageFolder } from './package-paths.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const text = z.string().trim().min(1);
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be a web address that begins with https:// or http://' });

const wholeNumber = (least: number, most: number) =>
  z.coerce
    .number(`must be a whole number from ${least} to ${most}`)
    .int(`must be a whole number from ${least} to ${most}`)
    .min(least, `must be a whole number from ${least} to ${most}`)
    .max(most, `must be a whole number from ${least} to ${most}`);

const environmentSchema = z.object({
  DISCORD_TOKEN: text.optional(),
  DISCORD_API_URL: httpUrl.optional(),
  DISCORD_MESSAGE_CONTENT: z.enum(['auto', 'on', 'off'], 'must be auto, on or off').default('auto'),
  DISCORD_SHARDS: z
    .union([z.literal('auto'), z.coerce.number().int().min(1)], 'must be auto, or a number of processes from 1')
    .optional(),
  DISCORD_REQUESTS_PER_SECOND: z.coerce.number('must be a number').int().min(1).optional(),
  // Set by discord.js in the processes it starts for shards.
  SHARDING_MANAGER: z.string().optional(),
  SLACK_BOT_TOKEN: text
    .regex(/^xoxb-/, 'must begin with xoxb- (OAuth & Permissions ▸ Bot User OAuth Token)')
    .optional(),
  SLACK_APP_TOKEN: text.regex(/^xapp-/, 'must begin with xapp- (Basic Information ▸ App-Level Tokens)').optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_PORT: wholeNumber(0, 65_535).default(3000),
  SLACK_HOST: text.default('127.0.0.1'),
  SLACK_CLIENT_ID: text.optional(),
  SLACK_CLIENT_SECRET: text.optional(),
  SLACK_STATE_SECRET: text.min(16, 'must have at least 16 characters: any long random text').optional(),
  TOKEN_ENCRYPTION_KEY: text.min(32, 'must have at least 32 characters: any long random text').optional(),
  SLACK_API_URL: httpUrl.optional(),
  SLACK_AUTHORIZE_URL: httpUrl.optional(),
  DATABASE_FILE: text.default(path.join(packageFolder, 'var', 'is-this-true.sqlite')),
  DATABASE_URL: text.regex(/^postgres(?:ql)?:\/\//, 'must begin with postgres:// or postgresql://').optional(),
  DATABASE_POOL_SIZE: wholeNumber(1, 200).default(8),
  OPERATION_PORT: wholeNumber(0, 65_535).optional(),
  OPERATION_HOST: text.default('127.0.0.1'),
  RETENTION_DAYS: wholeNumber(1, 3_650).default(90),
  CLAIMS_FOLDER: text.default(claimsFolder),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  NO_COLOR: z.string().optional(),
});

type Environment = z.output<typeof environmentSchema>;

/** The configuration, checked. */
export interface Config {
  readonly discord: DiscordConfig | undefined;
  readonly slack: SlackConfig | undefined;
  readonly databaseFile: string;
  readonly databaseUrl: string | undefined;
  /** Most connections of this process to PostgreSQL, beside the one that listens. */
  readonly databasePoolSize: number;
  /** Where health and metrics are served; undefined where they are not. */
  readonly operation: { readonly host: string; readonly port: number } | undefined;
  /** Days that inquiries and posted answers are kept. */
  readonly retentionDays: number;
  readonly claimsFolder: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Colours on a terminal; off where NO_COLOR is set. */
  readonly colours: boolean;
}

export interface DiscordConfig {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly messageContent: 'auto' | 'on' | 'off';
  /** How many processes share the work; undefined for this one alone, `auto` for as many as Discord recommends. */
  readonly shards: number | 'auto' | undefined;
  /** True in a process that was started for a shard. */
  readonly isShard: boolean;
  readonly requestsPerSecond: number | undefined;
}

export interface SlackConfig {
  /** The token of the one workspace; undefined where workspaces install the app themselves. */
  readonly botToken: string | undefined;
  readonly appToken: string | undefined;
  readonly signingSecret: string | undefined;
  /** Where HTTP mode listens. */
  readonly port: number;
  readonly host: string;
  readonly oauth: SlackOAuthConfig | undefined;
  readonly apiUrl: string | undefined;
}

export interface SlackOAuthConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state of the installation flow. */
  readonly stateSecret: string;
  /** Encrypts the tokens that are kept. */
  readonly encryptionKey: string;
  readonly authorizeUrl: string | undefined;
}

/** The environment has faults; the message names every one with its remedy, and no secret. */
export class ConfigError extends Error {
  readonly code = 'config-error';
}

/**
 * Reads the environment and the `.env` file (the environment wins).
 * @throws ConfigError
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, envFile = path.join(process.cwd(), '.env')): Config {
  const fromFile: Record<string, string> = {};
  readEnvFile({ path: envFile, processEnv: fromFile, quiet: true });
  const present = Object.fromEntries(
    Object.entries({ ...fromFile, ...env }).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environmentSchema.safeParse(present);
  const faults = parsed.success
    ? rulesBetween(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if (!parsed.success || faults.length > 0) {
    throw new ConfigError(
      `the configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  }
  const { data } = parsed;
  return {
    discord:
      data.DISCORD_TOKEN === undefined
        ? undefined
        : {
            token: data.DISCORD_TOKEN,
            apiUrl: data.DISCORD_API_URL,
            messageContent: data.DISCORD_MESSAGE_CONTENT,
            shards: data.DISCORD_SHARDS,
            isShard: data.SHARDING_MANAGER !== undefined,
            requestsPerSecond: data.DISCORD_REQUESTS_PER_SECOND,
          },
    slack: slackConfig(data),
    databaseFile: path.resolve(data.DATABASE_FILE),
    databaseUrl: data.DATABASE_URL,
    databasePoolSize: data.DATABASE_POOL_SIZE,
    operation: data.OPERATION_PORT === undefined ? undefined : { host: data.OPERATION_HOST, port: data.OPERATION_PORT },
    retentionDays: data.RETENTION_DAYS,
    claimsFolder: path.resolve(data.CLAIMS_FOLDER),
    logLevel: data.LOG_LEVEL,
    colours: data.NO_COLOR === undefined,
  };
}

/** The four settings that make an app which workspaces install themselves. */
const OAUTH_SETTINGS = [
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'TOKEN_ENCRYPTION_KEY',
] as const;

function slackConfig(env: Environment): SlackConfig | undefined {
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, TOKEN_ENCRYPTION_KEY } = env;
  const oauth =
    SLACK_CLIENT_ID && SLACK_CLIENT_SECRET && SLACK_STATE_SECRET && TOKEN_ENCRYPTION_KEY
      ? {
          clientId: SLACK_CLIENT_ID,
          clientSecret: SLACK_CLIENT_SECRET,
          stateSecret: SLACK_STATE_SECRET,
          encryptionKey: TOKEN_ENCRYPTION_KEY,
          authorizeUrl: env.SLACK_AUTHORIZE_URL,
        }
      : undefined;
  if (env.SLACK_BOT_TOKEN === undefined && oauth === undefined) return undefined;
  return {
    botToken: env.SLACK_BOT_TOKEN,
    appToken: env.SLACK_APP_TOKEN,
    signingSecret: env.SLACK_SIGNING_SECRET,
    port: env.SLACK_PORT,
    host: env.SLACK_HOST,
    oauth,
    apiUrl: env.SLACK_API_URL,
  };
}

function rulesBetween(env: Environment): string[] {
  const faults: string[] = [];
  if (
    env.SLACK_BOT_TOKEN !== undefined &&
    env.SLACK_APP_TOKEN === undefined &&
    env.SLACK_SIGNING_SECRET === undefined
  ) {
    faults.push(
      'SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP mode): set one of them',
    );
  }
  if (env.SLACK_BOT_TOKEN === undefined && env.SLACK_APP_TOKEN !== undefined) {
    faults.push(
      'SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is missing: set it too (OAuth & Permissions ▸ Bot User OAuth Token)',
    );
  }
  const oauth = OAUTH_SETTINGS.filter((name) => env[name] !== undefined);
  if (env.SLACK_CLIENT_ID !== undefined && oauth.length < OAUTH_SETTINGS.length) {
    const missing = OAUTH_SETTINGS.filter((name) => env[name] === undefined);
    faults.push(`SLACK_CLIENT_ID is set, but ${missing.join(' and ')} is missing: several workspaces need all of them`);
  }
  if (env.SLACK_CLIENT_ID !== undefined && env.SLACK_BOT_TOKEN !== undefined) {
    faults.push(
      'SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set: the first is for one workspace, the second for several; remove one',
    );
  }
  if (env.SLACK_CLIENT_ID !== undefined && env.SLACK_SIGNING_SECRET === undefined) {
    faults.push('SLACK_CLIENT_ID is set, but SLACK_SIGNING_SECRET is missing: several workspaces need HTTP mode');
  }
  return faults;
}
