import { AppError, ExitCode } from '../base/errors.ts';
import { formatDuration } from '../base/duration.ts';
import { canonicalJson } from '../base/hash.ts';
import { framesToMs } from '../base/frames.ts';
import { generate } from '../generate/generate.ts';
import type { History } from '../generate/history.ts';
import type { Select } from '../generate/select.ts';
import { ruleId } from '../generate/rules/check.ts';
import { RULE_PACKS } from '../generate/rules/packs.ts';
import type { Brief } from '../model/brief.ts';
import type { Breach, ListRule } from '../model/list-rule.ts';
import { GIVING_WAY, type Order } from '../model/order.ts';
import type { Change, Shortage } from '../model/reasons.ts';
import { columnOf } from './rule-columns.ts';

/** An order for which there is no list, and what it could ask for instead. */
export class OrderUnmet extends AppError {
  readonly changes: readonly Change[];

  constructor(code: string, { message, hint, changes }: Shortage) {
    super(code, message, { hint, exitCode: ExitCode.someOrdersFailed });
    this.changes = changes;
  }
}

/**
 * Changes of one column that are enough where a list was found but breaks rules that must not be broken: that very list
 * keeps what they ask for. The smallest first.
 */
export function changesToKeep(breaches: readonly Breach[], { hardRules }: Brief, order: Order): Change[] {
  const broken = hardRules.filter((rule) => breaches.some((breach) => breach.rule === ruleId(rule)));
  const columns = GIVING_WAY.filter((column) => broken.some((rule) => columnOf(rule) === column));
  const ofPacks = broken.filter((rule) => columnOf(rule) === 'rules');
  if (ofPacks.length > 0) return columns.length > 0 ? [] : [{ column: 'rules', to: packsWithout(ofPacks, order) }];
  const relax: Change = { column: 'relax', to: [...order.relax, ...columns].join('|') };
  const [only, ...others] = broken;
  const loose = only && others.length === 0 ? loosened(only, breaches) : null;
  return loose === null ? [relax] : [{ column: columns[0]!, to: loose }, relax];
}

/** The change that lets all rules of the order's columns give way, where that is enough for a list that is too short. */
export function relaxing({
  order,
  brief,
  select,
  history,
}: {
  readonly order: Order;
  readonly brief: Brief;
  readonly select: Select;
  readonly history: History;
}): Change[] {
  const strict = brief.hardRules.filter((rule) => columnOf(rule) !== 'rules');
  if (strict.length === 0) return [];
  const rules = [...brief.rules, ...strict];
  const loose = { ...brief, rules, hardRules: brief.hardRules.filter((rule) => !strict.includes(rule)) };
  if (generate(loose, select, history, order.seed).reasons.shortage !== null) return [];
  const columns = GIVING_WAY.filter((column) => strict.some((rule) => columnOf(rule) === column));
  return [{ column: 'relax', to: [...order.relax, ...columns].join('|') }];
}

/** What the column of a rule would have to say for the list to keep it; null where that is not a single number. */
function loosened(rule: ListRule, breaches: readonly Breach[]): string | null {
  const found = breaches.map((breach) => breach.found);
  if (rule.kind === 'cap') return String(Math.max(...found));
  if (rule.kind !== 'gap') return null;
  const least = Math.min(...found);
  const seconds = Math.floor(framesToMs(least) / 1000);
  if (rule.unit === 'tracks') return least === 0 ? '' : String(least);
  return seconds === 0 ? '' : formatDuration(seconds * 1000);
}

function packsWithout(broken: readonly ListRule[], order: Order): string {
  const isBroken = (id: string): boolean =>
    RULE_PACKS.some(
      (pack) =>
        pack.id === id && broken.some((rule) => pack.rules.some((one) => canonicalJson(one) === canonicalJson(rule))),
    );
  return order.rules.filter((id) => !isBroken(id)).join('|');
}
