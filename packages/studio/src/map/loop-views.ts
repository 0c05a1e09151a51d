import type { NamedLoop } from '@weir/engine';
import { toId } from '@weir/engine';
import type { LinkSign } from './diagram.ts';
import { loopKind } from './loop-view.ts';
import type { LoopView } from './loop-view.ts';
import type { SystemGraph } from './system-graph.ts';

/** The loops that the author names, with the signs that the equations give their links. */
export function loopViews(loops: readonly NamedLoop[], graph: SystemGraph): LoopView[] {
  const signs = new Map(graph.links.map((link): [string, LinkSign] => [`${link.from}>${link.to}`, link.sign]));
  return loops.map((loop) => {
    const ends = loop.variables.map((name) => {
      const id = toId(name);
      return { id, name: graph.variables.get(id)?.name ?? name };
    });
    const links = ends.flatMap((from, index) => {
      const to = ends[(index + 1) % ends.length];
      return to === undefined ? [] : [{ from, to, sign: signs.get(`${from.id}>${to.id}`) ?? ('?' as const) }];
    });
    return {
      id: toId(loop.name),
      name: loop.name,
      story: loop.story,
      kind: loopKind(links.map((link) => link.sign)),
      links,
      ...(loop.switch === undefined ? {} : { switch: loop.switch }),
    };
  });
}
