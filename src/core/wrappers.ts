// Which words around a claim only ask about it?

/** "that", and its French kin, with what may stand before the claim. */
const THAT = String.raw`(?:\s*[,:]?\s*(?:that|if|whether|how)\b)?`;
const QUE = String.raw`(?:\s*[,:]?\s*(?:qu['’]|que?\b|si\b|s['’](?=il)|comme quoi\b))?`;
const ADVERB = String.raw`(?:(?:really|actually|even|at all|just|still)\s+)?`;
const SOMEONE = `(?:any(?:one|body)|some(?:one|body)|you|u|y['’]?all|you guys|we|people)`;
const FR_ADVERB = String.raw`(?:(?:vraiment|réellement|bien|du coup|quand même)\s+)?`;
const WHO_EN = String.raw`(?:my|a|some|this|our)(?:\s+[\p{L}'’-]{2,20}){1,3}`;
const WHO_FR = String.raw`(?:mon|ma|mes|un|une|des|notre)(?:\s+[\p{L}'’-]{2,20}){1,3}`;
const MEDIA_EN = String.raw`(?:\s+(?:somewhere|online|today|yesterday|recently|earlier|just now|(?:on|in|from)\s+(?:the\s+|a\s+|my\s+)?[\p{L}'’-]{2,20}(?:\s+(?:group|chat|post|page|article|feed|server|channel))?))?`;
const MEDIA_FR = String.raw`(?:\s+(?:quelque part|en ligne|partout|hier|aujourd['’]hui|récemment|(?:sur|dans|à)\s+(?:le\s+|la\s+|un\s+|une\s+|l['’]\s?)?[\p{L}'’-]{2,20}))?`;

/** What may open a message before its claim, one pattern each, without case. */
const OPENINGS: readonly string[] = [
  // Calls and fillers, English and French.
  String.raw`(?:hey|hi|hello|yo|ok|okay|so|um+|uh+|hm+|wait|hold on|guys|everyone|everybody|folks|all|lol|lmao|omg|wtf|bro|dude|man|please|pls|plz|quick question|serious question|random question|genuine question|stupid question|question|sorry|well|anyway|honestly|no way|seriously|srsly|oh|ah|fyi|btw|by the way|just wondering|just curious|curious|i wonder|i was wondering|wondering)(?:\s+(?:there|guys|all|everyone|folks|team|bot))?(?:\s*[,:;!?.…-]+\s*|\s+)`,
  String.raw`(?:salut|bonjour|bonsoir|coucou|cc|dites(?:[ -]moi)?|dis(?:[ -]moi)?|eh|hé|bon|alors|euh+|svp|stp|s['’]il (?:vous|te) plaît|question|petite question|question bête|les gars|les amis|tout le monde|franchement|mdr|ptdr|attends|attendez|non mais|au fait|sérieux|sérieusement|dingue|wesh|du coup|je me demande|je me demandais)(?:\s+(?:les gars|les amis|à tous|tout le monde|le bot))?(?:\s*[,:;!?.…-]+\s*|\s+)`,
  String.raw`(?:but|and|then|mais|et|donc)\s+(?=(?:is it|is that|is this|are|did|does|c['’]|est[- ]ce|il paraît))`,
  // "Is it true that…"
  String.raw`(?:is|was|isn['’]?t)\s+(?:it|this|that)\s+${ADVERB}(?:true|correct|right|accurate|real|a fact|legit|confirmed|possible|the case|fake|false|a hoax|a myth|just a rumou?r)(?:\s+or\s+(?:not|false|fake|nah|a hoax|just a rumou?r))?${THAT}`,
  String.raw`(?:it['’]?s|its|it is)\s+${ADVERB}(?:true|right|correct)\s*(?:,\s*)?(?:that|right)\b`,
  String.raw`(?:is|are)\s+there\s+(?:any|some)\s+truth\s+(?:to|in|behind|that)(?:\s+(?:the|this|that|these)\s+(?:claims?|rumou?rs?|story|stories|idea|news|reports?))?${THAT}`,
  String.raw`(?:any|what['’]?s the)\s+truth\s+(?:to|in|behind|about)(?:\s+(?:the|this|that)\s+(?:claim|rumou?r|story|idea|news))?${THAT}`,
  String.raw`(?:true|real|fact)\s+or\s+(?:false|fake|fiction|not)\s*[:,?-]*`,
  String.raw`(?:fact[\s-]?check(?:\s+(?:this|please|pls|request|needed))?|verify(?:\s+this)?|debunk(?:\s+this)?)\s*[:,-]+`,
  String.raw`(?:can|could|would|will)\s+${SOMEONE}\s+(?:please\s+|pls\s+)?(?:confirm|verify|check|fact[\s-]?check|tell\s+me|debunk|explain|clarify|find out)(?:\s+(?:this|it))?(?:\s*:)?${THAT}(?:\s+(?:it['’]?s|it is|this is)\s+true${THAT})?`,
  String.raw`(?:does|do|did|has|have)\s+${SOMEONE}\s+(?:(?:else|guys|all|ever|also)\s+)?(?:know|knows|hear|heard|see|seen|read|think|believe|notice)(?:\s+(?:about|of|anything about))?(?:\s+(?:the|this)\s+(?:claim|rumou?r|story|news))?${THAT}(?:\s+(?:it['’]?s|it is|its)\s+(?:really\s+)?(?:true|real)${THAT})?`,
  String.raw`(?:did|do)\s+(?:you|u)\s+(?:guys\s+)?know${THAT}`,
  String.raw`(?:i|i['’]ve|ive|we|we['’]ve|just|${WHO_EN})\s+(?:(?:just|have|also|keep|kept|recently|once)\s+)*(?:heard|hear|hearing|read|reading|saw|seeing|seen|was told|were told|got told|told me|said|says|claims?|claimed|is saying|keeps saying|swears?|insists?|thinks?|sent me this)${MEDIA_EN}\s*[,:]?${THAT}\s+(?=\S+\s+\S+)`,
  String.raw`(?:apparently|supposedly|allegedly|reportedly|rumou?r has it|rumou?r|word is|they say|they['’]re saying|people (?:say|are saying|claim)|some (?:say|people say)|it['’]s (?:said|claimed|rumou?red)|is it just a rumou?r|there['’]?s (?:a|this) (?:rumou?r|claim|story)(?:\s+going (?:around|round))?|i['’]m (?:told|hearing|seeing)|someone (?:said|told me|says|claims|sent me|posted))\s*[,:]?${THAT}`,
  String.raw`(?:what about|what['’]?s the (?:deal|story|truth) (?:with|about|behind)|what do (?:you|u|we) (?:know|think) (?:about|of)|thoughts on|opinions? on|how true is it|how accurate is it)(?:\s+(?:the|this|that)\s+(?:claim|rumou?r|story|news))?${THAT}`,
  String.raw`tell me(?:\s+(?:if|whether|that|it['’]?s true that|the truth about))`,
  // « C'est vrai que… »
  String.raw`(?:est[- ]ce\s+(?:que\s+)?)?(?:c['’ ]?\s?est|cest|c['’]était|ce\s+serait|serait[- ]ce|est[- ]ce)\s+${FR_ADVERB}(?:vrai|exact|sûr|sur|confirmé|prouvé|avéré|réel|possible|véridique|une intox|un fake|un hoax|un canular|une blague|une légende|une rumeur|du fake|fake|faux|n['’]importe quoi|quoi)(?:\s+ou\s+(?:pas|faux|non|une intox|fake|un fake))?\s*(?:,\s*)?(?:(?:cette|l['’])\s*(?:histoire|info|rumeur|nouvelle)\s*)?(?:(?:qu['’]|que?\b|de\b|d['’]|comme quoi\b))?`,
  String.raw`(?:est[- ]il|il\s+est|il\s+serait|serait[- ]il)\s+${FR_ADVERB}(?:vrai|exact|avéré|prouvé)\s+(?:que\b|qu['’])`,
  String.raw`(?:vrai\s+ou\s+(?:faux|pas|fake)|info\s+ou\s+intox|fake\s+ou\s+(?:pas|vrai|réel)|intox\s+ou\s+(?:info|pas)|intox|fact[- ]?check(?:ing)?|à vérifier)\s*[:,?-]*`,
  String.raw`(?:on\s+(?:m['’ ]?a\s+(?:dit|raconté|affirmé|envoyé)|dit|raconte|me dit|entend)|(?:j['’ ]?ai|j['’]avais|on a|nous avons)\s+(?:lu|vu|entendu|appris)(?:\s+(?:dire|passer|circuler))?${MEDIA_FR}|${WHO_FR}\s+(?:m['’ ]?a\s+(?:dit|raconté|envoyé)|dit|disent|raconte|affirme|prétend|me dit|soutient))\s*[,:]?${QUE}`,
  String.raw`(?:il\s+paraî?trait|(?:il\s+)?para[iî]t|apparemment|soi[- ]disant|soit[- ]disant|à ce qu['’]il para[iî]t|certains (?:disent|affirment|prétendent)|les gens disent|des gens disent|le bruit court|la rumeur (?:dit|court|veut)|selon (?:certains|la rumeur)|il se dit|on prétend)\s*[,:]?${QUE}`,
  String.raw`(?:vous\s+savez|tu\s+sais|t['’]?\s?sais|savez[- ]vous|sais[- ]tu|saviez[- ]vous|quelqu['’]un\s+(?:sait|a\s+(?:vu|lu|entendu|vérifié)|peut|pourrait|saurait)|qqn\s+(?:sait|peut)|(?:vous\s+pouvez|tu\s+peux|pouvez[- ]vous|peux[- ]tu|pourriez[- ]vous|peut[- ]on))(?:\s+(?:me|nous|m['’]))?(?:\s*(?:dire|confirmer|vérifier|expliquer|infirmer))?\s*[,:]?${QUE}(?:\s*(?:c['’]est|il est|est-ce)\s+(?:vrai|exact|sûr)\s*${QUE})?`,
  String.raw`(?:vous\s+avez|tu\s+as|t['’]?as|avez[- ]vous|as[- ]tu)\s+(?:vu|entendu|lu)(?:\s+(?:dire|passer|parler))?\s*[,:]?(?:\s*(?:que\b|qu['’]|de\b|d['’]|ça\b|l['’]info\b|la nouvelle\b|cette (?:info|histoire|rumeur)\b))`,
  String.raw`est[- ]ce\s+qu(?:e\b|['’])`,
  String.raw`(?:que\s+penser|que pensez[- ]vous|tu penses quoi|vous pensez quoi)\s+(?:de|du|des)\s+(?:(?:la|cette|l['’])\s*(?:info|rumeur|histoire|nouvelle)\s+(?:selon laquelle|comme quoi|que|qui dit que))?`,
  String.raw`y a[- ]t[- ]il du vrai (?:dans|à)\s+(?:(?:la|cette|l['’])\s*(?:info|rumeur|histoire)\s*)?(?:selon laquelle|comme quoi|que)?`,
];

/** What may close a message after its claim. */
const CLOSINGS: readonly string[] = [
  String.raw`(?:is|was|isn['’]?t)\s+(?:it|this|that|any of (?:this|that))\s+${ADVERB}(?:true|correct|right|accurate|real|legit|fake|false|a hoax|a myth|a thing|for real|bs|fact)(?:\s+(?:or\s+(?:not|false|fake|nah|what|a hoax|just a rumou?r|bs)|at all|tho|though))?`,
  String.raw`(?:true|real|fact|legit)\s+or\s+(?:false|fake|fiction|not|nah|bs)`,
  String.raw`(?:,|\s-)\s*(?:right|correct|true|real|fake|legit|yes|no|or not|or nah|or what|or no|for real|fr|no cap)`,
  String.raw`\b(?:lol|lmao|lmfao|rofl|haha+|tho|though|smh|wtf|omg|or not|or nah|or what|for real|i guess|i think|apparently|allegedly|supposedly|please|pls|plz|thanks|thx|ty|anyone|guys|bro|dude)`,
  String.raw`(?:can|could)\s+${SOMEONE}\s+(?:please\s+)?(?:confirm|verify|check|fact[\s-]?check|debunk)(?:\s+(?:this|that|it))?`,
  String.raw`(?:does\s+)?(?:anyone|anybody|someone)\s+knows?(?:\s+(?:if|whether|about)\s+(?:it|this|that)(?:['’]s|\s+is)?(?:\s+true)?)?`,
  String.raw`(?:any\s+truth\s+(?:to|in)\s+(?:this|that|it)|thoughts|source|sources|proof|fact[\s-]?check(?:\s+(?:this|please|pls))?|what do (?:you|u) think|is there any truth (?:to|in) (?:this|that|it))`,
  String.raw`i\s+(?:heard|read|saw)(?:\s+(?:it|that|this))?${MEDIA_EN}`,
  String.raw`(?:est[- ]ce\s+(?:que\s+)?)?(?:c['’ ]?(?:est|était|etait)|cest|cetait|est[- ]ce|serait[- ]ce)\s+(?:pas\s+)?${FR_ADVERB}(?:vrai|exact|sûr|confirmé|réel|possible|une intox|un fake|un hoax|un canular|fake|faux|une blague|un montage|n['’]importe quoi|une rumeur|une légende)(?:\s+(?:ça|tout ça|cette histoire|cette info))?(?:\s+ou\s+(?:pas|faux|non|c['’]est (?:faux|une intox|un fake)|une intox|fake|un fake))?`,
  String.raw`(?:vrai\s+ou\s+(?:faux|pas|fake)|info\s+ou\s+intox|fake\s+ou\s+(?:pas|vrai))`,
  String.raw`(?:,|\s-)\s*(?:vrai|non|hein|si|ou pas|pas vrai|fake|intox|faux)`,
  String.raw`\b(?:mdr+|ptdr+|xd|svp|stp|s['’]il vous plaît|s['’]il te plaît|merci(?: d['’]avance)?|hein|ou pas|ou quoi|sérieux|sérieusement|les gars|apparemment|paraît[- ]il|parait[- ]il|soi[- ]disant)`,
  String.raw`(?:vous\s+confirmez|tu\s+confirmes|quelqu['’]un\s+(?:sait|confirme|peut (?:confirmer|vérifier)))(?:\s+(?:ça|cela|si c['’]est vrai))?`,
  `(?:vous en pensez quoi|qu['’]en pensez[- ]vous|t['’]en penses quoi|une source|des sources|j['’]ai (?:lu|vu|entendu) ça${MEDIA_FR})`,
];

const OPENING = new RegExp(String.raw`^[\s"'“”«»(\-–—,.:;!?…]*(?:${OPENINGS.join('|')})`, 'u');
const CLOSING = new RegExp(String.raw`(?:^|[\s,.;:!?…()"”»–—-])(?:${CLOSINGS.join('|')})[\s?!.…,"”»)]*$`, 'u');

/** How far into a message an opening may reach, and how far from its end a closing may start, in characters. */
const REACH = 160;
/** Wrappers nest ("hey guys, is it true that apparently…"), but not without end. */
const MAX_LAYERS = 8;

/** The text without what only asks about it; may be empty. Linear time: only the ends of the text are looked at. */
export function stripWrappers(text: string): string {
  let rest = text.trim();
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const match = OPENING.exec(lowerCase(rest.slice(0, REACH)));
    if (match === null || match[0].length === 0) break;
    // A wrapper may not end inside a word: "so" in "sober", unless it ends by an apostrophe or punctuation.
    const next = rest[match[0].length];
    const last = match[0][match[0].length - 1] ?? '';
    if (next !== undefined && /[\p{L}\p{N}]/u.test(next) && /[\p{L}\p{N}]/u.test(last)) break;
    rest = rest.slice(match[0].length).trim();
  }
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const from = Math.max(0, rest.length - REACH);
    const match = CLOSING.exec(lowerCase(rest.slice(from)));
    if (match === null || match[0].length === 0) break;
    // A cut through a long text could fall inside a word.
    if (from > 0 && match.index === 0) break;
    rest = rest.slice(0, from + match.index).replace(/[\s,;:–—-]+$/u, '');
  }
  return rest.replace(/^[\s,.:;!?…\-–—]+/u, '').trim();
}

/**
 * The text in lower case, letter for letter, so that places stay the same. The patterns are in lower case: telling the
 * expression to ignore case instead makes it fifty times slower to compile.
 */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
