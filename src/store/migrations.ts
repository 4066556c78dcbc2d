/**
 * The schema, as ordered steps: step N brings a database from version N-1 to N. Append only; a step that has been
 * released is never changed.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE files (
    path          TEXT PRIMARY KEY,
    root          TEXT NOT NULL,
    relative_path TEXT NOT NULL,
    size_bytes    INTEGER NOT NULL,
    mtime_ms      REAL NOT NULL,
    track_id      TEXT REFERENCES tracks (id),
    problem       TEXT CHECK (problem IS NULL OR json_valid(problem))
  ) STRICT;
  CREATE INDEX files_by_track ON files (track_id);

  CREATE TABLE tracks (
    id             TEXT PRIMARY KEY,
    title          TEXT NOT NULL,
    artist         TEXT NOT NULL,
    album          TEXT NOT NULL,
    album_artist   TEXT NOT NULL,
    genres         TEXT NOT NULL CHECK (json_valid(genres)),
    styles         TEXT NOT NULL CHECK (json_valid(styles)),
    isrc           TEXT,
    year           INTEGER,
    bpm            REAL,
    key            TEXT,
    energy         REAL,
    explicit       INTEGER CHECK (explicit IN (0, 1)),
    codec          TEXT NOT NULL,
    sample_rate    INTEGER NOT NULL CHECK (sample_rate > 0),
    channels       INTEGER NOT NULL CHECK (channels > 0),
    bit_depth      INTEGER,
    length_samples INTEGER NOT NULL CHECK (length_samples > 0)
  ) STRICT;

  CREATE TABLE batches (
    id           TEXT PRIMARY KEY,
    manifest     TEXT NOT NULL,
    state        TEXT NOT NULL,
    submitted_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE orders (
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    row      INTEGER NOT NULL,
    brief    TEXT NOT NULL CHECK (json_valid(brief)),
    state    TEXT NOT NULL,
    result   TEXT NOT NULL CHECK (json_valid(result)),
    PRIMARY KEY (batch_id, row)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE playlists (
    id            TEXT PRIMARY KEY,
    title         TEXT NOT NULL,
    folded_title  TEXT NOT NULL,
    cloned_from   TEXT,
    seed          INTEGER,
    wanted_frames INTEGER,
    tracks        INTEGER NOT NULL,
    frames        INTEGER NOT NULL,
    created_at    TEXT NOT NULL
  ) STRICT;
  CREATE INDEX playlists_by_title ON playlists (folded_title);

  CREATE TABLE playlist_tracks (
    playlist_id TEXT NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    track_id    TEXT NOT NULL,
    track       TEXT NOT NULL CHECK (json_valid(track)),
    PRIMARY KEY (playlist_id, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE discs (
    id          TEXT PRIMARY KEY,
    playlist_id TEXT NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    medium      TEXT NOT NULL,
    frames      INTEGER NOT NULL,
    layout      TEXT NOT NULL CHECK (json_valid(layout))
  ) STRICT;
  CREATE INDEX discs_by_playlist ON discs (playlist_id, number);

  CREATE TABLE copies (
    id      TEXT PRIMARY KEY,
    disc_id TEXT NOT NULL REFERENCES discs (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    serial  TEXT NOT NULL
  ) STRICT;
  CREATE INDEX copies_by_disc ON copies (disc_id, number);

  CREATE TABLE receipts (
    step       TEXT NOT NULL,
    key        TEXT NOT NULL,
    output     TEXT NOT NULL CHECK (json_valid(output)),
    applied_at TEXT NOT NULL,
    PRIMARY KEY (step, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    time     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    row      INTEGER,
    data     TEXT NOT NULL CHECK (json_valid(data)),
    PRIMARY KEY (batch_id, sequence)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Of all facts on the track, for fingerprints of libraries; 0: not worked out yet.
  ALTER TABLE tracks ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;

  -- Folded title and artist, as tags and the file's name tell them.
  ALTER TABLE files ADD COLUMN folded_names TEXT NOT NULL DEFAULT '';
  CREATE INDEX files_by_names ON files (folded_names);
  -- The last part of the path.
  CREATE INDEX files_by_name
    ON files (replace(relative_path, rtrim(relative_path, replace(relative_path, '/', '')), ''));
  -- What is there already is read again by the next scan.
  UPDATE files SET mtime_ms = -1;

  -- What the batch was submitted with, beside its manifest.
  ALTER TABLE batches ADD COLUMN options TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options));

  -- What was known of each track when the list was made, in its order.
  ALTER TABLE playlists ADD COLUMN records TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(records));
  UPDATE playlists SET records = (
    SELECT json_group_array(json(track))
    FROM (SELECT track FROM playlist_tracks WHERE playlist_id = playlists.id ORDER BY position)
  );
  ALTER TABLE playlist_tracks DROP COLUMN track;

  -- Why these tracks: what \`playlist show --why\` tells.
  ALTER TABLE playlists ADD COLUMN reasons TEXT CHECK (reasons IS NULL OR json_valid(reasons));
  CREATE INDEX playlists_by_time ON playlists (created_at);
  `,
  `
  -- A track that only a catalogue names may have no length: 0. In place, for the CHECK of a column can't be changed.
  ALTER TABLE tracks ADD COLUMN samples INTEGER NOT NULL DEFAULT 0 CHECK (samples >= 0);
  UPDATE tracks SET samples = length_samples;
  ALTER TABLE tracks DROP COLUMN length_samples;
  ALTER TABLE tracks RENAME COLUMN samples TO length_samples;

  CREATE INDEX tracks_by_isrc ON tracks (isrc) WHERE isrc IS NOT NULL;

  -- Lists of tracks that were imported.
  CREATE TABLE catalogues (
    id     INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    kind   TEXT NOT NULL
  ) STRICT;

  -- By what a recording is known again: isrc:, an id at a service, names; audio: names of tracks with audio; track: the
  -- id of a track that has become another one. Several tracks of a key are files of one recording.
  CREATE TABLE track_keys (
    key      TEXT NOT NULL,
    track_id TEXT NOT NULL,
    PRIMARY KEY (key, track_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX track_keys_of_former ON track_keys (track_id) WHERE key >= 'track:' AND key < 'track;';

  -- Each track with audio that was looked up in catalogues; told: what they say of it, tags: what its file says.
  CREATE TABLE enrichments (
    track_id TEXT PRIMARY KEY,
    digest   INTEGER NOT NULL,
    told     TEXT CHECK (told IS NULL OR json_valid(told)),
    tags     TEXT CHECK (tags IS NULL OR json_valid(tags))
  ) STRICT, WITHOUT ROWID;

  -- Each row of a catalogue, and the list in which it stands.
  CREATE TABLE places (
    catalogue_id INTEGER NOT NULL,
    row          INTEGER NOT NULL,
    track_id     TEXT NOT NULL,
    playlist     TEXT,
    position     INTEGER,
    path         TEXT,
    PRIMARY KEY (catalogue_id, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX places_by_path ON places (path) WHERE path IS NOT NULL;

  -- Entries of imported playlists of which no audio was there.
  CREATE TABLE wanted_entries (
    playlist_id TEXT NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    entry       TEXT NOT NULL CHECK (json_valid(entry)),
    PRIMARY KEY (playlist_id, position)
  ) STRICT, WITHOUT ROWID;
  `,
];
