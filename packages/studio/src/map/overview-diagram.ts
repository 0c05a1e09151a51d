import type { VariableId } from '@weir/engine';
import type { Diagram, DiagramEdge, DiagramNode } from './diagram.ts';
import type { SystemGraph, SystemVariable } from './system-graph.ts';
import { wrapLabel } from './wrap-label.ts';

/** What goes from one sector to another. */
export interface SectorConnection {
  readonly from: string;
  readonly to: string;
  /** Names of the flows that carry what is counted across. */
  readonly flows: readonly string[];
  /** How many variables of the one act on variables of the other, flows aside. */
  readonly influences: number;
}

/** Every pair of sectors of which the one acts on the other, in the order of the sectors. */
export function sectorConnections(graph: SystemGraph): SectorConnection[] {
  const found = new Map<string, { from: string; to: string; flows: string[]; influences: number }>();
  const sectorOf = (id: VariableId | undefined): string | undefined =>
    id === undefined ? undefined : graph.variables.get(id)?.sector;
  const between = (from: string, to: string): { flows: string[]; influences: number } => {
    const key = `${from}>${to}`;
    const entry = found.get(key) ?? { from, to, flows: [], influences: 0 };
    found.set(key, entry);
    return entry;
  };
  const carried = new Set<string>();
  for (const pipe of graph.pipes) {
    // Where a flow leaves the drawing at one end, its own sector stands for that end.
    const from = sectorOf(pipe.from) ?? sectorOf(pipe.flow);
    const to = sectorOf(pipe.to) ?? sectorOf(pipe.flow);
    if (from === undefined || to === undefined || from === to) continue;
    addOnce(between(from, to).flows, graph.variables.get(pipe.flow)?.name ?? pipe.flow);
    carried.add(`${pipe.flow}>${pipe.to}`).add(`${pipe.flow}>${pipe.from}`).add(`${pipe.from}>${pipe.flow}`);
  }
  for (const link of graph.links) {
    const from = graph.variables.get(link.from)?.sector;
    const to = graph.variables.get(link.to)?.sector;
    if (from === undefined || to === undefined || from === to || carried.has(`${link.from}>${link.to}`)) continue;
    const [cause, effect] = [graph.variables.get(link.from), graph.variables.get(link.to)];
    // What leaves one sector often enters the next as a flow of its own, by way of sums and shares in the same units.
    const handedOn = cause !== undefined && effect !== undefined && isMoving(cause) && isMoving(effect);
    if (handedOn) addOnce(between(from, to).flows, cause.name);
    else between(from, to).influences += 1;
  }
  const order = new Map(graph.sectors.map((sector, index) => [sector.name, index]));
  const place = (name: string): number => order.get(name) ?? order.size;
  return [...found.values()].sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
}

/** Whether it counts children or staff on the move. */
function isMoving({ kind, units }: SystemVariable): boolean {
  return (kind === 'flow' || kind === 'auxiliary') && /^(?:children|FTE)\/year$/.test(units ?? '');
}

function addOnce(list: string[], item: string): void {
  if (!list.includes(item)) list.push(item);
}

/**
 * The overview: a box a sector, pipes for flows across, and thin lines for influence. With a sector chosen only its
 * own influences are drawn, for calm.
 */
export function overviewDiagram(
  graph: SystemGraph,
  options: { influences: 'none' | 'all' | { sector: string } },
): Diagram {
  const nodes = graph.sectors.map((sector): DiagramNode => {
    const label = wrapLabel(sector.name, { across: 40, down: 44 });
    return { id: sector.name, kind: 'sector', ...label, width: Math.max(label.width, 150), sector: sector.name };
  });
  const { influences } = options;
  const edges = sectorConnections(graph).flatMap((connection): DiagramEdge[] => {
    const { from, to, flows } = connection;
    const drawn: DiagramEdge[] = [];
    if (flows.length > 0) {
      const label = flows.length === 1 ? '1 flow' : `${flows.length} flows`;
      drawn.push({ id: `pipe ${from}>${to}`, from, to, kind: 'pipe', label });
    }
    const wanted =
      influences === 'all' || (influences !== 'none' && (influences.sector === from || influences.sector === to));
    if (wanted && connection.influences > 0) {
      drawn.push({ id: `link ${from}>${to}`, from, to, kind: 'link', label: String(connection.influences) });
    }
    return drawn;
  });
  return { nodes, edges };
}
