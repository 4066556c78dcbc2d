import type { ListTrack } from '../../../src/model/list-rule.ts';

/** What rules see of a track of 4 minutes that nothing else is known of, but for the given facts. */
export function listTrack(facts: Partial<ListTrack> = {}): ListTrack {
  return {
    artists: [],
    albums: [],
    titles: [],
    filedUnder: { genres: [], styles: [] },
    frames: 18_000,
    year: null,
    bpm: null,
    energy: null,
    ...facts,
  };
}

/** `ab` is a list of a track by a and one by b, each 4 minutes long, with a title of its own and from an album of its artist. */
export function listOf(artists: string): ListTrack[] {
  return [...artists].map((artist, i) =>
    listTrack({ artists: [artist], albums: [`album of ${artist}`], titles: [`title ${i}`] }),
  );
}
