// The claim the project began with: answered however it is put, and given to nothing that only looks like it.

import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { indexableClaim } from '../../src/bot/published-index.ts';
import { createMatcher } from '../../src/core/create-matcher.ts';
import type { Matcher } from '../../src/core/matcher.ts';
import { readEntryFolder } from '../../src/entry/entry-folder.ts';
import { dataFolder } from '../../src/package-paths.ts';
import { shippedModel } from '../shipped-model.ts';

const NETFLIX = 'netflix-the-office-188-episodes';

const english = [
  'Netflix messaged a depressed viewer who had been streaming The Office nonstop',
  'is it true that Netflix emailed a guy because he binge-watched The Office?',
  'did netflix really contact a user for watching too much of the office',
  'Netflix reached out to a man who watched 188 episodes of The Office to see if he was okay',
  'my friend says Netflix sent someone an email after he watched the whole Office in a week, is that real?',
  'netflix checked if a subscriber was alright after a 188 episode office binge',
  'So Netflix noticed a guy binge watching The Office and asked him if he was doing ok. Wholesome!',
  'guys is it true netflix called a subscriber to check on him because he kept watching the office??',
  'Netflix worried about customer who watched 188 Office episodes',
  'A Redditor says Netflix emailed him to ask if he was alright after he watched The Office for a week straight',
  'netflix was concerned about the mental health of a man who watched all of The Office',
  'heard that netflix customer service contacts people who binge the office too long',
  'netflix asked a guy if he was ok after he marathoned 188 episodes of the office',
  'Did Netflix email a subscriber to check on his wellbeing after he binged The Office?',
  'netfilx emailed some dude who bingd the offce, fake or real',
  'FYI: Netflix support got in touch with a subscriber who watched The Office all week long to find out if he was fine',
  'someone watched 188 episodes of the office in 1 week and netflix sent him a message to see if hes ok',
  'Netflix got in touch with a fan of The Office who could not stop watching, asking whether everything was all right',
  'did netflix email someone who watched the office too much',
  'Netflix asked a viewer of The Office whether he was all right after 188 episodes',
  'netflix sent a mail to a guy for watching the office nonstop is this legit?',
  'one guy watched The Office for a week and Netflix wrote to him to ask if he was fine',
];

const french = [
  'C’est vrai que Netflix contacte les abonnés qui regardent trop de séries ?',
  'Netflix a vraiment écrit à un abonné qui avait regardé 188 épisodes de The Office ?',
  'Il paraît que Netflix a contacté un type parce qu’il regardait trop The Office',
  'netflix a envoyé un mail a un mec qui a maté tout the office en une semaine c vrai ?',
  'Est-il vrai que Netflix s’est inquiété pour un utilisateur qui a enchaîné les épisodes de The Office ?',
  'Netflix aurait appelé un client pour savoir s’il allait bien après 188 épisodes de The Office',
  'Un abonné Netflix contacté par la plateforme parce qu’il avait regardé The Office sans s’arrêter',
  'on m’a dit que netflix avait envoyé un message à un gars dépressif qui binge watchait The Office',
  'Le service client de Netflix a contacté un homme qui regardait The Office 10 heures par jour',
  'vous avez vu ? Netflix a demandé à un abonné si tout allait bien parce qu’il avait regardé The Office toute la semaine',
  'Netflix inquiet pour la santé mentale d’un abonné fan de The Office, info ou intox ?',
  'netflix a contacté un utilisateur qui avait vu 188 episodes de the office en 7 jours',
  'Netflix a écrit à un internaute pour vérifier qu’il allait bien, il avait regardé The Office en boucle',
  'ma soeur me dit que netflix contacte un abonné quand il regarde trop The Office, vrai ou faux ?',
  'Netflix a contacté un abonné après qu’il a dévoré toutes les saisons de The Office en une semaine',
  'est ce que netflix a vraiment contacté un abonné qui a regarder 188 épisode de the office',
  'RT : un utilisateur a reçu un courriel de Netflix lui demandant si ça allait, après 188 épisodes de The Office',
  'Netflix a-t-il vraiment écrit à un abonné qui regardait The Office en boucle ?',
  'netflix s’inquiète pour un gars qui a regardé 188 épisodes de the office, fake ?',
  'Netflix a demandé à un client s’il allait bien après 188 épisodes de The Office',
  'Un type a reçu un message de Netflix après avoir regardé The Office toute la semaine',
  'Netflix contacte un client accro à The Office pour prendre de ses nouvelles',
];

const lookAlikes = [
  'Spotify emailed a listener who played the same song all week to ask if she was okay',
  'Disney+ contacted a subscriber who had watched 188 episodes of The Simpsons in a row',
  'Netflix contacted a subscriber who had watched every episode of Friends in a week',
  'Netflix never contacted a subscriber about watching The Office',
  'Netflix did not email anyone for binge-watching The Office',
  'Amazon Prime called a customer who had watched too much of The Boys',
  'Netflix is raising its prices again next month',
  'Netflix will remove The Office from its catalogue',
  'Netflix asks whether you are still watching after three episodes',
  'HBO wrote to a man who watched Game of Thrones for a week to check on him',
  'The Office was filmed in Scranton, Pennsylvania',
  'A man watched 188 films in a cinema and won a prize',
  'Netflix is banning password sharing between households',
  'YouTube warned a user who watched cat videos for ten hours',
  'Steve Carell left The Office after season 7',
  'Is it true that Netflix pays people to watch series all day?',
  'Netflix emails a subscriber to say that his payment failed',
  'Netflix fired an employee for watching The Office at work',
  'The BBC contacted a viewer who had watched 188 episodes of Doctor Who',
  'Spotify a écrit à une abonnée qui écoutait la même chanson en boucle',
  'Disney+ a contacté un abonné qui avait regardé 188 épisodes des Simpson',
  'Netflix a contacté un abonné qui avait regardé tous les épisodes de Friends',
  'Netflix n’a jamais contacté d’abonné au sujet de The Office',
  'Netflix n’a pas envoyé de mail à un abonné qui regardait The Office',
  'Canal+ a appelé un client qui regardait trop de matchs de foot',
  'Netflix augmente encore ses prix le mois prochain',
  'The Office va disparaître de Netflix',
  'Netflix demande si vous êtes toujours là après trois épisodes',
  'HBO a pris des nouvelles d’un homme qui a regardé Game of Thrones pendant une semaine',
  'The Office a été tournée à Scranton',
  'Un homme a vu 188 films au cinéma en un an',
  'Netflix interdit le partage de comptes entre foyers',
  'YouTube a averti un utilisateur qui regardait des vidéos de chats dix heures par jour',
  'Steve Carell a quitté The Office après la saison 7',
  'C’est vrai que Netflix paie des gens pour regarder des séries toute la journée ?',
  'Netflix envoie un mail pour dire que votre paiement a échoué',
  'TF1 a contacté une téléspectatrice qui avait regardé 188 épisodes de Plus belle la vie',
];

/** Found, but not surely enough: offered with a question ("did you mean this?") where an answer would be right. */
const onlyOffered = [
  'they say netflix wrote to someone who watched The Office for 10 hours a day',
  '"Netflix contacted this user to make sure he was OK after he watched 188 episodes of The Office in a week" – true?',
  'Netflix prend des nouvelles d’un abonné après 188 épisodes de The Office',
  'Netflix s’enquiert de la santé d’un abonné qui a avalé 188 épisodes de The Office',
  'Un Américain regarde 188 épisodes de The Office d’une traite et reçoit un message de Netflix',
];

/** Known to be answered wrongly: the words are the claim's, the event is another. */
const takenForIt = [
  'Un abonné attaque Netflix en justice après avoir regardé The Office',
  'A Netflix subscriber sued the company after watching The Office',
  'Netflix a licencié un employé qui regardait The Office au travail',
];

describe('the claim that Netflix contacted a viewer of The Office', () => {
  let matcher: Matcher;
  beforeAll(async () => {
    matcher = createMatcher(shippedModel());
    const { files } = await readEntryFolder(path.join(dataFolder, 'claims'));
    for (const { parse } of files) {
      const parsed = parse();
      if (parsed.ok) matcher.put(indexableClaim({ id: parsed.entry.id, scope: 'shared', entry: parsed.entry }));
    }
  });

  it.each(english)('is answered: %s', (text) => {
    expect(matcher.match({ text, lang: 'en' }).decision).toMatchObject({ kind: 'answer', match: { claimId: NETFLIX } });
  });

  it.each(french)('is answered: %s', (text) => {
    expect(matcher.match({ text, lang: 'fr' }).decision).toMatchObject({ kind: 'answer', match: { claimId: NETFLIX } });
  });

  it.each(lookAlikes)('is not given to: %s', (text) => {
    const { decision } = matcher.match({ text });
    expect(decision.kind === 'answer' && decision.match.claimId === NETFLIX).toBe(false);
  });

  it.each(onlyOffered)('is at least offered for: %s', (text) => {
    const { decision } = matcher.match({ text });
    expect(decision.kind === 'ask' && decision.matches[0]?.claimId === NETFLIX).toBe(true);
  });

  // These fail the day the matching learns to tell them apart: move them to the look-alikes then.
  it.failing.each(takenForIt)('is not given to: %s', (text) => {
    const { decision } = matcher.match({ text });
    expect(decision.kind === 'answer' && decision.match.claimId === NETFLIX).toBe(false);
  });
});
