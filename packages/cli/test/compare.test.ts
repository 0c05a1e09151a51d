import { describe, expect, it } from 'vitest';
import { sharedPath, sharedReason } from '../../../tests/shared.ts';
import { weir } from './weir.ts';

const panel = sharedPath('sector', 'data', 'la_panel_2010_2025.csv');
const few = ['--members', '4', '--strategies', 'hire, more-exits'];

interface Printed {
  readonly strategies: readonly {
    readonly id: string;
    readonly years: readonly {
      readonly year: number;
      readonly indicators: Readonly<
        Record<string, { value: Record<string, number>; difference: Record<string, number>; probabilityLower: number }>
      >;
      readonly probabilityFewerLookedAfterThan: Readonly<Record<string, number>>;
    }[];
  }[];
}

const parse = (text: string): Printed => JSON.parse(text) as Printed;

describe('weir compare', () => {
  it('weir compare prints each strategy beside business as usual, the same bytes each time', async () => {
    const first = await weir(['compare', ...few, '--format', 'json']);
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: '' });
    const { strategies } = parse(first.out);
    expect(strategies.map(({ id }) => id)).toEqual(['business-as-usual', 'hire', 'more-exits']);
    for (const { years } of strategies) {
      expect(years.map(({ year }) => year)).toEqual([2030, 2035]);
      for (const { indicators } of years) {
        expect(Object.keys(indicators)).toEqual(['looked-after', 'cumulative-spend', 'caseload', 'unmet-need']);
        for (const { value, difference, probabilityLower } of Object.values(indicators)) {
          const inOrder = ['low90', 'low50', 'median', 'high50', 'high90'];
          for (const band of [value, difference]) {
            const numbers = inOrder.map((name) => band[name] ?? Number.NaN);
            expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
          }
          expect(probabilityLower).toBeGreaterThanOrEqual(0);
          expect(probabilityLower).toBeLessThanOrEqual(1);
        }
      }
    }
    expect((await weir(['compare', ...few, '--format', 'json'])).out).toBe(first.out);
  });

  it('weir compare gives business as usual no difference from itself, and opposite odds to each pair', async () => {
    const { strategies } = parse((await weir(['compare', ...few, '--format', 'json'])).out);
    const [usual, hire, exits] = strategies.map(({ years }) => years[1]);
    expect(usual?.indicators['looked-after']?.difference['median']).toBe(0);
    const one = hire?.probabilityFewerLookedAfterThan['more-exits'] ?? Number.NaN;
    const other = exits?.probabilityFewerLookedAfterThan['hire'] ?? Number.NaN;
    expect(one + other).toBeCloseTo(1, 12);
  });

  it('weir compare prints a row a strategy, year and indicator as CSV, and a table to read', async () => {
    const lines = (await weir(['compare', ...few, '--format', 'csv'])).out.trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 3 * 2 * 4);
    expect(lines[0]).toMatch(/^strategy,year,indicator,median,low50,/);
    const { out } = await weir(['compare', ...few]);
    expect(out).toMatch(/^31 March 2030\n/);
    expect(out).toContain('Hire social workers');
    expect(out).toContain('4 members, seed 1');
  });

  it('weir compare runs strategies alone and together, and says what they do to each other', async () => {
    const asked = ['compare', '--members', '4', '--together', 'early-help,less-need-escalation'];
    const { code, out } = await weir(asked);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Invest in early help \(evidence: moderate\)\nReduce child in need escalation \(evidence: weak\)\n/,
    );
    expect(out).toMatch(/Change in children looked after \(children\) in 2035, alone: "Invest in early help" −/);
    const lines = (await weir([...asked, '--format', 'csv'])).out.trimEnd().split('\n');
    // Two strategies alone and last, their sum, together, interaction, by shares: of four indicators in two years.
    expect(lines).toHaveLength(1 + 8 * 4 * 2);
  });

  it('weir compare follows the seed', async () => {
    const other = await weir(['compare', ...few, '--seed', '2', '--format', 'csv']);
    expect(other.out).not.toBe((await weir(['compare', ...few, '--format', 'csv'])).out);
  });

  it.each([
    ['an unknown strategy', ['--strategies', 'hier'], 1, 'Cannot find the strategy "hier"; did you mean "hire"?'],
    ['one strategy together', ['--together', 'hire'], 2, 'give two or more'],
    ['business as usual together', ['--together', 'hire,business-as-usual'], 1, 'it changes nothing'],
    ['another model', ['--model', 'bath.yaml'], 1, 'only the general model has them'],
    ['an authority without a file', ['--authority', 'Blackpool'], 2, 'give --local FILE too'],
    ['a file that is not there', ['--local', 'none.csv', '--authority', 'Blackpool'], 1, 'Cannot read "none.csv"'],
    ['no members', ['--members', '0'], 2, 'Give a whole number from 1'],
  ])('weir compare refuses %s', async (_, options, code, message) => {
    const outcome = await weir(['compare', ...options]);
    expect({ code: outcome.code, out: outcome.out }).toEqual({ code, out: '' });
    expect(outcome.err).toContain(message);
  });

  it.skipIf(panel === undefined)(`weir compare makes a local model from a panel (${sharedReason})`, async () => {
    const local = ['--local', panel ?? '', '--authority'];
    const { code, out, err } = await weir(['compare', ...few, ...local, 'Blackpool', '--format', 'json']);
    expect(code).toBe(0);
    expect(err).toContain('Blackpool');
    const children = parse(out).strategies[0]?.years[0]?.indicators['looked-after']?.value['median'] ?? 0;
    expect(children).toBeGreaterThan(100);
    expect(children).toBeLessThan(2000);
    const unknown = await weir(['compare', ...few, ...local, 'Blackpol']);
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('Blackpool');
  });
});

describe('weir simulate england', () => {
  it('weir simulate runs the general model where no other is named', async () => {
    const named = await weir(['simulate', 'england', '--save', 'looked after in all']);
    expect(named.code).toBe(0);
    expect(named.out).toMatch(/^Time,looked after in all\n2010,\d+/);
    expect((await weir(['simulate', '--save', 'looked after in all'])).out).toBe(named.out);
  });

  it('weir check finds no fault in the general model', async () => {
    const { code, out } = await weir(['check']);
    expect({ code, out }).toEqual({ code: 0, out: '' });
  });
});
