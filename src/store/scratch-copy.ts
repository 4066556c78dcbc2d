import type Database from 'better-sqlite3';

/** Tables that are made from others, and are made again where they are asked for: they are the larger part of a library. */
const DERIVED = /^search(?:_|$)/;
/** Where what is to be made again is noted, in older databases and in newer ones. */
const NEWS = ['search_queue', 'search_news'];

interface SchemaRow {
  readonly type: 'table' | 'index' | 'trigger';
  readonly name: string;
  readonly sql: string;
}

/** Copies the database at `path` into an empty one, as it is at one moment, without what is derived in it; gives its version. */
export function copyInto(db: Database.Database, path: string): number {
  db.pragma('journal_mode = OFF');
  db.pragma('foreign_keys = OFF');
  db.prepare('ATTACH ? AS source').run(path);
  const copy = db.transaction(() => {
    const schema = db
      .prepare<[], SchemaRow>('SELECT type, name, sql FROM source.sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid')
      .all();
    // A virtual table makes the tables behind it itself.
    const isMade = (name: string): boolean => name.startsWith('sqlite_') || name.startsWith('search_words_');
    const tables = schema.filter(({ type, name }) => type === 'table' && !isMade(name));
    for (const { name, sql } of tables) {
      db.exec(sql);
      if (!DERIVED.test(name)) db.exec(`INSERT INTO main."${name}" SELECT * FROM source."${name}"`);
    }
    for (const { name } of tables) if (NEWS.includes(name)) db.exec(`INSERT INTO main."${name}" SELECT id FROM tracks`);
    for (const { type, sql } of schema) if (type !== 'table') db.exec(sql);
    const version = db.pragma('source.user_version', { simple: true }) as number;
    db.pragma(`user_version = ${version}`);
    return version;
  });
  const version = copy();
  db.exec('DETACH source');
  return version;
}
