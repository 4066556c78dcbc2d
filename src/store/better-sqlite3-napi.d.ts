/** An alias of better-sqlite3 in package.json, only there on Node 22 and newer. */
declare module 'better-sqlite3-napi' {
  export { default } from 'better-sqlite3';
}
