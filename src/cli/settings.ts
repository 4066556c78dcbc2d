import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { AppError, ExitCode, systemErrorCode, systemErrorReason } from '../base/errors.ts';
import { nearest } from '../base/text.ts';

const FORMATS = ['text', 'json', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

/** What a command is run with, resolved once from flags, environment, config file and defaults. */
export interface Settings {
  /** Absolute folder of the workspace: database and unfinished work. */
  readonly home: string;
  readonly format: Format;
  readonly quiet: boolean;
  readonly color: boolean;
}

export interface Setting {
  readonly name: keyof Settings;
  /** As commander takes it. */
  readonly flags: string;
  readonly summary: string;
  readonly environment: string | null;
  /** Whether the config file may set it. */
  readonly inConfig: boolean;
}

/** Every setting that all commands share; flags, README and resolution are made from it. */
export const SETTINGS: readonly Setting[] = [
  {
    name: 'home',
    flags: '--home <dir>',
    summary: 'workspace with database and unfinished work',
    environment: 'MIXPRESS_HOME',
    inConfig: true,
  },
  {
    name: 'format',
    flags: '--format <format>',
    summary: 'form of the answer: text, json or ndjson',
    environment: 'MIXPRESS_FORMAT',
    inConfig: true,
  },
  { name: 'quiet', flags: '--quiet', summary: 'print only what went wrong', environment: null, inConfig: true },
  {
    name: 'color',
    flags: '--no-color',
    summary: 'no colours; the same as NO_COLOR=1',
    environment: 'NO_COLOR',
    inConfig: true,
  },
];

export type Environment = Readonly<Record<string, string | undefined>>;

/** Typed flag > environment > config file > default. Throws AppError for values that make no sense. */
export function resolveSettings(flags: Readonly<Record<string, unknown>>, environment: Environment): Settings {
  const config = readConfig(environment);
  const pick = (name: keyof Settings, fallback: unknown): unknown => {
    const variable = SETTINGS.find((setting) => setting.name === name)?.environment;
    const fromEnvironment = variable ? environment[variable] : undefined;
    return flags[name] ?? (fromEnvironment === '' ? undefined : fromEnvironment) ?? config[name] ?? fallback;
  };
  const noColor = flags['color'] === false || (environment['NO_COLOR'] ?? '') !== '' || config['color'] === false;
  return {
    home: resolve(String(pick('home', defaultHome()))),
    format: parseFormat(pick('format', 'text')),
    quiet: pick('quiet', false) === true,
    color: !noColor,
  };
}

function defaultHome(): string {
  return envPaths('mixpress', { suffix: '' }).data;
}

function parseFormat(value: unknown): Format {
  const format = FORMATS.find((known) => known === value);
  if (format) return format;
  const near = nearest(String(value), FORMATS);
  throw new AppError('bad-format', `unknown format ${JSON.stringify(value)}`, {
    hint: near ? `did you mean ${near}?` : `write one of ${FORMATS.join(', ')}`,
    exitCode: ExitCode.usage,
  });
}

/** The config file: `MIXPRESS_CONFIG`, else `config.json` in the platform's config folder. None at all is fine. */
function readConfig(environment: Environment): Readonly<Record<string, unknown>> {
  const named = environment['MIXPRESS_CONFIG'] || undefined;
  const path = named ?? join(envPaths('mixpress', { suffix: '' }).config, 'config.json');
  try {
    return checkConfig(JSON.parse(readFileSync(path, 'utf8')), path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (named === undefined && systemErrorCode(error) === 'ENOENT') return {};
    throw badConfig(path, systemErrorReason(error));
  }
}

function checkConfig(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badConfig(path, 'it must be a JSON object');
  const known = SETTINGS.filter(({ inConfig }) => inConfig).map(({ name }) => name as string);
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw badConfig(path, `it has the unknown key ${JSON.stringify(unknown)}; the keys are ${known.join(', ')}`);
  for (const [key, content] of Object.entries(value)) {
    const isText = SETTINGS.find(({ name }) => name === key)!.flags.includes('<');
    if (typeof content !== (isText ? 'string' : 'boolean') || content === '')
      throw badConfig(path, `its ${key} must be ${isText ? 'text in quotes' : 'true or false'}`);
  }
  return value as Record<string, unknown>;
}

function badConfig(path: string, reason: string): AppError {
  return new AppError('bad-config', `can't use the config file ${path}: ${reason}`, {
    hint: 'mend it, or remove it',
    exitCode: ExitCode.usage,
  });
}
