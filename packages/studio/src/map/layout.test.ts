import type { VariableId } from '@weir/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagram, DiagramNode, PlacedNode } from './diagram.ts';
import { layoutDiagram } from './layout.ts';
import { overviewDiagram } from './overview-diagram.ts';
import { sampleLinks } from './sample-links.ts';
import { sampleModel } from './sample-model.ts';
import { sectorDiagram } from './sector-diagram.ts';
import { systemGraph } from './system-graph.ts';
import { wrapLabel } from './wrap-label.ts';

/** Pairs of boxes that cover one another. */
function overlaps(nodes: readonly PlacedNode[]): string[] {
  return nodes.flatMap((a, index) =>
    nodes
      .slice(index + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} × ${b.id}`),
  );
}

const drawn: fc.Arbitrary<Diagram> = fc
  .record({
    sizes: fc.array(fc.record({ width: fc.integer({ min: 30, max: 200 }), height: fc.integer({ min: 20, max: 90 }) }), {
      minLength: 1,
      maxLength: 30,
    }),
    ends: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 60 }),
  })
  .map(({ sizes, ends }) => {
    const nodes = sizes.map((size, index): DiagramNode => ({ id: `n${index}`, kind: 'auxiliary', lines: [], ...size }));
    const edges = ends.map(([from, to, pipe], index) => ({
      id: `e${index}`,
      from: `n${from % nodes.length}`,
      to: `n${to % nodes.length}`,
      kind: pipe ? ('pipe' as const) : ('link' as const),
    }));
    return { nodes, edges };
  });

describe('layoutDiagram', () => {
  it('layoutDiagram lets no two boxes overlap, whatever is drawn', () => {
    fc.assert(
      fc.property(drawn, (diagram) => {
        expect(overlaps(layoutDiagram(diagram).nodes)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('layoutDiagram gives every line a route with at least two points', () => {
    fc.assert(
      fc.property(drawn, (diagram) => {
        for (const edge of layoutDiagram(diagram).edges) expect(edge.points.length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 30 },
    );
  });

  it('layoutDiagram places the source of a pipe to the left of its flow and of its target', () => {
    const graph = systemGraph(sampleModel, sampleLinks);
    const { nodes } = layoutDiagram(sectorDiagram(graph, { sector: 'Plans', detail: 'flows' }));
    const x = (id: string): number => nodes.find((node) => node.id === id)?.x ?? NaN;
    expect(x('plans_started')).toBeLessThan(x('plans_open'));
    expect(x('plans_open')).toBeLessThan(x('plans_closed'));
  });

  it('layoutDiagram lays out an empty map without size', () => {
    expect(layoutDiagram({ nodes: [], edges: [] })).toEqual({ nodes: [], edges: [], width: 0, height: 0 });
  });
});

describe('sectorDiagram', () => {
  const graph = systemGraph(sampleModel, sampleLinks);
  const kinds = (detail: 'flows' | 'drivers' | 'everything'): Record<string, string> =>
    Object.fromEntries(
      sectorDiagram(graph, { sector: 'Plans', detail }).nodes.map((node) => [node.id.replace(/ .*/, ' …'), node.kind]),
    );

  it('sectorDiagram draws stocks, flows and clouds alone when that is asked', () => {
    expect(kinds('flows')).toEqual({
      plans_open: 'stock',
      plans_started: 'flow',
      plans_closed: 'flow',
      'from …': 'cloud',
      'to …': 'cloud',
    });
  });

  it('sectorDiagram draws a driver of another sector as outside', () => {
    expect(kinds('drivers')['caseload_per_worker']).toBe('outside');
    expect(kinds('drivers')['start_rate']).toBeUndefined();
    expect(kinds('everything')['start_rate']).toBe('constant');
  });

  it('sectorDiagram does not draw a link over the pipe of the same two', () => {
    const { edges } = sectorDiagram(graph, { sector: 'Plans', detail: 'everything' });
    expect(edges.filter((edge) => edge.kind === 'link').map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'start_rate → plans_started',
      'time_on_a_plan → plans_closed',
      'caseload_per_worker → plans_closed',
      'effect_of_caseload → plans_closed',
    ]);
  });
});

describe('overviewDiagram', () => {
  const graph = systemGraph(sampleModel, sampleLinks);

  it('overviewDiagram draws a box a sector and the influences asked for', () => {
    const all = overviewDiagram(graph, { influences: 'all' });
    expect(all.nodes.map((node) => node.id)).toEqual(['Plans', 'Workforce']);
    expect(all.edges.map(({ id, label }) => `${id}: ${label}`)).toEqual([
      'link Plans>Workforce: 1',
      'link Workforce>Plans: 1',
    ]);
    expect(overviewDiagram(graph, { influences: 'none' }).edges).toEqual([]);
  });

  it('overviewDiagram takes the sector of a flow for the end at which it leaves the drawing', () => {
    const joined = { ...graph, pipes: [{ flow: 'left' as VariableId, from: 'plans_open' as VariableId }] };
    expect(overviewDiagram(joined, { influences: 'none' }).edges.map(({ id }) => id)).toEqual(['pipe Plans>Workforce']);
  });

  it('overviewDiagram draws a pipe where a flow joins stocks of two sectors', () => {
    const joined = {
      ...graph,
      pipes: [{ flow: 'hired' as VariableId, from: 'plans_open' as VariableId, to: 'social_workers' as VariableId }],
    };
    expect(overviewDiagram(joined, { influences: 'none' }).edges).toEqual([
      { id: 'pipe Plans>Workforce', from: 'Plans', to: 'Workforce', kind: 'pipe', label: '1 flow' },
    ]);
  });
});

describe('wrapLabel', () => {
  it('wrapLabel keeps every word and evens the lines out', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,25}$/), { minLength: 1, maxLength: 12 }), (words) => {
        const { lines } = wrapLabel(words.join(' '), { across: 0, down: 0 });
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) expect(line.length <= 20 || !line.includes(' ')).toBe(true);
      }),
    );
    expect(wrapLabel('children with a plan', { across: 0, down: 0 }).lines).toEqual(['children with a plan']);
    expect(wrapLabel('children on a protection plan', { across: 0, down: 0 }).lines).toEqual([
      'children on a',
      'protection plan',
    ]);
  });
});
