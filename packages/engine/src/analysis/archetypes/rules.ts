import type { Archetype } from './archetype.ts';
import { after, before, shared, signedPath, type MapLoop, type MapSearch } from './map-loops.ts';

/** A name as questions have it. */
const quote = (name: string): string => `"${name}"`;

const of = (search: MapSearch, sign: MapLoop['sign'], delayed?: boolean): MapLoop[] =>
  search.loops.filter((loop) => loop.sign === sign && (delayed === undefined || loop.delayed === delayed));

const inside = (inner: MapLoop, outer: MapLoop): boolean => inner.nodes.every((node) => outer.set.has(node));

/** Balancing loops that lie within longer, delayed reinforcing ones. */
function* nested(search: MapSearch, least: number): Iterable<{ quick: MapLoop; late: MapLoop } | undefined> {
  for (const quick of of(search, 'B', false)) {
    yield undefined;
    if (quick.nodes.length < least) continue;
    for (const late of of(search, 'R', true)) {
      if (late.nodes.length > quick.nodes.length && inside(quick, late)) yield { quick, late };
    }
  }
}

const fixesThatFail: Archetype = {
  id: 'fixes that fail',
  within: ['shifting the burden', 'capacity fill'],
  *find(search) {
    for (const pair of nested(search, 2)) {
      yield undefined;
      if (pair === undefined) continue;
      const { quick, late } = pair;
      const fix = quick.nodes.find((node) => !quick.set.has(after(late, node)));
      const symptom = quick.nodes.find((node) => !quick.set.has(before(late, node)));
      if (fix === undefined || symptom === undefined || fix === symptom) continue;
      const [x, y, z] = [symptom, fix, after(late, fix)].map((node) => quote(search.name(node)));
      yield {
        loops: [quick, late],
        about: `${symptom} ${fix}`,
        question: `Is this a case of fixes that fail: does ${y} relieve ${x} now and, by way of ${z}, worsen it later?`,
        confirm: `${x} falls soon after ${y} rises, and later is higher than before; ${z} rises in between.`,
      };
    }
  },
};

/** Pairs of balancing loops that share one node alone. */
function* meeting(loops: readonly MapLoop[]): Iterable<{ a: MapLoop; b: MapLoop; node: number } | undefined> {
  for (const [place, a] of loops.entries()) {
    yield undefined;
    for (const b of loops.slice(place + 1)) {
      const common = shared(a, b);
      const [node] = common;
      if (common.length === 1 && node !== undefined) yield { a, b, node };
    }
  }
}

function sidePath(
  search: MapSearch,
  { quick, late, node }: { quick: MapLoop; late: MapLoop; node: number },
): number[] | undefined {
  const without = (loop: MapLoop): Set<number> => new Set(loop.nodes.filter((each) => each !== node));
  return signedPath(search, { from: without(quick), to: without(late), avoid: new Set([node]), sign: '-' });
}

const shiftingTheBurden: Archetype = {
  id: 'shifting the burden',
  within: [],
  *find(search) {
    for (const pair of meeting(of(search, 'B'))) {
      yield undefined;
      if (pair === undefined || pair.a.delayed === pair.b.delayed) continue;
      const [quick, late] = pair.a.delayed ? [pair.b, pair.a] : [pair.a, pair.b];
      const side = sidePath(search, { quick, late, node: pair.node });
      if (side === undefined) continue;
      const [start = pair.node, end = pair.node] = [side[0], side.at(-1)];
      const [x, y, z] = [pair.node, start, end].map((node) => quote(search.name(node)));
      yield {
        loops: [quick, late],
        paths: [side],
        about: `${pair.node} ${start} ${end}`,
        question: `Is this a case of shifting the burden: does ${y} ease ${x} at once, and so weaken ${z}, which would ease it for good?`,
        confirm: `Where ${y} is used more, ${z} falls away over the years, and ${x} comes back more often.`,
      };
    }
  },
};

const driftingGoals: Archetype = {
  id: 'drifting goals',
  within: ['shifting the burden'],
  *find(search) {
    for (const pair of meeting(of(search, 'B'))) {
      yield undefined;
      if (pair === undefined || pair.a.delayed === pair.b.delayed) continue;
      const { node: gap } = pair;
      const [goal, act] = pair.a.delayed ? [pair.b, pair.a] : [pair.a, pair.b];
      const into = (loop: MapLoop): string | undefined => search.link(before(loop, gap), gap)?.sign;
      const from = (loop: MapLoop): string | undefined => search.link(gap, after(loop, gap))?.sign;
      if (into(goal) === into(act) || from(goal) !== from(act)) continue;
      if (sidePath(search, { quick: goal, late: act, node: gap }) !== undefined) continue;
      const [x, y, z] = [gap, before(goal, gap), after(act, gap)].map((node) => quote(search.name(node)));
      yield {
        loops: [goal, act],
        about: `${gap} ${before(goal, gap)}`,
        question: `Is this a case of drifting goals: when ${x} opens, does ${y} give way before ${z} has closed it?`,
        confirm: `${y} has moved over the years towards what there is, most where ${x} was widest.`,
      };
    }
  },
};

/** Two loops of a kind about one node, each turning the node the other way. */
function* rivals(search: MapSearch, sign: 'R' | 'B'): Iterable<{ a: MapLoop; b: MapLoop; node: number } | undefined> {
  for (const pair of meeting(of(search, sign))) {
    yield undefined;
    if (pair === undefined) continue;
    const { a, b, node } = pair;
    const [inA, inB] = [search.link(before(a, node), node)?.sign, search.link(before(b, node), node)?.sign];
    const [outA, outB] = [search.link(node, after(a, node))?.sign, search.link(node, after(b, node))?.sign];
    if (inA !== inB && outA !== outB) yield pair;
  }
}

const escalation: Archetype = {
  id: 'escalation',
  within: ['growth and underinvestment', 'shifting the burden'],
  *find(search) {
    for (const pair of rivals(search, 'B')) {
      yield undefined;
      if (pair === undefined) continue;
      const { a, b, node } = pair;
      const [x, y, z] = [node, before(a, node), before(b, node)].map((each) => quote(search.name(each)));
      yield {
        loops: [a, b],
        about: `${node} ${before(a, node)} ${before(b, node)}`,
        question: `Is this a case of escalation: do ${y} and ${z} each answer the other by way of ${x}, so that both keep rising?`,
        confirm: `${y} and ${z} rise by turns, each soon after the other, though what they are about has not changed.`,
      };
    }
  },
};

const successToTheSuccessful: Archetype = {
  id: 'success to the successful',
  within: [],
  *find(search) {
    for (const pair of rivals(search, 'R')) {
      yield undefined;
      if (pair === undefined) continue;
      const { a, b, node } = pair;
      const [x, y, z] = [node, after(a, node), after(b, node)].map((each) => quote(search.name(each)));
      yield {
        loops: [a, b],
        about: `${node} ${after(a, node)} ${after(b, node)}`,
        question: `Is this a case of success to the successful: does ${x} go where it has gone before, so that ${y} grows at the cost of ${z}, or the other way about?`,
        confirm: `What had more at the start has pulled further ahead, though both would do as well with the same.`,
      };
    }
  },
};

const limitsToGrowth: Archetype = {
  id: 'limits to growth',
  within: ['growth and underinvestment'],
  *find(search) {
    for (const growth of of(search, 'R', false)) {
      for (const limit of of(search, 'B', true)) {
        yield undefined;
        if (shared(growth, limit).length === 0) continue;
        const own = limit.nodes.filter((node) => !growth.set.has(node));
        for (const node of own) {
          const fixed = search.exogenous.find((each) => search.link(each, node) !== undefined);
          if (fixed === undefined) continue;
          const first = growth.nodes.find((each) => limit.set.has(each)) ?? node;
          const [x, y, z] = [first, node, fixed].map((each) => quote(search.name(each)));
          yield {
            loops: [growth, limit],
            exogenous: [fixed],
            about: `${first} ${node} ${fixed}`,
            question: `Is this a case of limits to growth: does ${x} build on itself until ${y}, which ${z} holds where it is, slows it?`,
            confirm: `${x} rose fast at first and then less and less while ${z} stayed the same; more ${z} sets it going again.`,
          };
        }
      }
    }
  },
};

const tragedyOfTheCommons: Archetype = {
  id: 'tragedy of the commons',
  within: [],
  *find(search) {
    const late = of(search, 'B', true);
    const gains = of(search, 'R');
    for (const [place, one] of late.entries()) {
      const near = gains.filter((gain) => shared(gain, one).length > 0);
      for (const other of near.length === 0 ? [] : late.slice(place + 1)) {
        yield undefined;
        const common = shared(one, other);
        if (common.length === 0) continue;
        const apart = (gain: MapLoop): boolean => common.every((node) => !gain.set.has(node));
        const mine = near.find((gain) => apart(gain) && shared(gain, other).length === 0);
        const theirs = gains.find(
          (gain) => apart(gain) && shared(gain, other).length > 0 && shared(gain, one).length === 0,
        );
        if (mine === undefined || theirs === undefined || shared(mine, theirs).length > 0) continue;
        const [a = 0, b = 0] = [shared(mine, one)[0], shared(theirs, other)[0]];
        const [x, y, z] = [a, b, common[0] ?? 0].map((node) => quote(search.name(node)));
        yield {
          loops: [mine, theirs, one, other],
          about: `${[a, b].toSorted((p, q) => p - q).join(' ')} ${common[0]}`,
          question: `Is this a case of the tragedy of the commons: does each of ${x} and ${y} gain by drawing on ${z}, which wears out under both together?`,
          confirm: `What each gets for the same use has fallen as the use of all together rose.`,
        };
      }
    }
  },
};

const growthAndUnderinvestment: Archetype = {
  id: 'growth and underinvestment',
  within: [],
  *find(search) {
    const investing = of(search, 'B', true);
    const growing = of(search, 'R');
    for (const limit of of(search, 'B', false)) {
      for (const growth of growing) {
        yield undefined;
        if (shared(growth, limit).length === 0) continue;
        for (const invest of investing) {
          const performance = invest.nodes.find((node) => limit.set.has(node) && !growth.set.has(node));
          if (performance === undefined || shared(invest, growth).length > 0) continue;
          const entry = invest.nodes
            .filter((node) => !limit.set.has(node))
            .flatMap((node) => search.exogenous.filter((each) => search.link(each, node) !== undefined))[0];
          if (entry === undefined) continue;
          const first = growth.nodes.find((node) => limit.set.has(node)) ?? performance;
          const [w, x, y, z] = [first, performance, before(invest, performance), entry].map((node) =>
            quote(search.name(node)),
          );
          yield {
            loops: [growth, limit, invest],
            exogenous: [entry],
            about: `${first} ${performance} ${entry}`,
            question: `Is this a case of growth and underinvestment: does ${w} grow until ${x} suffers and holds it back, so that ${y} is never built up, because ${z} does not ask for it?`,
            confirm: `${x} has fallen and been got used to, ${y} was added late or not at all, and ${w} stopped growing with room left.`,
          };
        }
      }
    }
  },
};

const capacityFill: Archetype = {
  id: 'capacity fill',
  within: [],
  *find(search) {
    for (const pair of nested(search, 3)) {
      yield undefined;
      if (pair === undefined) continue;
      const { quick, late } = pair;
      const room = quick.nodes.find((node) => search.map.nodes[node]?.tags?.includes('capacity') === true);
      if (room === undefined) continue;
      const more = late.nodes.find((node) => !quick.set.has(node) && quick.set.has(after(late, node))) ?? room;
      const [x, y, z] = [room, before(quick, room), more].map((node) => quote(search.name(node)));
      yield {
        loops: [quick, late],
        about: `${room} ${more}`,
        question: `Is this a case of capacity fill: is ${x} filled as soon as it is there, and does being full call for ${z}, so that ${y} rises whatever the need?`,
        confirm: `Where ${z} was added, ${y} rose with it, and ${x} was soon as scarce as before, while need did not change.`,
      };
    }
  },
};

const burnout: Archetype = {
  id: 'burnout',
  within: [
    'fixes that fail',
    'shifting the burden',
    'capacity fill',
    'tragedy of the commons',
    'success to the successful',
  ],
  *find(search) {
    const balancing = of(search, 'B');
    for (const spiral of of(search, 'R', true)) {
      yield undefined;
      if (balancing.some((loop) => shared(loop, spiral).length > 0)) continue;
      const late = spiral.nodes.find((node) => search.link(node, after(spiral, node))?.delayed === true) ?? 0;
      const [x, y] = [after(spiral, late), late].map((node) => quote(search.name(node)));
      yield {
        loops: [spiral],
        about: spiral.nodes.join(),
        question: `Is this a case of burnout: does ${y} bring on ${x}, which comes back to it, with nothing in the map to stop the spiral?`,
        confirm: `${x} and ${y} have risen together for years, faster the higher they stood; ask what has stopped it elsewhere.`,
      };
    }
  },
};

/** The ten archetypes, the most specific first. */
export const archetypes: readonly Archetype[] = [
  growthAndUnderinvestment,
  tragedyOfTheCommons,
  shiftingTheBurden,
  capacityFill,
  driftingGoals,
  limitsToGrowth,
  successToTheSuccessful,
  escalation,
  fixesThatFail,
  burnout,
];
