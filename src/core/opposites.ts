// Which words say the opposite of each other?

/** Pairs of folded words, per language; inflected forms meet through their stems. */
const PAIRS: Readonly<Record<string, string>> = {
  en: `various/same another/same mandatory/optional compulsory/optional previously/subsequently northernmost/southernmost easternmost/westernmost improvement/decline surge/drop soar/plunge boom/bust all/some some/only also/only another/only every/some most/least more/fewer under/out inside/outside into/from to/from with/without with/against before/after pre/post during/after until/since could/definitely may/must might/must sometimes/always often/always occasionally/exclusively usually/exclusively traditionally/originally junior/senior vice/full benign/violent benign/malignant friendly/hostile peaceful/violent peaceful/terrorist historical/contemporary dismissed/heard released/detained denser/lighter crammed/empty typical/atypical true/false real/fake legal/illegal guilty/innocent alive/dead live/die born/died win/lose won/lost winner/loser
    increase/decrease increased/decreased rise/fall rose/fell risen/fallen rising/falling grow/shrink grew/shrank gain/lose gained/lost up/down higher/lower high/low
    highest/lowest more/less most/least many/few large/small larger/smaller largest/smallest big/little bigger/smaller biggest/smallest huge/tiny long/short longer/shorter brief/long longest/shortest
    tall/short old/young older/younger oldest/youngest new/old newer/older early/late earlier/later earliest/latest first/last start/stop start/end started/stopped started/ended begin/end began/ended begins/ends beginning/end open/close opened/closed open/closed
    before/after above/below over/under inside/outside indoor/outdoor north/south northern/southern east/west eastern/western left/right top/bottom front/back
    male/female man/woman men/women boy/girl husband/wife father/mother son/daughter brother/sister king/queen
    allow/ban allowed/banned allow/forbid allowed/forbidden permit/prohibit permitted/prohibited legalize/ban approve/reject approved/rejected accept/reject accepted/rejected accept/refuse accepted/refused agree/disagree agreed/refused
    support/oppose supported/opposed support/against for/against pro/anti praise/criticize praised/criticized condemn/praise condemned/praised love/hate loved/hated like/dislike liked/disliked friend/enemy ally/enemy
    hire/fire hired/fired buy/sell bought/sold lend/borrow give/take gave/took given/taken send/receive sent/received arrive/leave arrived/left arrive/depart arrived/departed enter/leave entered/left enter/exit come/go came/went push/pull
    add/remove added/removed award/strip awarded/removed include/exclude included/excluded attach/detach attack/defend attacked/defended build/destroy built/destroyed create/destroy created/destroyed save/kill saved/killed protect/harm protected/harmed
    succeed/fail succeeded/failed success/failure pass/fail passed/failed remember/forget find/lose found/lost keep/lose kept/lost raise/lower raised/lowered raise/cut raised/cut improve/worsen improved/worsened cure/cause cures/causes prevent/cause prevents/causes heal/harm help/hurt
    safe/dangerous safe/unsafe healthy/sick strong/weak stronger/weaker rich/poor richer/poorer good/bad better/worse best/worst positive/negative hot/cold warm/cool wet/dry hard/soft heavy/light dark/light light/dark clean/dirty full/empty thick/thin wide/narrow deep/shallow near/far close/far fast/slow faster/slower quick/slow loud/quiet easy/difficult easy/hard simple/complex cheap/expensive rare/common public/private domestic/foreign local/foreign natural/artificial permanent/temporary ancient/modern major/minor majority/minority maximum/minimum always/never often/rarely frequently/rarely sometimes/never everyone/nobody everybody/nobody everything/nothing all/none presence/absence present/absent
    war/peace victory/defeat democrat/republican democratic/republican liberal/conservative left-wing/right-wing vegan/meat vaccinated/unvaccinated married/divorced single/married employed/unemployed employed/fired resign/appointed confirm/deny confirmed/denied admit/deny admitted/denied proven/debunked prove/disprove proved/disproved visible/invisible possible/impossible likely/unlikely able/unable known/unknown popular/unpopular happy/sad asleep/awake day/night morning/evening summer/winter black/white sell/purchase demand/supply import/export immigrate/emigrate attend/skip attended/skipped follow/ignore follow/precede followed/preceded ascend/descend expand/contract expanded/contracted combine/separate combined/separated connect/disconnect unite/divide united/divided join/leave joined/left joined/quit same/different similar/different identical/different`,
  fr: `obligatoire/optionnel precedemment/ensuite tous/certains tout/seulement aussi/seulement avec/sans avant/apres depuis/jusque vers/depuis sur/sous toujours/parfois peut/doit pacifique/violent benin/grave ami/hostile vrai/faux reel/faux legal/illegal coupable/innocent vivant/mort vivre/mourir vit/meurt ne/mort gagner/perdre gagne/perd gagnant/perdant augmenter/diminuer augmente/diminue augmente/baisse augmenter/baisser hausse/baisse monter/descendre monte/descend croissance/recul
    plus/moins haut/bas superieur/inferieur grand/petit grande/petite long/court longue/courte vieux/jeune ancien/nouveau ancien/moderne nouveau/vieux premier/dernier premiere/derniere debut/fin commencer/finir commence/finit commencer/arreter debuter/terminer ouvrir/fermer ouvert/ferme ouverture/fermeture
    avant/apres dessus/dessous sur/sous dedans/dehors interieur/exterieur nord/sud est/ouest gauche/droite homme/femme hommes/femmes garcon/fille mari/femme pere/mere fils/fille frere/soeur roi/reine
    autoriser/interdire autorise/interdit autorisation/interdiction permettre/interdire permet/interdit accepter/refuser accepte/refuse accepter/rejeter accepte/rejette approuver/rejeter obligatoire/facultatif obligatoire/interdit soutenir/combattre soutient/critique soutien/opposition pour/contre pro/anti aimer/detester aime/deteste ami/ennemi allie/ennemi
    embaucher/licencier acheter/vendre achete/vend achat/vente donner/prendre donne/prend envoyer/recevoir envoie/recoit arriver/partir arrive/part entrer/sortir entre/sort venir/partir ajouter/retirer ajoute/retire ajouter/supprimer inclure/exclure attaquer/defendre attaque/defend construire/detruire cree/detruit creer/detruire sauver/tuer sauve/tue proteger/nuire protege/nuit
    reussir/echouer reussite/echec succes/echec trouver/perdre ameliorer/aggraver ameliore/aggrave guerir/provoquer guerit/provoque guerir/causer prevenir/provoquer aider/nuire sur/dangereux sans/avec sain/malade fort/faible riche/pauvre bon/mauvais bonne/mauvaise meilleur/pire bien/mal positif/negatif positive/negative chaud/froid sec/humide dur/mou lourd/leger clair/sombre propre/sale plein/vide proche/loin rapide/lent facile/difficile simple/complexe cher/gratuit payant/gratuit rare/frequent rare/courant public/prive naturel/artificiel definitif/temporaire majeur/mineur majorite/minorite maximum/minimum toujours/jamais souvent/rarement tous/aucun tout/rien presence/absence present/absent
    guerre/paix victoire/defaite vaccine/non-vaccine marie/divorce confirmer/dementir confirme/dement confirme/demente admettre/nier admet/nie visible/invisible possible/impossible probable/improbable capable/incapable connu/inconnu heureux/triste jour/nuit matin/soir ete/hiver noir/blanc importer/exporter reunir/diviser rejoindre/quitter rejoint/quitte meme/different identique/different efficace/inefficace utile/inutile volontaire/involontaire`,
};

/** Words that turn a sentence round without being a negation; inflected forms meet through their stems. */
const REVERSERS: Readonly<Record<string, string>> = {
  en: `fail failed failing failure refuse refused refusal deny denied denies denial lack lacks lacked lacking stop stopped prevent prevented avoid avoided cease ceased quit skip skipped refrain refrained abstain abstained decline declined neglect neglected omit omitted ignore ignored abandon abandoned renounce renounced relinquish relinquished withdraw withdrew withdrawn gave given escape escaped evade evaded spare spared
    reject rejected rejection forbid forbidden ban banned prohibit prohibited disallow disallowed disqualify disqualified exclude excluded exclusion exempt exempted exemption exemptions except exception bar barred block blocked hamper hampered hinder hindered oust ousted strip stripped deprive deprived deprivation relieve relieved expel expelled revoke revoked cancel cancelled canceled undo undone halt halted deviate deviating contradict contradicts contradictory
    hardly barely rarely seldom unable incapable unlikely impossible ineligible immune unnecessary needless unrequired optional voluntary devoid bereft free outside away far elsewhere nowhere anywhere everywhere anything apart aside besides
    false falsely fake untrue incorrect invalid hoax myth absent missing unrelated independent regardless irrespective non only solely exclusively least without indifferent opposed opposite contrary quiet vice yet rather instead separately alone formerly different other removed uninvolved unqualified underqualified limited defeat defeated definitely certainly unanimously`,
  fr: `refuse refuser refusent refusait refus cesse cesser empeche empecher evite eviter manque echoue echouer echec nie nier dement dementi renonce renoncer renoncement abandonne abandonner arrete arreter omet omettre neglige negliger ignore ignorer abstient abstenir abstenu decline decliner echappe echapper epargne epargner
    interdit interdire interdiction rejette rejeter rejet exclut exclure exclu exclue exclusion exempte exempter dispense dispenser prive priver privation ecarte ecarter destitue destituer expulse expulser revoque revoquer annule annuler annulation bloque bloquer entrave entraver contredit contredire suspend suspendre suspendu
    rarement impossible improbable incapable ineligible immunise inutile superflu facultatif facultative depourvu depourvue denue denuee exempt loin ailleurs partout hors sauf excepte exception
    faux fausse absent absente manquant invalide independant independamment seulement uniquement exclusivement sans contraire oppose opposee nulle vice separement anciennement autrefois different autre retire defaite certainement unanimement`,
};

const REVERSING_PREFIXES = ['un', 'in', 'im', 'il', 'ir', 'dis', 'non', 'mis', 'anti', 'de', 'des'];

interface Opposites {
  readonly pairs: ReadonlySet<string>;
  readonly reversers: ReadonlySet<string>;
}

const read = new Map<string, Opposites>();

function oppositesOf(lang: string, stem: (word: string) => string): Opposites {
  let found = read.get(lang);
  if (found === undefined) {
    const pairs = new Set<string>();
    for (const pair of (PAIRS[lang] ?? '').split(/\s+/)) {
      const [a = '', b = ''] = pair.split('/');
      if (b !== '')
        for (const [x, y] of [
          [a, b],
          [stem(a), stem(b)],
        ] as const)
          pairs.add(`${x}/${y}`).add(`${y}/${x}`);
    }
    found = { pairs, reversers: new Set((REVERSERS[lang] ?? '').split(/\s+/).flatMap((word) => [word, stem(word)])) };
    read.set(lang, found);
  }
  return found;
}

/** Whether two folded words (or stems) of a language are opposites: a listed pair, or one is the other with "un-", "in-"… */
export function areOpposite(a: string, b: string, lang: string, stem: (word: string) => string): boolean {
  const { pairs } = oppositesOf(lang, stem);
  if (pairs.has(`${a}/${b}`) || pairs.has(`${stem(a)}/${stem(b)}`)) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4) return false;
  return REVERSING_PREFIXES.some((prefix) => long === prefix + short || stem(long) === prefix + stem(short));
}

/** Whether a folded word turns its sentence round ("failed to", « refuse de »). */
export function isReverser(word: string, lang: string, stem: (word: string) => string): boolean {
  const { reversers } = oppositesOf(lang, stem);
  return reversers.has(word) || reversers.has(stem(word));
}
