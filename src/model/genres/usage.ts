/** What general usage adds to the tree of Discogs, and where it differs from it. */
import { parseLists } from './parse-lists.ts';
import { parseNames } from './parse-names.ts';

/** Names that Discogs has not, under the genres that they count for, by general usage. */
export const OUTSIDERS: ReadonlyMap<string, readonly string[]> = parseLists(`
Children's:
  Lullabies; Lullaby
Classical:
  Ars Antiqua; Ars Nova; Ars Subtilior; Ballet; Cantata; Chamber Music; Chant; Concerto; Gregorian Chant; Lied; Minimalism; Orchestral;
  Plainchant; Requiem; Serialism; Sonata; Spectralism; String Quartet; Symphonic; Symphony; Zarzuela
Electronic:
  2-Step; Acid Breaks; Aggrotech; Algorave; Alternative Dance; Balearic; Balearic Beat; Bass House; Big Room; Breakbeat Hardcore; Brostep;
  Bubblegum Bass; Chillout; Chillstep; Chillsynth; Club; Complextro; Dance; Dark Psytrance; Darkstep; Darksynth; Deconstructed Club;
  Digital Hardcore; Dreampunk; Drill & Bass; Drumstep; EDM; Electro Swing; Electro-Industrial; Electronica; Electropop; Electroswing;
  Euro-Techno; Flashcore; Folktronica; Free Tekno; Freeform Hardcore; Frenchcore; Funktronica; Future Bass; Future Garage; Futurepop;
  Hardbass; Hardvapour; Harsh Noise; Hyperpop; Indietronica; Jump Up; Kuduro; Liquid Funk; Lolicore; Mashcore; Microhouse; Microsound;
  Minimal Wave; Moombahton; Neurofunk; Nightcore; Nu Skool Breaks; Nu-Breakz; Psybient; Ragga Jungle; Rave; Seapunk; Skweee; Splittercore;
  Techstep; Tekno; Terrorcore; Trap EDM; UK Hardcore; Vaportrap; Wonky
Folk, World, & Country:
  Afoxê; Americana; Balkan; Benga; Bongo Flava; Chimurenga; Coupé-Décalé; Dhrupad; Ethnic; Folklore; Gagaku; Joik; Jùjú; Khyal; Kizomba;
  Makossa; Marrabenta; Maskanda; Mbaqanga; Mbube; Morna; Nashville Sound; Native American; Old-Time; Palm-Wine; Red Dirt; Semba; Taarab;
  Thumri; Tsapiky; World; World Fusion; Zamrock
Funk / Soul:
  Motown; Quiet Storm; Rare Groove; Slow Jam; Urban Contemporary
Hip Hop:
  Drill; Nerdcore; Phonk; UK Drill
Jazz:
  Crossover Jazz; Stride; Third Stream
Latin:
  Bolero Son; Brazilian; Brega; Candombe; Chamamé; Cumbia Villera; Forró Eletrônico; Forró Universitário; Frevo; Huapango; Huayno;
  Latin Ballad; Latin Pop; Latin Rock; Marchinha; Milonga; Narcocorrido; Pagode; Partido Alto; Rumba Cubana; Samba-Choro; Samba-Rock;
  Sertanejo; Sertanejo Raiz; Sertanejo Universitário; Tecnobrega; Tropical; Tropicália; Xote; Zamba
Non-Music:
  Banter; Effects; Lecture; Nature Sounds; News; Podcast; Podcasts; Sound Clip; Talk; Talk Radio
Pop:
  Adult Contemporary; Austropop; Cantopop; Chalga; Electropop; Exotica; Kabarett; Latin Ballad; Latin Pop; Mandopop; Nederpop;
  Shibuya-kei; Teen Pop; Top 40
Reggae:
  2 Tone; Reggae Fusion; Seggae
Rock:
  2 Tone; Alternative; Avant-Prog; Blackgaze; Britrock; Brutal Prog; Canterbury Scene; Cowpunk; Crossover Prog; Cybergrind; D-Beat;
  Death 'n' Roll; Deathgrind; Djent; Easycore; Electronicore; Electropunk; Emocore; Freakbeat; Gorenoise; Grebo; Group Sounds;
  Heavy Psych; Indie; Latin Rock; Madchester; Mathcore; Metal; Mincecore; Neo-Psychedelia; Neo-Rockabilly; Neue Deutsche Härte;
  New Romantic; Paisley Underground; Progressive; Queercore; Rapcore; Rautalanka; Riot Grrrl; Screamo; Skacore; Slowcore; Symphonic Prog;
  Thrashcore; Visual Kei; Zeuhl
Stage & Screen:
  Anime; Cinematic; Film; Film & TV; Game; TV; Video Game
`);

/** Names that say nothing of a genre, but are written in several ways. */
export const UNPLACED: readonly string[] = ['Christian', 'Christmas', 'Singer-Songwriter'];

/**
 * Names of which others are kinds: `Detroit Techno`, a name that Discogs has not, counts for all that `Techno` counts for,
 * and for `Techno` itself.
 */
export const HEADS: ReadonlySet<string> = new Set(
  parseNames(`
  Ambient; Bluegrass; Blues; Classical; Country; Cumbia; Disco; Downtempo; Drone; Drum n Bass; Dub; Dubstep; Electro; Electronic;
  Electronica; Emo; Flamenco; Folk; Funk; Gospel; Grunge; Hip Hop; House; Jazz; Krautrock; Metal; Metalcore; Polka; Pop; Punk; Reggae;
  Rhythm & Blues; Rock; Rumba; Salsa; Samba; Schlager; Ska; Soul; Soundtrack; Synthwave; Tango; Techno; Thrash; Trance; Trip Hop
`),
);

/** Names that gather styles of Discogs. */
export const FAMILIES: ReadonlyMap<string, readonly string[]> = parseLists(`
Metal:
  Atmospheric Black Metal; Black Metal; Death Metal; Deathcore; Depressive Black Metal; Doom Metal; Folk Metal; Funeral Doom Metal;
  Funk Metal; Goregrind; Gothic Metal; Grindcore; Groove Metal; Heavy Metal; Industrial Metal; Melodic Death Metal; Metalcore; Nu Metal;
  Pornogrind; Post-Metal; Power Metal; Progressive Metal; Sludge Metal; Speed Metal; Technical Death Metal; Thrash; Viking Metal
Rhythm & Blues:
  Contemporary R&B; RnB/Swing
`);

/**
 * Styles that tell nothing of the genre, or less than Discogs has of it, with the genres that they count for in a track that
 * names none: `Instrumental` is a style of Hip Hop, but not all instrumental music is.
 */
export const LESS_THAN_DISCOGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Rhythm & Blues', ['Funk / Soul']],
  ...parseNames(`
  Abstract; Acoustic; Avantgarde; Bounce; Conscious; Contemporary; Easy Listening; Education; Educational; Erotic; Ethereal; Experimental;
  Instrumental; Lo-Fi; Lounge; Modern; Parody; Political; Promotional; Psychedelic; Religious; Romantic; Screw; Story; Technical; Theme;
  Therapy; Vocal
`).map((name): [string, readonly string[]] => [name, []]),
]);
