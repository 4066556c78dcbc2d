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
  -- What searching looks at, a row a track: numbers here, texts beside. Made from \`tracks\` and \`files\`, never the other
  -- way round. Numbers are their own, for the row ids of \`tracks\` change when a database is copied.
  CREATE TABLE search (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    year        INTEGER,
    bpm         REAL,
    key         TEXT,
    energy      REAL,
    length_ms   INTEGER NOT NULL,
    explicit    INTEGER,
    sample_rate INTEGER NOT NULL,
    bit_depth   INTEGER,
    channels    INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX search_by_year ON search (year, bpm, length_ms);
  CREATE INDEX search_by_bpm ON search (bpm, year, length_ms);
  CREATE INDEX search_by_key ON search (key);
  CREATE INDEX search_by_energy ON search (energy);
  CREATE INDEX search_by_length ON search (length_ms, year, bpm);
  CREATE INDEX search_by_explicit ON search (explicit);

  -- Folded; each value between line ends. Empty: the track says nothing about it.
  CREATE TABLE search_texts (
    number       INTEGER PRIMARY KEY,
    title        TEXT NOT NULL,
    artist       TEXT NOT NULL,
    credits      TEXT NOT NULL,
    album        TEXT NOT NULL,
    album_artist TEXT NOT NULL,
    genres       TEXT NOT NULL,
    styles       TEXT NOT NULL,
    path         TEXT NOT NULL,
    codec        TEXT NOT NULL,
    isrc         TEXT NOT NULL,
    genre_keys   TEXT NOT NULL CHECK (json_valid(genre_keys)),
    recording    TEXT
  ) STRICT;
  CREATE INDEX search_by_title ON search_texts (title);
  CREATE INDEX search_by_artist ON search_texts (artist);
  CREATE INDEX search_by_album ON search_texts (album);
  CREATE INDEX search_by_album_artist ON search_texts (album_artist);
  CREATE INDEX search_by_path ON search_texts (path);
  CREATE INDEX search_without_genre ON search_texts (number) WHERE genres = '';
  CREATE INDEX search_without_style ON search_texts (number) WHERE styles = '';
  CREATE INDEX search_by_recording ON search_texts (recording) WHERE recording IS NOT NULL;

  -- Where three characters follow each other in the texts, and so where longer parts of them are.
  CREATE VIRTUAL TABLE search_words USING fts5(
    title, artist, credits, album, album_artist, genres, styles, isrc,
    content='', contentless_delete=1, detail=full, tokenize='trigram case_sensitive 1');

  -- The names of genres and styles that find a track; of its facts what is most often asked for with a genre.
  CREATE TABLE search_genres (
    name      TEXT NOT NULL,
    number    INTEGER NOT NULL,
    year      INTEGER,
    bpm       REAL,
    length_ms INTEGER NOT NULL,
    PRIMARY KEY (name, number)
  ) STRICT, WITHOUT ROWID;

  -- Tracks of which the rows above are not up to date.
  CREATE TABLE search_queue (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  INSERT INTO search_queue SELECT id FROM tracks;
  -- Not OR IGNORE: within a trigger the statement that fires it says what to do about conflicts.
  CREATE TRIGGER track_added AFTER INSERT ON tracks BEGIN
    INSERT INTO search_queue SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM search_queue WHERE id = NEW.id);
  END;
  CREATE TRIGGER track_changed AFTER UPDATE ON tracks WHEN OLD.digest <> NEW.digest OR NEW.digest = 0 BEGIN
    INSERT INTO search_queue SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM search_queue WHERE id = NEW.id);
  END;
  CREATE TRIGGER track_gone AFTER DELETE ON tracks BEGIN
    INSERT INTO search_queue SELECT OLD.id WHERE NOT EXISTS (SELECT 1 FROM search_queue WHERE id = OLD.id);
  END;
  -- Before: the row that an INSERT OR REPLACE takes the place of fires no trigger.
  CREATE TRIGGER file_put BEFORE INSERT ON files
  WHEN NOT EXISTS (SELECT 1 FROM files WHERE path = NEW.path AND track_id IS NEW.track_id AND relative_path = NEW.relative_path)
  BEGIN
    INSERT INTO search_queue SELECT track_id FROM files
    WHERE path = NEW.path AND track_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM search_queue WHERE id = track_id);
    INSERT INTO search_queue SELECT NEW.track_id
    WHERE NEW.track_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM search_queue WHERE id = NEW.track_id);
  END;
  CREATE TRIGGER file_gone AFTER DELETE ON files
  WHEN OLD.track_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM search_queue WHERE id = OLD.track_id)
  BEGIN
    INSERT INTO search_queue VALUES (OLD.track_id);
  END;

  CREATE INDEX files_by_problem ON files (path) WHERE problem IS NOT NULL;
  `,
  `
  -- Where the last file of a track lay that has none now: its audio is missing.
  ALTER TABLE tracks ADD COLUMN last_path TEXT;
  CREATE INDEX tracks_by_last_path ON tracks (last_path) WHERE last_path IS NOT NULL;

  ALTER TABLE tracks ADD COLUMN track_number INTEGER;
  ALTER TABLE tracks ADD COLUMN disc_number INTEGER;
  ALTER TABLE tracks ADD COLUMN mood TEXT;
  ALTER TABLE tracks ADD COLUMN gain_db REAL;
  ALTER TABLE tracks ADD COLUMN peak REAL;
  ALTER TABLE tracks ADD COLUMN musicbrainz_recording_id TEXT;
  ALTER TABLE tracks ADD COLUMN musicbrainz_track_id TEXT;
  -- What is there already is read again by the next scan.
  UPDATE files SET mtime_ms = -1;
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
  `
  -- What a worker needs to do a batch by itself: folders, engine, priority.
  ALTER TABLE batches ADD COLUMN work TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(work));
  ALTER TABLE batches ADD COLUMN account TEXT;
  CREATE INDEX batches_by_time ON batches (submitted_at);
  CREATE INDEX orders_waiting ON orders (batch_id, row) WHERE state = 'waiting';

  -- The batch that a receipt was made for last.
  ALTER TABLE receipts ADD COLUMN batch_id TEXT;
  CREATE INDEX receipts_by_batch ON receipts (batch_id);

  -- Processes that do jobs. An id is never given again, and beats only grow, each beat_ms by one: who stands still is told by that.
  CREATE TABLE workers (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    host    TEXT NOT NULL,
    pid     INTEGER NOT NULL,
    beat_ms REAL NOT NULL,
    beats   INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  -- What is left to do: row 0 is the batch's own job, which chooses all lists; the others are its orders. A job that is
  -- done is no longer here. blocked: until the lists are chosen; delayed: until failed_at + wait_ms, or while the clock
  -- is before failed_at.
  CREATE TABLE jobs (
    batch_id  TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    row       INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('blocked', 'queued', 'taken', 'delayed')),
    turn      INTEGER NOT NULL,
    holder    INTEGER,
    claim     INTEGER,
    cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
    share     REAL NOT NULL DEFAULT 0,
    failures  INTEGER NOT NULL DEFAULT 0,
    failed_at INTEGER,
    wait_ms   INTEGER,
    list      TEXT CHECK (list IS NULL OR json_valid(list)),
    PRIMARY KEY (batch_id, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX jobs_by_turn ON jobs (turn, batch_id, row) WHERE state = 'queued';
  CREATE INDEX jobs_of_batch ON jobs (batch_id, turn, row) WHERE state = 'queued';
  CREATE INDEX jobs_taken ON jobs (holder) WHERE state = 'taken';
  CREATE INDEX jobs_delayed ON jobs (failed_at) WHERE state = 'delayed';
  `,
  `
  -- Lists keep what choosing knew of their tracks, as arrays of values; where these lie, the library tells.
  UPDATE playlists SET records = (
    SELECT json_group_array(json_array(
      value ->> 'id', value ->> 'title', value ->> 'artist', value ->> 'album', value ->> 'albumArtist',
      json(value -> 'genres'), json(value -> 'styles'), value ->> 'year', value ->> 'bpm', value ->> 'key',
      value ->> 'energy', json(value -> 'explicit'), value ->> 'sampleRate', value ->> 'lengthSamples'))
    FROM (SELECT value FROM json_each(records) ORDER BY key)
  );

  -- The columns of all tracks with audio, packed: see table-store.ts. Of no use once one of them has changed.
  CREATE TABLE packed_columns (name TEXT PRIMARY KEY, data ANY NOT NULL) STRICT;
  CREATE TRIGGER track_insert_unpacks AFTER INSERT ON tracks WHEN EXISTS (SELECT 1 FROM packed_columns) BEGIN
    DELETE FROM packed_columns;
  END;
  CREATE TRIGGER track_update_unpacks AFTER UPDATE ON tracks WHEN EXISTS (SELECT 1 FROM packed_columns) BEGIN
    DELETE FROM packed_columns;
  END;
  CREATE TRIGGER track_delete_unpacks AFTER DELETE ON tracks WHEN EXISTS (SELECT 1 FROM packed_columns) BEGIN
    DELETE FROM packed_columns;
  END;
  CREATE TRIGGER file_insert_unpacks AFTER INSERT ON files WHEN EXISTS (SELECT 1 FROM packed_columns) BEGIN
    DELETE FROM packed_columns;
  END;
  CREATE TRIGGER file_update_unpacks AFTER UPDATE ON files WHEN EXISTS (SELECT 1 FROM packed_columns) BEGIN
    DELETE FROM packed_columns;
  END;
  CREATE TRIGGER file_delete_unpacks AFTER DELETE ON files WHEN EXISTS (SELECT 1 FROM packed_columns) BEGIN
    DELETE FROM packed_columns;
  END;
  `,
  `
  -- What its files tell now, audio and tags, and what its audio alone is known by; the id is of what they told at first.
  ALTER TABLE tracks ADD COLUMN content TEXT;
  ALTER TABLE tracks ADD COLUMN audio TEXT;
  CREATE INDEX tracks_by_content ON tracks (content) WHERE content IS NOT NULL;
  -- What is there already is read again by the next scan.
  UPDATE files SET mtime_ms = -1;

  -- In the order in which they come, and more than once: to look for each before was half of what a new track cost.
  CREATE TABLE search_news (id TEXT NOT NULL) STRICT;
  INSERT INTO search_news SELECT id FROM search_queue;
  -- Their sample rates and channels are no longer taken for facts.
  INSERT INTO search_news SELECT id FROM tracks WHERE codec = '';
  DROP TRIGGER track_added;
  DROP TRIGGER track_changed;
  DROP TRIGGER track_gone;
  DROP TRIGGER file_put;
  DROP TRIGGER file_gone;
  DROP TABLE search_queue;
  CREATE TRIGGER track_added AFTER INSERT ON tracks BEGIN
    INSERT INTO search_news VALUES (NEW.id);
  END;
  CREATE TRIGGER track_changed AFTER UPDATE ON tracks WHEN OLD.digest <> NEW.digest OR NEW.digest = 0 BEGIN
    INSERT INTO search_news VALUES (NEW.id);
  END;
  CREATE TRIGGER track_gone AFTER DELETE ON tracks BEGIN
    INSERT INTO search_news VALUES (OLD.id);
  END;
  -- Before: the row that an INSERT OR REPLACE takes the place of fires no trigger.
  CREATE TRIGGER file_put BEFORE INSERT ON files
  WHEN NOT EXISTS (SELECT 1 FROM files WHERE path = NEW.path AND track_id IS NEW.track_id AND relative_path = NEW.relative_path)
  BEGIN
    INSERT INTO search_news SELECT track_id FROM files WHERE path = NEW.path AND track_id IS NOT NULL;
    INSERT INTO search_news SELECT NEW.track_id WHERE NEW.track_id IS NOT NULL;
  END;
  CREATE TRIGGER file_gone AFTER DELETE ON files WHEN OLD.track_id IS NOT NULL BEGIN
    INSERT INTO search_news VALUES (OLD.track_id);
  END;
  CREATE TRIGGER file_passed_on AFTER UPDATE OF track_id ON files WHEN NEW.track_id IS NOT NULL BEGIN
    INSERT INTO search_news VALUES (NEW.track_id);
  END;

  CREATE INDEX tracks_by_musicbrainz_recording ON tracks (musicbrainz_recording_id)
    WHERE musicbrainz_recording_id IS NOT NULL;
  CREATE INDEX tracks_by_musicbrainz_track ON tracks (musicbrainz_track_id) WHERE musicbrainz_track_id IS NOT NULL;
  `,
  `
  -- How loud tracks are: how many blocks of 400 ms have which loudness, in tenths of LUFS.
  CREATE TABLE loudness (
    track_id  TEXT NOT NULL,
    engine    TEXT NOT NULL,
    blocks    TEXT NOT NULL CHECK (json_valid(blocks)),
    true_peak REAL NOT NULL,
    PRIMARY KEY (track_id, engine)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Files that are to be elsewhere, by what they are, how they are called there, and where. Written down before anything is sent.
  CREATE TABLE deliveries (
    key         TEXT PRIMARY KEY,
    target      TEXT NOT NULL,
    name        TEXT NOT NULL,
    path        TEXT NOT NULL,
    bytes       INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    written_at  TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('intended', 'sending', 'done', 'failed')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    not_before  INTEGER NOT NULL DEFAULT 0,
    reason      TEXT,
    progress    TEXT CHECK (progress IS NULL OR json_valid(progress)),
    proof       TEXT CHECK (proof IS NULL OR json_valid(proof)),
    intended_at TEXT NOT NULL,
    settled_at  TEXT,
    -- The order that it is of, if it is of one.
    batch_id    TEXT,
    row         INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX deliveries_by_path ON deliveries (path);

  -- Who wants to be told of which kinds of events. What messages are signed with lies in files beside the database.
  CREATE TABLE webhooks (
    id         TEXT PRIMARY KEY,
    url        TEXT NOT NULL UNIQUE,
    kinds      TEXT NOT NULL CHECK (json_valid(kinds)),
    disabled   TEXT,
    sent       INTEGER NOT NULL DEFAULT 0,
    last_sent  TEXT,
    created_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Up to which event of each batch messages have been written for a webhook.
  CREATE TABLE webhook_cursors (
    webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    batch_id   TEXT NOT NULL,
    sequence   INTEGER NOT NULL,
    PRIMARY KEY (webhook_id, batch_id)
  ) STRICT, WITHOUT ROWID;

  -- Messages that are not taken yet, or that nobody takes.
  CREATE TABLE webhook_messages (
    id         TEXT PRIMARY KEY,
    webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    batch_id   TEXT NOT NULL,
    sequence   INTEGER NOT NULL,
    body       TEXT NOT NULL,
    state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'given-up')),
    attempts   INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    reason     TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX webhook_messages_waiting ON webhook_messages (webhook_id, not_before, batch_id, sequence)
    WHERE state = 'waiting';
  `,
  `
  -- Job tickets sent to disc robots. No reference to discs: what a robot was told stays told.
  CREATE TABLE tickets (
    robot      TEXT NOT NULL,
    folder     TEXT NOT NULL,
    job        TEXT NOT NULL,
    disc_id    TEXT NOT NULL,
    copies     TEXT NOT NULL CHECK (json_valid(copies)),
    attempt    INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('intended', 'queued', 'working', 'done', 'failed')),
    good       INTEGER,
    bad        INTEGER,
    message    TEXT,
    sent_at    TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (folder, job)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tickets_by_disc ON tickets (disc_id);

  -- Tries to burn copies, each written down before it begins.
  CREATE TABLE burns (
    id       INTEGER PRIMARY KEY,
    copy_id  TEXT NOT NULL,
    device   TEXT NOT NULL,
    burner   TEXT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('begun', 'done', 'failed')),
    reason   TEXT,
    begun_at TEXT NOT NULL,
    ended_at TEXT
  ) STRICT;
  CREATE INDEX burns_by_copy ON burns (copy_id, id);
  `,
  `
  -- A batch that was forgotten and is submitted once more has its log from the beginning.
  CREATE TRIGGER batch_forgotten AFTER DELETE ON batches BEGIN
    DELETE FROM webhook_cursors WHERE batch_id = OLD.id;
  END;
  DELETE FROM webhook_cursors WHERE batch_id NOT IN (SELECT id FROM batches);
  `,
  `
  -- Which tracks a list has stands beside what was known of them: a row for each track took most of the time to keep it.
  ALTER TABLE playlists ADD COLUMN track_ids TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE playlists ADD COLUMN facts TEXT NOT NULL DEFAULT '[]';
  UPDATE playlists SET
    track_ids = (SELECT json_group_array(value ->> 0) FROM (SELECT value FROM json_each(records) ORDER BY key)),
    facts = (
      SELECT json_group_array(json_remove(value, '$[0]')) FROM (SELECT value FROM json_each(records) ORDER BY key)
    );
  ALTER TABLE playlists DROP COLUMN records;
  DROP TABLE playlist_tracks;

  -- In another form.
  DELETE FROM packed_columns;
  `,
];
