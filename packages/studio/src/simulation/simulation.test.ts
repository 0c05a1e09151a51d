import type { Scenario } from '@weir/care';
import { describe, expect, it } from 'vitest';
import { fixtureModel, makeFixtureRunner } from '../testing/fixture.ts';
import { SimulationDesk } from './desk.ts';
import { centralSeries, memberValues, timeIndex } from './ensemble.ts';
import type { Ensemble, Layout } from './ensemble.ts';
import type { SimulationReply, SimulationRequest } from './messages.ts';
import type { Runner } from './runner.ts';
import { Simulator } from './simulator.ts';

const usual: Scenario = { id: 'usual', name: 'Business as usual', strategies: [], settings: {} };
const contacts: Scenario = { id: 'contacts', name: 'Contacts', strategies: ['contacts'], settings: {} };

/** A desk and a simulator wired together, with a clock and a queue that the test turns. */
function wire(runner: Runner = makeFixtureRunner()): {
  simulator: Simulator;
  requests: SimulationRequest[];
  readonly turn: () => Promise<void>;
} {
  const callbacks: (() => void)[] = [];
  const requests: SimulationRequest[] = [];
  let reply: (message: SimulationReply) => void = () => undefined;
  let clock = 0;
  const desk = new SimulationDesk({
    makeRunner: () => runner,
    reply: (message) => reply(message),
    later: (callback) => void callbacks.push(callback),
    now: () => (clock += 60),
  });
  const simulator = new Simulator(
    [
      {
        post: (request) => {
          requests.push(request);
          callbacks.push(() => void desk.take(request));
        },
        listen: (onReply) => {
          reply = onReply;
        },
        close: () => undefined,
      },
    ],
    () => undefined,
  );
  const turn = async (): Promise<void> => {
    callbacks.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { simulator, requests, turn };
}

async function load({ simulator, turn }: ReturnType<typeof wire>): Promise<Layout> {
  let layout: Layout | undefined;
  simulator.load(
    { general: fixtureModel, keepToHistory: true },
    {
      onResult: (result) => {
        layout = result;
      },
      onFailure: (message) => {
        throw new Error(message);
      },
    },
  );
  await turn();
  if (layout === undefined) throw new Error('nothing was loaded');
  return layout;
}

async function turnAll(turn: () => Promise<void>, times = 400): Promise<void> {
  for (let count = 0; count < times; count += 1) await turn();
}

const ignore = { onResult: () => undefined, onFailure: () => undefined };

describe('Simulator', () => {
  it('Simulator.ensemble gives every member of every scenario, in growing portions', async () => {
    const wired = wire();
    const layout = await load(wired);
    const seen: Ensemble[] = [];
    wired.simulator.ensemble([usual, contacts], 50, { ...ignore, onResult: (ensemble) => seen.push(ensemble) });
    await turnAll(wired.turn);
    const last = seen.at(-1);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.map(({ run }) => run)).toEqual(seen.map(({ run }) => run).toSorted((a, b) => a - b));
    expect(last?.run).toBe(50);
    if (last === undefined) return;
    const at = timeIndex(layout, 2030);
    const runner = makeFixtureRunner();
    for (const scenario of [usual, contacts]) {
      const expected = Array.from({ length: 50 }, (_, member) => {
        return centralSeries(layout, runner.member(scenario, member), 'caseload')[at];
      });
      expect([...memberValues(last, scenario.id, 'caseload', at)]).toEqual(expected);
    }
  });

  it('Simulator.central overtakes waiting ensembles, and only the newest waiting one is run', async () => {
    const wired = wire();
    const layout = await load(wired);
    wired.simulator.ensemble([usual], 200, ignore);
    await wired.turn();
    const heights: (number | undefined)[] = [];
    for (const setting of [0.1, 0.2, 0.3, 0.4]) {
      const scenario = { ...contacts, settings: { 'effect on contacts': setting } };
      wired.simulator.central('lane', scenario, {
        ...ignore,
        onResult: (values) => heights.push(centralSeries(layout, values, 'unmet need').at(-1)),
      });
    }
    await turnAll(wired.turn, 12);
    expect(heights).toHaveLength(2);
    expect(heights[0]).toBeCloseTo(30_000 * (1 + 0.9 * 0.1));
    expect(heights[1]).toBeCloseTo(30_000 * (1 + 0.9 * 0.4));
  });

  it('Simulator.ensemble stops when it is called off', async () => {
    const wired = wire();
    await load(wired);
    let portions = 0;
    const cancel = wired.simulator.ensemble([usual], 10_000, {
      ...ignore,
      onResult: () => {
        portions += 1;
      },
    });
    await turnAll(wired.turn, 10);
    cancel();
    const before = portions;
    await turnAll(wired.turn, 200);
    expect(before).toBeGreaterThan(0);
    expect(portions).toBe(before);
  });

  it('Simulator leaves a member that diverged out of every scenario', async () => {
    const runner = makeFixtureRunner();
    const wired = wire({
      ...runner,
      member: (scenario, index) => {
        const row = runner.member(scenario, index);
        return scenario.id === 'contacts' && index === 3 ? row.fill(NaN) : row;
      },
    });
    await load(wired);
    let last: Ensemble | undefined;
    wired.simulator.ensemble([usual, contacts], 6, {
      ...ignore,
      onResult: (ensemble) => {
        last = ensemble;
      },
    });
    await turnAll(wired.turn);
    expect(last).toBeDefined();
    if (last === undefined) return;
    const finite = [...memberValues(last, 'usual', 'caseload', 0)].map((value) => Number.isFinite(value));
    expect(finite).toEqual([true, true, true, false, true, true]);
  });

  it('Simulator hands on the words of a run that fails', async () => {
    const wired = wire({
      ...makeFixtureRunner(),
      central: () => {
        throw new RangeError('Cannot set “x”');
      },
    });
    await load(wired);
    const failures: string[] = [];
    wired.simulator.central('lane', usual, { ...ignore, onFailure: (message) => failures.push(message) });
    await turnAll(wired.turn, 4);
    expect(failures).toEqual(['Cannot set “x”']);
  });
});
