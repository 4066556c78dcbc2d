import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFault, joinWords } from '../../src/cli/rule-words.ts';
import { parseQuery } from '../../src/model/query/parse.ts';

describe('the words of a command line', () => {
  it.each([
    [['genre:jazz', 'year:1990..1999', '-live'], 'genre:jazz year:1990..1999 -live'],
    [['genre:jazz', 'artist:Nina Simone'], 'genre:jazz artist:"Nina Simone"'],
    [['genre:jazz', '-artist:=Nina Simone'], 'genre:jazz -artist:="Nina Simone"'],
    [['genre:jazz', 'artist:"Nina Simone"'], 'genre:jazz artist:"Nina Simone"'],
    [['genre:jazz', 'nina simone'], 'genre:jazz nina simone'],
    [['a', 'genre:jazz year:1990'], 'a genre:jazz year:1990'],
    [['a', 'genre:jazz | blues'], 'a genre:jazz | blues'],
    [['genre:jazz live'], 'genre:jazz live'],
    [[], ''],
  ])('%j are the rule %s', (words, rule) => expect(joinWords(words)).toBe(rule));
});

/** What is told of a rule, without colours. */
async function told(rule: string): Promise<string[]> {
  const parsed = parseQuery(rule);
  if (parsed.ok) throw new Error(`${rule} is a rule`);
  return (await describeFault(rule, parsed.problem, new Chalk({ level: 0 }))).split('\n');
}

describe('a mistake in a rule', () => {
  it('is marked', async () =>
    expect(await told('jazz gerne:x')).toEqual([
      'error: mixpress does not know the field "gerne"',
      '  jazz gerne:x',
      '       ^',
      expect.stringMatching(/^hint: did you mean genre\?/),
      '',
    ]));

  it('is marked where it is seen, wide and invisible characters counted', async () => {
    expect((await told('愛é\u0007 gerne:x')).slice(1, 3)).toEqual(['  愛é\\x07 gerne:x', `  ${' '.repeat(8)}^`]);
    expect((await told('a (b')).slice(1, 3)).toEqual(['  a (b', '    ^']);
    expect((await told('a |')).slice(1, 3)).toEqual(['  a |', '     ^']);
  });

  it('is shown with what is around it', async () => {
    const [, shown, mark] = await told(`${'word '.repeat(100)}gerne:x ${'word '.repeat(100)}`);
    expect(shown).toHaveLength(2 + 122);
    expect(shown!.slice(mark!.indexOf('^'))).toMatch(/^gerne:x word .*…$/);
  });

  it('of any text is told in four lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        if (!parseQuery(text).ok) expect(await told(text)).toHaveLength(5);
      }),
    );
  });
});
