// Which words carry grammar rather than content, and which deny?

/** Per language, folded (no accents), one line per kind. Negations are listed apart: they decide, but do not find. */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: `a an the this that these those some any each every such same other another
    i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours ourselves they them their theirs themselves u ur
    who whom whose which what when where why how whether
    am is are was were be been being do does did doing done have has had having will would shall should can could may might must ought gonna gotta wanna im ive id ill youre theyre hes shes its dont didnt doesnt isnt
    and or but if then else than so because as while until though although since unless
    of at by for with without about against between into through during before after above below to from up down in out on off over under again further once here there
    all both few more most much many lot lots very too just only also even still already ever yet now really actually
    s t d ll m re ve`,
  fr: `le la les l un une des du de d au aux ce cet cette ces c ca cela ceci
    je j me m moi mon ma mes tu te t toi ton ta tes il elle on se s soi son sa ses lui nous notre nos vous votre vos ils elles eux leur leurs en y
    qui que qu quoi dont ou quel quelle quels quelles lequel laquelle lesquels quand comment pourquoi combien est-ce
    suis es est sommes etes sont etais etait etions etaient ete etre sera seront serait seraient soit soient fut ai as a avons avez ont avais avait avions avaient eu avoir aura auront aurait auraient ayant etant fait faire font
    et ou mais donc or car si comme lorsque puisque parce alors ainsi
    a dans par pour sur sous vers avec sans chez entre depuis pendant avant apres contre jusque jusqu hors selon
    tout tous toute toutes meme memes autre autres plus moins tres trop peu bien aussi encore deja la ici voila voici cela vraiment`,
  de: `der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener jene
    ich mich mir mein meine meinen meinem meiner du dich dir dein deine er ihn ihm sein seine seinen seinem seiner sie ihr ihre ihren ihrem ihrer es wir uns unser unsere euch euer man sich
    wer wen wem was welche welcher welches wann wo warum wie ob
    bin bist ist sind seid war waren sei gewesen habe hast hat haben hatte hatten gehabt werde wirst wird werden wurde wurden worden kann konnen konnte muss mussen soll sollen sollte will wollen darf
    und oder aber wenn dann als so weil dass da denn doch sondern
    von vom an am bei beim fur mit gegen zwischen durch vor nach uber unter zu zum zur aus im in ins auf um bis seit ohne
    alle alles allen viel viele mehr sehr auch nur noch schon immer hier dort nun jetzt mal ja`,
  es: `el la los las lo un una unos unas al del de este esta estos estas ese esa esos esas aquel eso esto
    yo me mi mis tu te ti tus el ella se su sus nosotros nos nuestro nuestra vosotros os ellos ellas les le usted ustedes
    que quien quienes cual cuales cuando donde como por porque cuanto
    soy eres es somos son era eran fue fueron sido ser sera seria estoy esta estan estaba estaban estar he has ha hemos han habia haber hay tiene tienen hace hacer
    y e o u pero si pues aunque mientras
    a ante bajo con contra desde en entre hacia hasta para segun sin sobre tras
    todo todos toda todas otro otra otros otras mas muy mucho mucha muchos tambien ya aun solo asi`,
  pt: `o a os as um uma uns umas ao aos do da dos das no na nos nas num numa pelo pela pelos pelas de este esta estes estas esse essa esses essas aquele aquela isso isto
    eu me mim meu minha meus minhas tu te teu tua ele ela se seu sua seus suas nos nosso nossa eles elas lhe lhes voce voces vc
    que quem qual quais quando onde como porque quanto
    sou es e somos sao era eram foi foram sido ser sera seria estou esta estao estava estavam estar tenho tem temos tinha ter ha havia fazer faz
    e ou mas se pois embora enquanto
    a ante com contra desde em entre ate para pra por sem sobre apos
    todo todos toda todas outro outra outros outras mais muito muita muitos tambem ja ainda so assim la aqui`,
  it: `il lo la i gli le l un uno una di a da in con senza su per tra fra del dello della dei degli delle al allo alla ai agli alle dal dalla dai dalle nel nella nei nelle sul sulla sui sulle questo questa questi queste quello quella quelli quelle
    io mi me mio mia miei mie tu ti te tuo tua lui lei si se suo sua suoi sue noi ci nostro nostra voi vi loro ne
    che chi cui quale quali quando dove come perche quanto
    sono sei e siamo siete era erano stato stata essere ho hai ha abbiamo hanno aveva avere fa fare
    e ed o ma anche se
    tutto tutti tutta tutte altro altra altri altre piu molto molti gia ancora solo cosi`,
  nl: `de het een dit dat deze die
    ik me mij mijn je jij jou jouw hij hem zijn zij ze haar we wij ons onze jullie hun zich
    wie wat welke wanneer waar waarom hoe of
    ben bent is zijn was waren geweest heb hebt heeft hebben had hadden word wordt worden werd werden kan kunnen moet zal zullen
    en maar als dan want omdat
    van aan bij voor met zonder tegen tussen door na over onder te tot uit in op om
    alle alles veel meer zeer ook nog al hier daar nu`,
};

const NEGATIONS: Readonly<Record<string, string>> = {
  en: 'not no never none nobody nothing neither nor cannot aint didnt doesnt dont isnt wasnt werent wont cant couldnt wouldnt shouldnt hasnt havent hadnt arent',
  fr: 'ne n pas non jamais aucun aucune rien personne ni nul nulle',
  de: 'nicht kein keine keinen keinem keiner keines nie niemals nichts niemand weder',
  es: 'no nunca jamas ningun ninguno ninguna nada nadie ni',
  pt: 'nao nunca jamais nenhum nenhuma nada ninguem nem',
  it: 'non no mai nessun nessuno nessuna niente nulla ne',
  nl: 'niet geen nooit niets niemand',
};

interface WordLists {
  readonly functionWords: ReadonlySet<string>;
  readonly negations: ReadonlySet<string>;
}

const lists = new Map<string, WordLists>();
const NONE: WordLists = { functionWords: new Set(), negations: new Set() };

let lastLang = '';
let lastLists: WordLists = NONE;

function listsOf(lang: string): WordLists {
  if (lang === lastLang) return lastLists;
  lastLists = readLists(lang);
  lastLang = lang;
  return lastLists;
}

function readLists(lang: string): WordLists {
  let found = lists.get(lang);
  if (found === undefined) {
    const text = FUNCTION_WORDS[lang];
    found =
      text === undefined
        ? NONE
        : {
            functionWords: new Set(text.split(/\s+/)),
            negations: new Set((NEGATIONS[lang] ?? '').split(' ')),
          };
    lists.set(lang, found);
  }
  return found;
}

/** Languages whose function words are known. */
export const LISTED_LANGUAGES: readonly string[] = Object.keys(FUNCTION_WORDS);

/** Whether the folded word carries grammar only, in this language; negations included. */
export function isFunctionWord(word: string, lang: string): boolean {
  const { functionWords, negations } = listsOf(lang);
  return functionWords.has(word) || negations.has(word);
}

/** Whether the folded word denies ("not", "ne", "jamais"), in this language. */
export function isNegation(word: string, lang: string): boolean {
  return listsOf(lang).negations.has(word);
}
