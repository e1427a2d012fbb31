// What did the bot ask of Discord's REST interface?
import type { IncomingMessage } from 'node:http';
import { refusals } from './api-error.ts';
import { asPayload, asText, type Payload } from './payload.ts';

export interface UploadedFile {
  name: string;
  contentType: string;
  bytes: number;
  text: string;
}

/** A request as it was received. Lists in `emulator.requests` are in order of arrival. */
export interface RestRequest {
  method: string;
  /** The path after `/api/v10`, decoded. */
  path: string;
  query: URLSearchParams;
  /** The JSON body; with files, their `payload_json`. A list for bulk registration. */
  body: unknown;
  files: UploadedFile[];
  authorization: string | undefined;
  /** Status of the answer, once it was given; 0 when the connection was cut. */
  status: number | undefined;
  /** When it arrived, by the real clock (for latencies), in milliseconds from the process's start. */
  arrivedAt: number;
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw refusals.badJson();
  }
}

/** Reads the body: JSON, or multipart with `payload_json` and `files[n]`. */
export async function readBody(message: IncomingMessage): Promise<{ body: unknown; files: UploadedFile[] }> {
  const bytes = await bytesOf(message);
  const contentType = message.headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data')) return { body: parse(bytes.toString()), files: [] };
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  const files: UploadedFile[] = [];
  for (const [key, value] of form) {
    if (typeof value === 'string' || !key.startsWith('files[')) continue;
    files.push({ name: value.name, contentType: value.type, bytes: value.size, text: await value.text() });
  }
  return { body: parse(asText(form.get('payload_json'))), files };
}

/** The attachments that a message shows for the uploaded files. */
export function uploadedAttachments(request: RestRequest, nextId: () => string): Payload[] {
  const described = asPayload(request.body).attachments;
  const list = Array.isArray(described) ? described.map(asPayload) : [];
  return request.files.map((file, index) => ({
    id: nextId(),
    filename: file.name,
    content_type: file.contentType,
    size: file.bytes,
    url: `https://cdn.discordapp.com/attachments/${file.name}`,
    proxy_url: `https://media.discordapp.net/attachments/${file.name}`,
    ...(list[index]?.description !== undefined && { description: list[index]?.description }),
  }));
}
