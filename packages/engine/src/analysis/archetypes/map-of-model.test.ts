import { expect, test } from 'vitest';
import { compileModel } from '../../compile/compile-model.ts';
import { interpreter } from '../../interpret/interpreter.ts';
import type { Model } from '../../model/model.ts';
import { model } from '../../testing/model-notation.ts';
import { findArchetypes } from './find-archetypes.ts';
import { mapOfModel } from './map-of-model.ts';
import type { CausalMap } from './causal-map.ts';

function mapOf(source: Model, options: { late?: number; capacities?: readonly string[] } = {}): CausalMap {
  const { program, diagnostics } = compileModel(source);
  if (program === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return mapOfModel(program, { backend: interpreter, ...options });
}

const links = ({ links: found }: CausalMap): string[] =>
  found.map(({ from, to, sign, delayed }) => `${from} ${sign}${delayed ? 'd' : ''} ${to}`).toSorted();

test('mapOfModel takes signs from equations, and delays from how fast stocks, smooths and delays follow', () => {
  const source = model`
    stock Slow = 10 { +in -out }; flow in = 5; flow out = Slow / 8
    stock Quick = 10 { +rise -fall }; flow rise = Slow; flow fall = Quick / 0.5
    seen = SMTH1(Quick, 4); soon = SMTH1(Quick, 0.5); later = DELAY3(Quick, 6); time 0 40 0.125`;
  expect(links(mapOf(source, { late: 2 }))).toEqual([
    'fall - quick',
    'in +d slow',
    'out -d slow',
    'quick + fall',
    'quick + soon',
    'quick +d later',
    'quick +d seen',
    'rise + quick',
    'slow + out',
    'slow + rise',
  ]);
});

test('mapOfModel leaves out links without effect and marks signs that vary', () => {
  const source = model`x = TIME; hump = TABLE(x) (0,0) (5,5) (10,0); off = 0; y = off * x; time 0 10 1`;
  expect(links(mapOf(source))).toEqual(['off + y', 'x ? hump']);
});

/** Vacancies are covered at once by agency workers, whose cost wears down the support that hiring rests on. */
const agency = model`
  stock Vacancies = 50 { +leaving -hiring -covering }; stock Agency = 5 { +covering -ending }
  wanted = Vacancies * 2; flow covering = wanted; flow ending = Agency / 2
  stock Cost = 10 { net: (Agency - Cost) / 5 }
  support = 100 - Cost; flow hiring = support / 20; flow leaving = 6; time 0 20 0.25`;

test('findArchetypes finds fixes that fail in a model with equations', async () => {
  const { matches } = await findArchetypes(mapOf(agency), { problem: 'vacancies' });
  expect(matches.map(({ archetype, distance }) => `${archetype} ${distance}`)).toEqual(['fixes that fail 0']);
  expect(matches[0]?.question).toContain(
    'does "covering" relieve "Vacancies" now and, by way of "Agency", worsen it later?',
  );
});

test('findArchetypes takes no stock with its own flow for a loop, and no constant for a limit unless it is a capacity', async () => {
  const drained = model`stock S = 10 { +in -out }; flow in = seen; flow out = S / 0.2; seen = SMTH1(S, 4); time 0 20 0.125`;
  expect((await findArchetypes(mapOf(drained))).matches.map(({ archetype }) => archetype)).toEqual(['burnout']);
  const limited = model`
    stock Quality = 1 { net: (target - Quality) / 0.2 }; target = 0.5 + referrals / 10; referrals = Quality * support
    stock Demand = 1 { net: (referrals - Demand) / 6 }; support = room / Demand; room = 3; time 0 20 0.05`;
  const named = async (options: { capacities?: readonly string[] }): Promise<string[]> =>
    (await findArchetypes(mapOf(limited, options))).matches.map(({ archetype }) => archetype);
  expect(await named({})).toEqual([]);
  expect(await named({ capacities: ['room'] })).toEqual(['limits to growth']);
});
