/**
 * The columns of a manifest, one file each. The keys are the words of the header; the compiler holds them and the
 * fields of `OrderBrief` to be the same.
 */
import type { OrderBrief } from '../../model/order.ts';
import type { KnownNames } from '../known-names.ts';
import { allowOver } from './allow-over.ts';
import { quota } from './quota.ts';
import { spread } from './spread.ts';
import { freshDays } from './fresh-days.ts';
import { relax } from './relax.ts';
import { vary } from './vary.ts';
import { artistGap } from './artist-gap.ts';
import { artist } from './artist.ts';
import { bpm } from './bpm.ts';
import { catalog } from './catalog.ts';
import { clone } from './clone.ts';
import type { Column } from './column.ts';
import { copies } from './copies.ts';
import { duration } from './duration.ts';
import { exclude } from './exclude.ts';
import { explicit } from './explicit.ts';
import { genre } from './genre.ts';
import { include } from './include.ts';
import { key } from './key.ts';
import { maxPerAlbum } from './max-per-album.ts';
import { maxPerArtist } from './max-per-artist.ts';
import { media } from './media.ts';
import { notes } from './notes.ts';
import { order } from './order.ts';
import { pause } from './pause.ts';
import { performer } from './performer.ts';
import { priority } from './priority.ts';
import { rules } from './rules.ts';
import { seed } from './seed.ts';
import { split } from './split.ts';
import { style } from './style.ts';
import { title } from './title.ts';
import { titleGap } from './title-gap.ts';
import { tolerance } from './tolerance.ts';
import { where } from './where.ts';
import { year } from './year.ts';

export type Columns = { readonly [Name in keyof OrderBrief]: Column<OrderBrief[Name]> };
export type ColumnName = keyof OrderBrief;

/** All columns in the order in which help and schema show them. */
export function manifestColumns(known: KnownNames): Columns {
  return {
    title,
    genre,
    style,
    artist,
    year,
    bpm,
    key,
    explicit,
    where,
    include,
    exclude,
    duration,
    tolerance,
    allowOver,
    order: order(known.orders),
    artistGap,
    titleGap,
    maxPerArtist,
    maxPerAlbum,
    quota,
    spread,
    freshDays,
    relax,
    rules: rules(known.rulePacks),
    media: media(known.media),
    split: split(known.splits),
    pause,
    copies,
    clone,
    vary,
    priority,
    seed,
    performer,
    catalog,
    notes,
  };
}
