import { parseLists } from './parse-lists.ts';

/** Names that Discogs has not, under the genres that they count for, by general usage. */
export const OUTSIDERS: ReadonlyMap<string, readonly string[]> = parseLists(`
Classical:
  Ballet; Cantata; Chamber Music; Chant; Concerto; Gregorian Chant; Lied; Minimalism; Orchestral; Plainchant; Requiem; Serialism; Sonata;
  Spectralism; String Quartet; Symphonic; Symphony; Zarzuela
Children's:
  Lullaby; Lullabies
Electronic:
  2-Step; Aggrotech; Balearic; Balearic Beat; Bass House; Big Room; Brostep; Chillout; Chillstep; Club; Complextro; Dance; Darkstep;
  Darksynth; Drumstep; EDM; Electro-Industrial; Electronica; Electropop; Electroswing; Electro Swing; Euro-Techno;
  Folktronica; Frenchcore; Funktronica; Futurepop; Hardbass; Hyperpop; Indietronica; Liquid Funk; Microhouse; Moombahton;
  Neurofunk; Nightcore; Nu-Breakz; Psybient; Rave; Seapunk; Skweee; Techstep; Tekno; Terrorcore; Trap EDM; Wonky
Folk, World, & Country:
  Americana; Balkan; Ethnic; Folklore; Gagaku; Jùjú; Makossa; Mbaqanga; Morna; Native American; Old-Time; Semba; Taarab; World
Funk / Soul:
  Motown; Quiet Storm; Rare Groove; Slow Jam; Urban Contemporary
Hip Hop:
  Drill; Nerdcore; Phonk
Jazz:
  Crossover Jazz; Stride; Third Stream
Latin:
  Brazilian; Brega; Candombe; Frevo; Huayno; Latin Ballad; Latin Pop; Latin Rock; Milonga; Pagode; Sertanejo; Tropical; Tropicália
Non-Music:
  Banter; Effects; Lecture; Nature Sounds; News; Podcast; Podcasts; Sound Clip; Talk; Talk Radio
Pop:
  Adult Contemporary; Austropop; Cantopop; Electropop; Latin Ballad; Latin Pop; Mandopop; Nederpop; Teen Pop; Top 40
Reggae:
  2 Tone; Reggae Fusion; Seggae
Rock:
  2 Tone; Alternative; Blackgaze; Britrock; Canterbury Scene; Cowpunk; Crossover Prog; D-Beat; Djent; Emocore; Freakbeat; Grebo; Indie;
  Latin Rock; Madchester; Mathcore; Metal; Neo-Psychedelia; Progressive; Queercore; Rapcore; Riot Grrrl; Screamo; Skacore; Slowcore;
  Symphonic Prog; Thrashcore; Visual Kei; Zeuhl
Stage & Screen:
  Anime; Cinematic; Film; Film & TV; Game; TV; Video Game
`);

/** Names that say nothing of a genre, but are written in several ways or with a slash. */
export const UNPLACED: readonly string[] = ['Christian', 'Christmas', 'Singer-Songwriter'];

/**
 * Names of which others are kinds: `Detroit Techno`, a name that Discogs has not, counts for all that `Techno` counts for,
 * and for `Techno` itself.
 */
export const HEADS: ReadonlySet<string> = new Set([
  ...[
    'Ambient',
    'Bluegrass',
    'Blues',
    'Classical',
    'Country',
    'Cumbia',
    'Disco',
    'Downtempo',
    'Drone',
    'Drum n Bass',
    'Dub',
  ],
  ...[
    'Dubstep',
    'Electro',
    'Electronic',
    'Electronica',
    'Emo',
    'Flamenco',
    'Folk',
    'Funk',
    'Gospel',
    'Grunge',
    'Hip Hop',
    'House',
  ],
  ...[
    'Jazz',
    'Krautrock',
    'Metal',
    'Metalcore',
    'Opera',
    'Polka',
    'Pop',
    'Punk',
    'Reggae',
    'Rhythm & Blues',
    'Rock',
    'Rumba',
    'Salsa',
  ],
  ...['Samba', 'Schlager', 'Ska', 'Soul', 'Soundtrack', 'Synthwave', 'Tango', 'Techno', 'Thrash', 'Trance', 'Trip Hop'],
]);

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
  ...[
    ...[
      'Abstract',
      'Acoustic',
      'Avantgarde',
      'Bounce',
      'Conscious',
      'Contemporary',
      'Easy Listening',
      'Education',
      'Educational',
    ],
    ...[
      'Erotic',
      'Ethereal',
      'Experimental',
      'Instrumental',
      'Lo-Fi',
      'Lounge',
      'Modern',
      'Parody',
      'Political',
      'Promotional',
    ],
    ...['Psychedelic', 'Religious', 'Romantic', 'Screw', 'Story', 'Technical', 'Theme', 'Therapy', 'Vocal'],
  ].map((name): [string, readonly string[]] => [name, []]),
]);
