import type { VariableId } from '@weir/engine';
import type { Diagram, DiagramEdge, DiagramNode, NodeKind } from './diagram.ts';
import type { SystemGraph, SystemVariable } from './system-graph.ts';
import { wrapLabel } from './wrap-label.ts';

/** How much of a sector is drawn: what is counted and moves; what drives it too; every constant too. */
export type Detail = 'flows' | 'drivers' | 'everything';

const PADDING: Readonly<Record<Exclude<NodeKind, 'cloud' | 'sector'>, { across: number; down: number }>> = {
  stock: { across: 28, down: 26 },
  flow: { across: 26, down: 34 },
  auxiliary: { across: 20, down: 14 },
  constant: { across: 20, down: 14 },
  table: { across: 20, down: 14 },
  outside: { across: 24, down: 32 },
};

/**
 * The stock-and-flow map of one sector: its stocks, flows, pipes and clouds and, as `detail` asks, what drives them.
 * A variable of another sector is drawn where a pipe ends in it or where it acts on something drawn here.
 */
export function sectorDiagram(graph: SystemGraph, options: { sector: string; detail: Detail }): Diagram {
  const shown = new Map<VariableId, SystemVariable>();
  for (const variable of graph.variables.values()) {
    if (variable.sector === options.sector && isDrawn(variable, options.detail)) shown.set(variable.id, variable);
  }
  const pipes = graph.pipes.filter((pipe) => [pipe.flow, pipe.from, pipe.to].some((id) => has(shown, id)));
  const nodes = new Map<string, DiagramNode>([...shown.values()].map((variable) => [variable.id, nodeOf(variable)]));
  const edges: DiagramEdge[] = [];

  function include(id: VariableId): string {
    const variable = graph.variables.get(id);
    if (!nodes.has(id) && variable !== undefined) nodes.set(id, outsideNode(variable));
    return id;
  }
  function cloud(id: string): string {
    nodes.set(id, { id, kind: 'cloud', lines: [], width: 44, height: 30 });
    return id;
  }

  const piped = new Set<string>();
  pipes.forEach((pipe, index) => {
    if ([pipe.flow, pipe.from, pipe.to].some((id) => id !== undefined && !graph.variables.has(id))) return;
    const flow = include(pipe.flow);
    const from = pipe.from === undefined ? cloud(`from ${flow} ${index}`) : include(pipe.from);
    const to = pipe.to === undefined ? cloud(`to ${flow} ${index}`) : include(pipe.to);
    edges.push({ id: `pipe ${index} in`, from, to: flow, kind: 'pipe', headless: true });
    edges.push({ id: `pipe ${index} out`, from: flow, to, kind: 'pipe' });
    piped.add(`${from}>${flow}`).add(`${flow}>${to}`).add(`${flow}>${from}`);
  });

  if (options.detail !== 'flows') {
    for (const link of graph.links) {
      const cause = graph.variables.get(link.from);
      if (!shown.has(link.to) || cause === undefined || piped.has(`${link.from}>${link.to}`)) continue;
      if (!shown.has(link.from) && !isDrawn(cause, options.detail)) continue;
      include(link.from);
      const sign = link.sign === undefined ? {} : { sign: link.sign };
      edges.push({ id: `link ${link.from}>${link.to}`, from: link.from, to: link.to, kind: 'link', ...sign });
    }
  }
  return { nodes: [...nodes.values()], edges };
}

/** Whether a variable of the sector is drawn at that detail. */
export function isDrawn(variable: SystemVariable, detail: Detail): boolean {
  if (variable.kind === 'stock' || variable.kind === 'flow') return true;
  return detail === 'everything' || (detail === 'drivers' && variable.kind === 'auxiliary');
}

function nodeOf(variable: SystemVariable): DiagramNode {
  const kind = variable.kind === 'lookup' ? 'table' : variable.kind;
  const label = wrapLabel(variable.name, PADDING[kind]);
  const valve = kind === 'flow' ? { valve: true } : {};
  return { id: variable.id, kind, ...label, ...valve, variable: variable.id, sector: variable.sector };
}

function outsideNode(variable: SystemVariable): DiagramNode {
  const valve = variable.kind === 'flow';
  const label = wrapLabel(variable.name, {
    across: PADDING.outside.across,
    down: PADDING.outside.down + (valve ? 16 : 0),
  });
  const sectorWidth = Math.ceil(variable.sector.length * 6.4) + 44;
  const width = Math.max(label.width, sectorWidth);
  return {
    id: variable.id,
    kind: 'outside',
    ...label,
    width,
    ...(valve ? { valve } : {}),
    variable: variable.id,
    sector: variable.sector,
  };
}

function has(shown: ReadonlyMap<VariableId, SystemVariable>, id: VariableId | undefined): boolean {
  return id !== undefined && shown.has(id);
}
