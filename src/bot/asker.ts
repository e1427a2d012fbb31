// Who is asking, what may they do, and in which language are they answered?

import { createRequire } from 'node:module';
import { LANGUAGES, type Language, languageOfLocale, textsOf } from '../i18n/texts.ts';
import type { Store } from '../store/store.ts';
import type { Asker } from './command.ts';
import type { Incoming, Person } from './incoming.ts';
import { personHash } from './person-hash.ts';
import type { Role } from './role.ts';
import { readSettings, type Settings } from './settings.ts';

/** Shorter texts do not tell their language. */
const MIN_DETECTABLE_LENGTH = 12;

/** Works out who asks, from what the platform tells and what the community has set. */
export async function askerOf(incoming: Incoming, store: Store, personKey: string): Promise<Asker> {
  const { place, person, locale } = incoming;
  const scope = scopeOf(place);
  const settings = await readSettings(store, scope);
  const languageOf = rememberLanguages();
  return {
    place,
    person: personHash(personKey, place.platform, person.id),
    role: roleOf(person, settings),
    scope,
    settings,
    texts: textsOf(chooseLanguage(locale, settings.language, textOf(incoming), languageOf)),
    languageOf,
  };
}

/** The scope of a community's own entries; undefined where nobody's community is. */
export function scopeOf({ platform, community }: Incoming['place']): string | undefined {
  return community === undefined ? undefined : `${platform}:${community}`;
}

/** The person's own language, else the community's, else the text's, else the first of ours. */
export function chooseLanguage(
  locale: string | undefined,
  setting: Settings['language'],
  text: string,
  languageOf: Asker['languageOf'] = languageOfText,
): Language {
  const fixed = setting === 'auto' ? undefined : setting;
  return languageOfLocale(locale) ?? fixed ?? languageOf(text) ?? LANGUAGES[0];
}

/** {@link languageOfText} that looks at each text once: a question's is asked for while it is matched, worded and kept. */
function rememberLanguages(): Asker['languageOf'] {
  const known = new Map<string, Language | undefined>();
  return (text) => {
    const trimmed = text.trim();
    if (!known.has(trimmed)) known.set(trimmed, languageOfText(trimmed));
    return known.get(trimmed);
  };
}

/** The language of a text among ours; undefined where it does not show. */
export function languageOfText(text: string): Language | undefined {
  if (text.length < MIN_DETECTABLE_LENGTH) return undefined;
  return languageOfLocale(detector().detect(text.slice(0, 500), { only: [...LANGUAGES] }));
}

type Detector = Pick<typeof import('tinyld'), 'detect'>;

let loaded: Detector | undefined;

/** Loaded with the first text at the latest: it unpacks its tables as it is loaded, a twelfth of the program's start. */
function detector(): Detector {
  loaded ??= createRequire(import.meta.url)('tinyld') as Detector;
  return loaded;
}

/** Loads what tells languages, which holds everything up for some 0.2 s: to be called while nobody waits. */
export function loadLanguageDetector(): void {
  detector();
}

function roleOf(person: Person, settings: Settings): Role {
  if (person.isOperator) return 'operator';
  if (person.isManager) return 'manager';
  const moderates =
    settings.moderators.includes(person.id) || person.groups.some((group) => settings.moderatorGroups.includes(group));
  return moderates ? 'moderator' : 'asker';
}

function textOf(incoming: Incoming): string {
  if (incoming.kind === 'call') return incoming.call.args.text ?? incoming.subject?.text ?? '';
  return [incoming.text, incoming.subject?.text ?? ''].join(' ').trim();
}
