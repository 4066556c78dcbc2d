/**
 * SQLite for the Node that is there. The last better-sqlite3 that runs on Node 20 lets Node 24.19 and later end the process as
 * soon as a statement is collected as garbage (nodejs/node#65446); its successor is made otherwise, and for Node 22 and newer.
 */
import type BetterSqlite3 from 'better-sqlite3';

const [major] = process.versions.node.split('.').map(Number);

const { default: loaded } = await (major! >= 22 ? import('better-sqlite3-napi') : import('better-sqlite3'));

export const Database: typeof BetterSqlite3 = loaded;
