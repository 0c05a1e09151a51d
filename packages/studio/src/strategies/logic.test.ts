import { describe, expect, it } from 'vitest';
import { settleView } from '../app/settle-view.ts';
import { initialView } from '../app/view.ts';
import { wordCount } from '../charts/words.ts';
import { emptyEnsemble, timeIndex, withPortion } from '../simulation/ensemble.ts';
import type { Ensemble } from '../simulation/ensemble.ts';
import { fixtureModel, makeFixtureRunner } from '../testing/fixture.ts';
import { isRationing, verdictOf } from './consequences.ts';
import { effectsOf, pairwiseShares, rankEffects } from './effects.ts';
import type { Effect } from './effects.ts';
import { consequencesHeadline, costHeadline, rankedHeadline } from './headlines.ts';
import { findRoles } from './roles.ts';
import { leversOf, ownScenario, singleScenarios, usualScenario } from './scenarios.ts';

const scenarios = singleScenarios(fixtureModel);
const members = 40;

function runFixture(): Ensemble {
  const runner = makeFixtureRunner();
  const rows = scenarios.flatMap((scenario) =>
    Array.from({ length: members }, (_, member) => [...runner.member(scenario, member)]),
  );
  const ids = scenarios.map(({ id }) => id);
  return withPortion(emptyEnsemble(runner, ids, members), {
    from: 0,
    count: members,
    values: Float64Array.from(rows.flat()),
  });
}

const ensemble = runFixture();
const at = timeIndex(ensemble.layout, 2030);
const nameOf = (id: string): string => scenarios.find((scenario) => scenario.id === id)?.name ?? id;

function effectOn(id: string, indicator: string): Effect {
  const effect = effectsOf(ensemble, ensemble, { indicator, time: at }).find((candidate) => candidate.id === id);
  if (effect === undefined) throw new Error(`no effect of ${id}`);
  return effect;
}

/** Bounds around a median, for effects written down by hand. */
function madeUp(id: string, low90: number, median: number, high90: number, shareLower: number): Effect {
  const interval = { median, low90, high90, low50: (low90 + median) / 2, high50: (median + high90) / 2, count: 200 };
  return { id, level: interval, change: interval, shareLower };
}

describe('effects', () => {
  it('rankEffects puts the largest fall first where lower is better', () => {
    const ranked = rankEffects(
      effectsOf(ensemble, ensemble, { indicator: 'children looked after', time: at }),
      'lower',
    );
    expect(ranked.map(({ id }) => id)).toEqual(['contacts', 'outflows', 'hire']);
    expect(ranked[0]?.change.high90).toBeLessThan(0);
    expect(ranked[0]?.shareLower).toBe(1);
    expect(ranked[2]?.shareLower).toBe(0.5);
  });

  it('rankEffects puts the largest rise first where higher is better', () => {
    const effects = [madeUp('a', 0, 1, 2, 0), madeUp('b', 2, 3, 4, 0)];
    expect(rankEffects(effects, 'higher').map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('pairwiseShares of a pair and of its reverse make one', () => {
    const sources = ['contacts', 'outflows', 'hire'].map((id) => ({ id, ensemble }));
    const shares = pairwiseShares(sources, { indicator: 'unmet need', time: at });
    shares.forEach((row, left) => {
      row.forEach((share, right) => {
        if (left === right) expect(share).toBeUndefined();
        else expect((share ?? NaN) + (shares[right]?.[left] ?? NaN)).toBeCloseTo(1);
      });
    });
  });
});

describe('consequences', () => {
  it('verdictOf tells better, worse, probable, unclear and no change apart', () => {
    const verdicts = [
      verdictOf(madeUp('a', -30, -20, -10, 1), 'lower', 100),
      verdictOf(madeUp('a', -30, -20, -10, 1), 'higher', 100),
      verdictOf(madeUp('a', -30, -20, 5, 0.8), 'lower', 100),
      verdictOf(madeUp('a', -30, -5, 25, 0.6), 'lower', 100),
      verdictOf(madeUp('a', -0.3, -0.2, -0.1, 1), 'lower', 100),
      verdictOf(madeUp('a', 10, 20, 30, 0), 'neither', 100),
    ];
    expect(verdicts).toEqual(['better', 'worse', 'probably better', 'unclear', 'no change', 'higher']);
  });

  it('isRationing flags a fall in children looked after that comes with unmet need', () => {
    const flagged = (id: string): boolean =>
      isRationing(effectOn(id, 'children looked after'), effectOn(id, 'unmet need'));
    expect(flagged('contacts')).toBe(true);
    expect(flagged('outflows')).toBe(false);
    const fall = madeUp('a', -900, -700, -300, 1);
    expect(isRationing(fall, madeUp('a', -100, 3000, 7000, 0.1))).toBe(true);
    expect(isRationing(fall, madeUp('a', -10, 40, 90, 0.1))).toBe(false);
    expect(isRationing(fall, madeUp('a', -9000, 3000, 9000, 0.4))).toBe(false);
  });
});

describe('headlines', () => {
  const indicator = fixtureModel.indicators[0];
  if (indicator === undefined) throw new Error('the fixture has no indicator');
  const facts = { indicator, year: 2030, nameOf };

  it('rankedHeadline names the best, and says that unmet need rises', () => {
    const ranked = [madeUp('contacts', -6000, -4100, -1000, 1)];
    expect(rankedHeadline({ ...facts, ranked, rationing: false })).toBe(
      '“Reduce contacts only” lowers children looked after most by 2030: by 4,100 children',
    );
    expect(rankedHeadline({ ...facts, ranked, rationing: true })).toBe(
      '“Reduce contacts only” lowers children looked after most by 2030, but unmet need rises',
    );
  });

  it('rankedHeadline says so when nothing is sure, and when nothing has been run', () => {
    expect(rankedHeadline({ ...facts, ranked: [madeUp('hire', -900, -100, 800, 0.6)], rationing: false })).toBe(
      'No strategy on its own surely lowers children looked after by 2030',
    );
    expect(rankedHeadline({ ...facts, ranked: [], rationing: false })).toBe('The first runs are under way');
  });

  it('rankedHeadline keeps to fourteen words however long the name', () => {
    const long = 'Exit from child in need, court orders and placements';
    const ranked = [madeUp('x', -6000, -4100, -1000, 1)];
    for (const rationing of [true, false]) {
      const headline = rankedHeadline({ ...facts, nameOf: () => long, ranked, rationing });
      expect(wordCount(headline)).toBeLessThanOrEqual(14);
    }
  });

  it('costHeadline tells whether anything lowers numbers and saves money', () => {
    const cheap = { id: 'contacts', effect: -10, cost: -5, rationing: false };
    const dear = { id: 'hire', effect: -5, cost: 9, rationing: false };
    expect(costHeadline({ year: 2030, nameOf, points: [dear] })).toBe(
      'No strategy both lowers numbers and saves money by 2030',
    );
    expect(costHeadline({ year: 2030, nameOf, points: [cheap, dear] })).toBe(
      'One strategy lowers numbers and saves money by 2030: reduce contacts only',
    );
  });

  it('costHeadline never counts savings that come with unmet need as success', () => {
    const rationing = { id: 'contacts', effect: -10, cost: -5, rationing: true };
    const safe = { id: 'outflows', effect: -3, cost: -2, rationing: false };
    expect(costHeadline({ year: 2030, nameOf, points: [rationing] })).toBe(
      'Every strategy that lowers numbers and saves money raises unmet need',
    );
    expect(costHeadline({ year: 2030, nameOf, points: [rationing, safe] })).toBe(
      'One strategy lowers numbers and saves money without more unmet need: all outflows',
    );
  });

  it('consequencesHeadline puts rationing first', () => {
    const counts = { year: 2030, strategies: 17, withHarm: 6 };
    expect(consequencesHeadline({ ...counts, rationing: 2 })).toBe(
      'Two of 17 strategies lower numbers while unmet need rises',
    );
    expect(consequencesHeadline({ ...counts, rationing: 0 })).toBe(
      'Six of 17 strategies make something else worse by 2030',
    );
  });
});

describe('scenarios', () => {
  it('singleScenarios begins with business as usual', () => {
    expect(scenarios.map(({ id }) => id)).toEqual([usualScenario.id, 'contacts', 'outflows', 'hire']);
  });

  it('ownScenario is nothing until a strategy is chosen', () => {
    expect(ownScenario(initialView)).toBeUndefined();
    expect(ownScenario({ ...initialView, chosen: ['hire'], start: 2027 })).toMatchObject({
      strategies: ['hire'],
      start: 2027,
    });
  });

  it('leversOf lists a lever that two strategies share once', () => {
    expect(leversOf(fixtureModel, ['contacts', 'contacts', 'hire']).map(({ action }) => action.parameter)).toEqual([
      'effect on contacts',
      'extra social workers',
    ]);
  });

  it('findRoles finds the indicators with a part of their own', () => {
    const { lookedAfter, unmetNeed, cumulativeCost } = findRoles(fixtureModel);
    expect([lookedAfter?.id, unmetNeed?.id, cumulativeCost?.id]).toEqual([
      'children looked after',
      'unmet need',
      'cumulative cost',
    ]);
  });
});

describe('settleView', () => {
  it('settleView takes out what the model does not have, and says what it was', () => {
    const asked = {
      ...initialView,
      indicator: 'happiness',
      chosen: ['contacts', 'magic'],
      settings: { 'effect on contacts': 9, 'effect on magic': 1 },
      theory: 'wand',
    };
    const { view, problems } = settleView(asked, fixtureModel);
    expect(view).toEqual({
      ...initialView,
      indicator: 'children looked after',
      chosen: ['contacts'],
      settings: { 'effect on contacts': 0.5 },
    });
    expect(problems).toEqual([
      'This model has no indicator “happiness”',
      'This model has no strategy “magic”',
      '“effect on contacts” is set to 9, outside 0 to 0.5',
      'None of the strategies chosen acts on “effect on magic”',
      'This model has no strategy “wand”',
    ]);
  });
});
