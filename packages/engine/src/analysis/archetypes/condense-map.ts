import type { CausalMap, MapLink, MapNode } from './causal-map.ts';

/**
 * A map with fewer steps on the way from one thing to the next, as people draw it: what has one cause or one effect alone is passed through, with the product of the
 * signs, and delayed if any part is. Stocks, capacities, what nothing acts on and the nodes of `keep` stay, and so does what would put two links of different
 * sign in one place. Constants that are no capacities are left out.
 *
 * @param options.keep ids of nodes that are to stay
 *
 * @example
 * ```ts
 * const map = condenseMap(mapOfModel(program, { backend: interpreter }));
 * console.assert(map.links.length >= 0);
 * ```
 */
export function condenseMap(map: CausalMap, { keep = [] }: { keep?: readonly string[] } = {}): CausalMap {
  const stays = new Set(keep);
  const nodes = new Map<string, MapNode>();
  for (const node of map.nodes) {
    const isConstant = node.tags?.includes('constant') === true && !node.tags.includes('capacity');
    if (!isConstant || stays.has(node.id)) nodes.set(node.id, node);
  }
  const out = new Map<string, Map<string, MapLink>>([...nodes.keys()].map((id) => [id, new Map()]));
  const into = new Map<string, Map<string, MapLink>>([...nodes.keys()].map((id) => [id, new Map()]));
  const add = (link: MapLink): void => {
    out.get(link.from)?.set(link.to, link);
    into.get(link.to)?.set(link.from, link);
  };
  const remove = ({ from, to }: MapLink): void => {
    out.get(from)?.delete(to);
    into.get(to)?.delete(from);
  };
  for (const link of map.links) if (nodes.has(link.from) && nodes.has(link.to)) add(link);
  const isFixed = ({ id, tags = [] }: MapNode): boolean =>
    stays.has(id) || tags.includes('stock') || tags.includes('capacity');
  // Flows go last: people know them by name.
  // A way from a stock to its own flow that passes something else is no mere emptying.
  const isDrain = (from: MapNode | undefined, to: MapNode | undefined): boolean =>
    from?.tags?.includes('stock') === true &&
    to?.tags?.includes('flow') === true &&
    into.get(from.id)?.has(to.id) === true;
  const isFlow = ({ tags = [] }: MapNode): boolean => tags.includes('flow');
  let [changed, flowsToo] = [true, false];
  while (changed || !flowsToo) {
    flowsToo ||= !changed;
    changed = false;
    for (const node of nodes.values()) {
      if (isFixed(node) || (isFlow(node) && !flowsToo)) continue;
      const [causes, effects] = [[...(into.get(node.id)?.values() ?? [])], [...(out.get(node.id)?.values() ?? [])]];
      if (causes.length === 0 || effects.length === 0 || Math.min(causes.length, effects.length) > 1) continue;
      const joined = causes.flatMap((cause) => effects.map((effect) => joinedLink(cause, effect)));
      const isClosed = ({ from, to }: MapLink): boolean => from === to || isDrain(nodes.get(from), nodes.get(to));
      if (joined.some((link) => isClosed(link) || clashes(out.get(link.from)?.get(link.to), link))) continue;
      for (const link of [...causes, ...effects]) remove(link);
      for (const link of joined) {
        const known = out.get(link.from)?.get(link.to);
        add(known === undefined ? link : { ...link, delayed: link.delayed && known.delayed });
      }
      nodes.delete(node.id);
      changed = true;
    }
  }
  return {
    nodes: map.nodes.filter(({ id }) => nodes.has(id)),
    links: [...nodes.keys()].flatMap((id) => [...(out.get(id)?.values() ?? [])]),
  };
}

function joinedLink(first: MapLink, second: MapLink): MapLink {
  const unknown = first.sign === '?' || second.sign === '?';
  const sign = unknown ? '?' : first.sign === second.sign ? '+' : '-';
  return { from: first.from, to: second.to, sign, delayed: first.delayed || second.delayed };
}

/** Whether two links from one node to another do not say the same. */
function clashes(known: MapLink | undefined, link: MapLink): boolean {
  return known !== undefined && known.sign !== link.sign;
}
