// What would the bot answer to this text, and why?

import { Command, InvalidArgumentError } from 'commander';
import { renderText } from '../adapters/console/render-text.ts';
import { readConfig } from '../config.ts';
import type { Match } from '../core/match.ts';
import { LANGUAGES, type Language } from '../i18n/texts.ts';
import { createLogger } from '../logger.ts';
import { openBot } from '../open-bot.ts';

interface AskOptions {
  readonly lang?: Language;
  readonly json?: boolean;
}

/** `ask TEXT [--lang fr] [--json]`: one question to the bot on the configured database; nothing is recorded. */
export function askCommand(): Command {
  return new Command('ask')
    .description('ask one question and print the answer')
    .argument('<text>', 'the claim, in your own words')
    .option(
      '--lang <language>',
      `the asker's language: ${LANGUAGES.join(', ')} (default: that of the text)`,
      parseLanguage,
    )
    .option('--json', 'print the decision, the matches with their features, and the answer as one JSON object')
    .action(async (text: string, options: AskOptions) => {
      const config = readConfig();
      const opened = await openBot(config, createLogger('error'));
      try {
        const { result, answer } = await opened.bot.explain(text, options.lang);
        const shown = renderText(answer, { colours: false, width: 0 });
        if (options.json) {
          const { decision } = result;
          const differences = decision.kind === 'differs' ? { differences: decision.differences } : {};
          const json = {
            decision: decision.kind,
            matches: result.matches.map(matchAsJson),
            ...differences,
            extraction: result.extraction,
            answer: shown,
          };
          process.stdout.write(`${JSON.stringify(json)}\n`);
        } else {
          process.stdout.write(`${shown}\n`);
        }
      } finally {
        await opened.close();
      }
    });
}

function matchAsJson({ claimId, probability, wording, features, why, differences }: Match): object {
  return { claimId, probability, wording, features, why, differences };
}

function parseLanguage(value: string): Language {
  const lang = LANGUAGES.find((each) => each === value);
  if (lang === undefined) throw new InvalidArgumentError(`must be one of ${LANGUAGES.join(', ')}.`);
  return lang;
}
