import { describe, expect, test } from 'vitest';
import { uniform } from '../../random/uniform.ts';
import type { ArchetypeId } from './archetype.ts';
import type { CausalMap, MapLink, MapNode } from './causal-map.ts';
import { findArchetypes, type ArchetypeSearch } from './find-archetypes.ts';

/** A map from lines of `cause +> effect`; `-d>` is a delayed link of minus sign. A name that ends in `*` is a capacity. */
function mapOf(text: string): CausalMap {
  const nodes = new Map<string, CausalMap['nodes'][number]>();
  const node = (written: string): string => {
    const name = written.trim().replace(/\*$/, '');
    const tags: Pick<MapNode, 'tags'> = written.trim().endsWith('*') ? { tags: ['capacity'] } : {};
    if (!nodes.has(name) || 'tags' in tags) nodes.set(name, { id: name, name, ...tags });
    return name;
  };
  const links = text
    .split(/[;\n]/)
    .map((line) => /^(.+?) ([-+?])(d?)> (.+)$/.exec(line.trim()))
    .filter((match) => match !== null)
    .map(([, from = '', sign, late, to = '']): MapLink => ({
      from: node(from),
      to: node(to),
      sign: sign === '+' || sign === '-' ? sign : '?',
      delayed: late === 'd',
    }));
  return { nodes: [...nodes.values()], links };
}

/** The structures of the design notes of Weir, one an archetype. */
const templates: Readonly<Record<ArchetypeId, string>> = {
  'fixes that fail': `vacancy pressure +> agency workers; agency workers -> vacancy pressure
    agency workers +d> cost; cost -> permanent recruitment; permanent recruitment -> vacancy pressure`,
  'shifting the burden': `crisis +> emergency placements; emergency placements -> crisis; crisis +> early help; early help -d> crisis
    emergency placements +> spend; spend -> early help`,
  'drifting goals': `caseload gap +d> recruiting; recruiting -> actual caseload; actual caseload +> caseload gap
    caseload gap +> pressure to accept more; pressure to accept more +> ideal caseload; ideal caseload -> caseload gap`,
  'limits to growth': `practice quality +> safe reunifications; safe reunifications -> caseload; caseload -> practice quality
    safe reunifications +d> demand on team; demand on team -> support per family; support per family +> safe reunifications
    team capacity +> support per family`,
  'success to the successful': `share to statutory +> statutory capacity; statutory capacity +> visible results; visible results +> share to statutory
    share to statutory -> early help capacity; early help capacity +> early help results; early help results -> share to statutory`,
  escalation: `our relative fee -> our fear; our fear +> our offer; our offer +> our relative fee
    our relative fee +> their fear; their fear +> their offer; their offer -> our relative fee`,
  'tragedy of the commons': `placements A +> relief A; relief A +> placements A; placements B +> relief B; relief B +> placements B
    placements A +> total use; placements B +> total use; total use -d> good matches; good matches +> relief A; good matches +> relief B`,
  'growth and underinvestment': `referrals +> reputation; reputation +> referrals; referrals -> performance; performance +> reputation
    performance -> perceived need; perceived need +> investment; investment +d> capacity; capacity +> performance; standard +> perceived need`,
  'capacity fill': `vacant places* +> placements; placements +> children placed; children placed -> vacant places
    children placed +> occupancy pressure; occupancy pressure +d> places commissioned; places commissioned +> vacant places`,
  burnout: `caseload +> stress; stress +d> leavers; leavers -> permanent workers; permanent workers -> caseload`,
};

const found = ({ matches }: ArchetypeSearch): string[] => matches.map(({ archetype }) => archetype);

describe('findArchetypes', () => {
  for (const [archetype, text] of Object.entries(templates)) {
    test(`finds ${archetype} in its own structure, and nothing less specific`, async () => {
      expect(found(await findArchetypes(mapOf(text)))).toEqual([archetype]);
    });
  }

  test('finds each of the ten in one map that holds them all apart', async () => {
    const texts = Object.entries(templates).map(([id, text]) =>
      text.replaceAll(
        /([^;\n]+?) ([-+]d?>) ([^;\n]+)/g,
        (_, from: string, arrow: string, to: string) => `${id} ${from.trim()} ${arrow} ${id} ${to.trim()}`,
      ),
    );
    const all = await findArchetypes(mapOf(texts.join('\n')));
    expect([...new Set(found(all))].toSorted()).toEqual(Object.keys(templates).toSorted());
  });

  test('asks in plain words, and says what it rests on', async () => {
    const { matches } = await findArchetypes(mapOf(templates['fixes that fail']), { problem: 'vacancy pressure' });
    expect(matches[0]).toMatchObject({
      question:
        'Is this a case of fixes that fail: does "agency workers" relieve "vacancy pressure" now and, by way of "cost", worsen it later?',
      loops: [
        { sign: 'balancing', delayed: false, nodes: ['vacancy pressure', 'agency workers'] },
        { sign: 'reinforcing', delayed: true },
      ],
      delays: [{ from: 'agency workers', to: 'cost' }],
      distance: 0,
    });
  });

  test('finds none in chains, in one loop without a delay, and where a sign or a delay is missing', async () => {
    const none = [
      'a +> b; b +> c; c -> d; a -> d',
      'a +> b; b -> a',
      'a +> b; b -> c; c -> a',
      templates['fixes that fail'].replace('+d>', '+>'),
      templates['fixes that fail'].replace('+d>', '?d>'),
      templates['capacity fill'].replace('+d>', '+>'),
      templates['drifting goals'].replace('+d>', '+>'),
      templates['limits to growth'].replace('team capacity +> support per family', ''),
      templates['escalation'].replace('their offer -> our', 'their offer +> our'),
    ];
    for (const text of none) expect(found(await findArchetypes(mapOf(text)))).toEqual([]);
  });

  test('asks for capacity fill only where something is marked as capacity', async () => {
    const unmarked = await findArchetypes(mapOf(templates['capacity fill'].replace('*', '')));
    expect(found(unmarked)).toEqual(['fixes that fail']);
  });

  test('puts what holds the problem first, then what is nearest to it', async () => {
    const map = mapOf(`${templates.burnout}\n${templates['fixes that fail']}\nleavers +> vacancy pressure`);
    expect(found(await findArchetypes(map, { problem: 'cost' }))).toEqual(['fixes that fail', 'burnout']);
    const near = await findArchetypes(map, { problem: 'caseload' });
    expect(near.matches.map(({ archetype, distance }) => `${archetype} ${distance}`)).toEqual([
      'burnout 0',
      'fixes that fail 3',
    ]);
  });

  test('says what it did not look at, and that delays are missing', async () => {
    const { remarks } = await findArchetypes(mapOf('a +> b; b ?> a; b +> c; c -> b'));
    expect(remarks).toEqual([
      'Loops with a link of unknown sign were left out: 1 link has none.',
      'No loop has a delay; most archetypes rest on one. Mark the links whose effect comes late.',
    ]);
    const long = Array.from({ length: 9 }, (_, at) => `n${at} +d> n${(at + 1) % 9}`).join(';');
    expect((await findArchetypes(mapOf(long))).remarks).toEqual(['Loops of more than 8 links were not looked at.']);
    expect(found(await findArchetypes(mapOf(long), { longest: 9 }))).toEqual(['burnout']);
  });

  test('comes through random maps of any density, the same each time', async () => {
    for (let seed = 0; seed < 8; seed++) {
      const size = 6 + seed;
      const at = (variable: number, step: number): number => uniform({ seed, variable, step, member: 0 });
      const nodes = Array.from({ length: size }, (_, node): MapNode => ({
        id: `n${node}`,
        name: `n${node}`,
        tags: node % 3 === 0 ? ['capacity'] : [],
      }));
      const links = nodes.flatMap((from, place): MapLink[] =>
        nodes.flatMap((to, other) =>
          at(place, other) < 0.3
            ? [
                {
                  from: from.id,
                  to: to.id,
                  sign: at(place, other + 100) < 0.5 ? '+' : '-',
                  delayed: at(place, other + 200) < 0.3,
                },
              ]
            : [],
        ),
      );
      const options = { problem: 'n0', loops: 120 };
      const result = await findArchetypes({ nodes, links }, options);
      expect(result).toEqual(await findArchetypes({ nodes, links }, options));
      for (const { loops } of result.matches) expect(loops.length).toBeGreaterThan(0);
    }
  });

  test('stops when asked', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(findArchetypes(mapOf(templates.burnout), { signal })).rejects.toThrow('stopped');
  });
});
