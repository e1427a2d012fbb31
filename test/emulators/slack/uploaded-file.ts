// What becomes of a file that a person chooses in a form?

import { copyOf, type Fields, fieldsIn, isFields, textIn } from './payload.ts';
import type { SlackState } from './slack-state.ts';
import type { FileState, WorkspaceState } from './world.ts';

/** Largest file that a form takes, bytes; docs.slack.dev, File input element (10 MB). */
const FORM_FILE_BYTES = 10 * 1024 * 1024;

/** A file on a person's disk. */
export interface ChosenFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What Slack says of it in place of what is true, such as another `size` or `url_private_download`. */
  readonly said?: Fields;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  gz: 'application/gzip',
  html: 'text/html',
  json: 'application/json',
  yaml: 'text/yaml',
};

/**
 * Uploads what a person chooses in a `file_input`, as Slack does before the form is submitted.
 * @returns the element's state. @throws what Slack's form says of too many files, other endings, too large a file.
 */
export function chooseFiles(
  state: SlackState,
  workspace: WorkspaceState,
  user: string,
  element: Fields,
  value: unknown,
): Fields {
  const chosen = (Array.isArray(value) ? value : [value]) as readonly ChosenFile[];
  const most = typeof element.max_files === 'number' ? element.max_files : 10;
  if (chosen.length > most) throw new Error(`At most ${most} files.`);
  const files = chosen.map(({ name, content, said = {} }) => {
    const bytes = Buffer.from(content as Uint8Array);
    const ending = endingOf(name);
    const endings = Array.isArray(element.filetypes) ? element.filetypes : [ending];
    if (!endings.includes(ending)) throw new Error(`«${name}»: this type of file is not taken.`);
    if (bytes.length > FORM_FILE_BYTES) throw new Error(`«${name}»: the file is too large.`);
    const id = state.ids.next('F');
    const file: FileState = { id, name, user, length: bytes.length, content: bytes, deleted: false, body: said };
    workspace.files.set(id, file);
    return filePayload(state, workspace, file);
  });
  return { type: 'file_input', files };
}

function endingOf(name: string): string {
  return name.split('.').at(-1)?.toLowerCase() ?? '';
}

/** A file as files.info and a submitted form give it. */
export function filePayload(state: SlackState, workspace: WorkspaceState, file: FileState): Fields {
  const path = `${workspace.id}-${file.id}`;
  return {
    id: file.id,
    created: Math.floor(state.clock.now() / 1000),
    name: file.name,
    title: file.name,
    mimetype: MEDIA_TYPES[endingOf(file.name)] ?? 'application/octet-stream',
    filetype: endingOf(file.name),
    user: file.user,
    user_team: workspace.id,
    size: file.length,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    url_private: `${state.origin}/files-pri/${path}/${file.name}`,
    url_private_download: `${state.origin}/files-pri/${path}/download/${file.name}`,
    ...copyOf(file.body),
  };
}

/** Whether a view has an element that a person chooses files in. */
export function hasFileInput(view: unknown): boolean {
  const blocks = isFields(view) && Array.isArray(view.blocks) ? view.blocks : [];
  return blocks.some((block) => textIn(fieldsIn(fieldsIn(block).element).type) === 'file_input');
}
