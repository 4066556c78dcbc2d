import { parseLists } from './parse-lists.ts';

/**
 * Other names of genres and styles, as taggers, shops and other vocabularies write them (many are facts of the alias file
 * of beets). Not here: what `nameKey` makes the same anyway, as `Trip-Hop` and `triphop`, and `House Music` for `House`.
 */
export const ALIASES: ReadonlyMap<string, readonly string[]> = parseLists(`
Children's:
  Children; Kids; Kid's; Kid-Friendly; Kinderlieder
Classical:
  Klassik; Klassiek; Classique
Electronic:
  Elektronik; Elektronisch; Électronique
Funk / Soul:
  Soul / Funk
Hip Hop:
  Rap; Hip-Hop/Rap; Rap/Hip Hop
Latin:
  Latino; Latin American; Latin America
Alternative Rock:
  Alt. Rock
Audiobook:
  Audiobooks
Ballad:
  Ballads
Bop:
  Bebop
Bubblegum:
  Bubblegum Pop
Carnatic:
  Carnatic Classical
Cha-Cha:
  Chachachá
Chiptune:
  Chiptunes; Chip; 8-bit
Christmas:
  Xmas; X-mas
Compas:
  Kompa; Konpa
Country:
  Country & Western; C&W
Crust:
  Crust Punk
Dixieland:
  Dixieland Jazz
Downtempo:
  Downbeat
Drum n Bass:
  DnB; D&B; Drumnbass; Drumandbass
EBM:
  Electronic Body
Ethereal:
  Ethereal Wave
Favela Funk:
  Funk Carioca; Baile Funk
Field Recording:
  Field Recordings
Footwork:
  Chicago Footwork
Free Improvisation:
  Improv; Free Improv; Improvisation; Improvised
Fusion:
  Jazz Fusion
Future Jazz:
  Nu Jazz
Gabber:
  Gabba
Gangsta:
  Gangsta Rap; Gangster Rap
Glam:
  Glam Rock
Goa Trance:
  Goa
Goth Rock:
  Gothic Rock; Goth; Gothic
Hi NRG:
  High Energy
Hindustani:
  Hindustani Classical
IDM:
  Intelligent Dance
Impressionist:
  Impressionism
Juke:
  Chicago Juke; Juke House
MPB:
  Música Popular Brasileira
Marches:
  March
Miami Bass:
  Booty Bass
Modal:
  Modal Jazz
Musical:
  Musicals; Musical Theater; Musical Theatre; Showtunes; Broadway
NDW:
  Neue Deutsche Welle
Neo-Classical:
  Neoclassicism
Prog Rock:
  Progressive Rock; Prog
Psy-Trance:
  Psychedelic Trance
Punk:
  Punk Rock
Radioplay:
  Radio Theater; Radio Theatre; Radio Drama; Audio Theatre; Audio Theater; Audio Drama; Hörspiel
Ragga:
  Raggamuffin
Rhythm & Blues:
  R&B; RnB
Rhythmic Noise:
  Power Noise
Rock & Roll:
  Rocknroll; Rockandroll
Romani:
  Romany; Gypsy
Rumba:
  Rhumba
Score:
  Film Score; Movie Score; Original Score
Screw:
  Chopped & Screwed
Sea Shanties:
  Sea Shanty; Shanty; Shanties
Shoegaze:
  Shoegazer; Shoegazing
Singer-Songwriter:
  Singer/Songwriter
Son:
  Son Cubano
Soundtrack:
  Soundtracks; OST; Original Soundtrack; Film Soundtrack; Movie Soundtrack
Special Effects:
  Sound Effects; SFX
Spoken Word:
  Spoken
Surf:
  Surf Rock
Tejano:
  Tex-Mex
Thrash:
  Thrash Metal
Vocal:
  Vocals
World:
  International
`);
