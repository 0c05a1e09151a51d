import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlacedEdge, PlacedNode } from './diagram.ts';
import { answerSystem } from './answer-system.ts';
import { findSystem } from './find-system.ts';
import { loopKind } from './loop-view.ts';
import { openingView } from './map-view.ts';
import { modelLinks, withSigns } from './model-links.ts';
import { moorEdges } from './moor-edges.ts';
import { pointBeforeEnd, pointHalfWay, smoothPath, straightPath } from './route.ts';
import { sampleLinks } from './sample-links.ts';
import { sampleModel } from './sample-model.ts';
import { systemGraph } from './system-graph.ts';

describe('modelLinks', () => {
  it('modelLinks finds every link that the equations and the pipes make', () => {
    const written = (links: readonly { from: string; to: string }[]): string[] =>
      links.map(({ from, to }) => `${from} → ${to}`).sort();
    expect(written(modelLinks(sampleModel))).toEqual(written(sampleLinks));
  });

  it('modelLinks signs flows alone', () => {
    const signs = modelLinks(sampleModel).map(({ from, to, sign = '' }) => `${from} ${sign} ${to}`);
    expect(signs.filter((link) => / [+-] /.test(link))).toEqual([
      'plans_started + plans_open',
      'plans_closed - plans_open',
      'hired + social_workers',
      'left - social_workers',
    ]);
  });
});

describe('findSystem', () => {
  const found = findSystem(sampleModel);

  it('findSystem finds the signs that the equations give by running the model', () => {
    const signed = withSigns(modelLinks(sampleModel), found.links);
    const written = (links: typeof sampleLinks): string[] =>
      links
        .filter(({ from }) => from !== 'effect_of_caseload')
        .map(({ from, sign = '', to }) => `${from} ${sign} ${to}`);
    expect(written(signed).sort()).toEqual(written(sampleLinks).sort());
    expect(signed.find(({ from }) => from === 'effect_of_caseload')?.sign).toBeUndefined();
  });

  it('findSystem gives the named loops the signs of their links', () => {
    const [burnout] = found.named;
    expect(burnout?.links.map(({ from, sign, to }) => `${from.name} ${sign} ${to.name}`)).toEqual([
      'stress + left',
      'left - social workers',
      'social workers - caseload per worker',
      'caseload per worker + stress',
    ]);
    expect(burnout).toMatchObject({ id: 'burnout', name: 'Burnout', kind: 'R', switch: 'burnout switch' });
  });

  it('findSystem tells the kinds of loops that nobody named from their links', () => {
    expect(found.others.length).toBeGreaterThan(0);
    for (const loop of found.others) expect(loop.kind).toBe(loopKind(loop.links.map(({ sign }) => sign)));
  });

  it('findSystem names a loop that does not close', () => {
    const [loop] = sampleModel.loops;
    const broken = loop === undefined ? [] : [{ ...loop, variables: ['stress', 'hired'] }];
    const { named, diagnostics } = findSystem({ ...sampleModel, loops: broken });
    expect(named).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['loop-not-closed']);
  });
});

describe('answerSystem', () => {
  it('answerSystem saves every variable of a run', () => {
    const reply = answerSystem({ kind: 'trace', model: sampleModel, parameters: { 'start rate': 0 } });
    const results = reply.kind === 'traced' ? reply.results : undefined;
    expect(results?.columns.map(({ name }) => name)).toContain('stress');
    expect(results?.columns.find(({ name }) => name === 'plans started')?.values[3]).toBe(0);
  });

  it('answerSystem answers with words what cannot be done', () => {
    expect(answerSystem({ kind: 'trace', model: sampleModel, parameters: { 'strat rate': 0 } })).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/^Cannot /) as string,
    });
  });
});

describe('systemGraph', () => {
  const graph = systemGraph(sampleModel, sampleLinks);
  const kindOf = (name: string): string | undefined =>
    [...graph.variables.values()].find((variable) => variable.name === name)?.kind;

  it('systemGraph tells constants from variables', () => {
    expect(kindOf('start rate')).toBe('constant');
    expect(kindOf('stress')).toBe('auxiliary');
  });

  it('systemGraph does not call constant what follows the clock', () => {
    const clock = { kind: 'auxiliary', name: 'law', dimensions: [], documentation: '' } as const;
    const model = { ...sampleModel, variables: [{ ...clock, definitions: [{ subscripts: [], equation: 'TIME' }] }] };
    expect([...systemGraph(model, []).variables.values()].map(({ kind }) => kind)).toEqual(['auxiliary']);
  });

  it('systemGraph leaves out links to names that are not defined', () => {
    const first = sampleLinks[0];
    const broken = first === undefined ? [] : [{ ...first, from: 'nobody' as typeof first.from }];
    expect(systemGraph(sampleModel, broken).links).toEqual([]);
  });

  it('systemGraph joins a flow to the stocks at both its ends', () => {
    expect(graph.pipes.map(({ from = '☁', flow, to = '☁' }) => `${from} ⇒ ${flow} ⇒ ${to}`)).toEqual([
      'plans_open ⇒ plans_closed ⇒ ☁',
      'social_workers ⇒ left ⇒ ☁',
      '☁ ⇒ plans_started ⇒ plans_open',
      '☁ ⇒ hired ⇒ social_workers',
    ]);
  });
});

describe('moorEdges', () => {
  const box = (id: string, x: number, y: number): PlacedNode => ({
    id,
    kind: 'stock',
    lines: [],
    width: 100,
    height: 40,
    x,
    y,
  });
  const edge = (from: string, to: string, ...points: PlacedEdge['points']): PlacedEdge => ({
    id: `${from}${to}`,
    from,
    to,
    kind: 'link',
    points,
  });

  it('moorEdges spreads lines over the side on which they arrive, in their order', () => {
    const nodes = [box('a', 0, 0), box('b', 0, 100), box('c', 300, 50)];
    const moored = moorEdges(nodes, [
      edge('b', 'c', { x: 90, y: 100 }, { x: 310, y: 80 }),
      edge('a', 'c', { x: 90, y: 30 }, { x: 310, y: 60 }),
    ]);
    expect(moored.map(({ points }) => points.at(-1))).toEqual([
      { x: 300, y: 50 + 80 / 3 },
      { x: 300, y: 50 + 40 / 3 },
    ]);
    expect(moored.map(({ points }) => points[0])).toEqual([
      { x: 100, y: 120 },
      { x: 100, y: 20 },
    ]);
  });

  it('moorEdges leaves a line from a box to itself alone', () => {
    const loop = edge('a', 'a', { x: 100, y: 10 }, { x: 140, y: 20 }, { x: 100, y: 30 });
    expect(moorEdges([box('a', 0, 0)], [loop])).toEqual([loop]);
  });
});

describe('route', () => {
  it('smoothPath passes through every point, level at each', () => {
    expect(
      smoothPath([
        { x: 0, y: 0 },
        { x: 20, y: 10 },
      ]),
    ).toBe('M0,0C10,0 10,10 20,10');
    expect(
      smoothPath([
        { x: 0, y: 0 },
        { x: 2, y: 10 },
      ]),
    ).toBe('M0,0L2,10');
    expect(smoothPath([{ x: 0, y: 0 }])).toBe('');
    expect(
      straightPath([
        { x: 0, y: 0 },
        { x: 2, y: 10 },
      ]),
    ).toBe('M0,0L2,10');
  });

  it('pointBeforeEnd measures along the route', () => {
    const bent = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
    ];
    expect(pointBeforeEnd(bent, 4)).toEqual({ x: 10, y: 6 });
    expect(pointBeforeEnd(bent, 13)).toEqual({ x: 7, y: 0 });
    expect(pointBeforeEnd(bent, 99)).toEqual({ x: 0, y: 0 });
    expect(pointHalfWay(bent)).toEqual({ x: 10, y: 0 });
  });
});

describe('openingView', () => {
  it('openingView shows a small map whole, in the middle, at its own size', () => {
    expect(openingView({ width: 400, height: 200 }, { width: 1000, height: 600 })).toEqual({ x: 300, y: 200, zoom: 1 });
  });

  it('openingView never opens below the zoom at which labels can be read', () => {
    const size = fc.integer({ min: 1, max: 9000 });
    fc.assert(
      fc.property(size, size, size, size, (width, height, across, down) => {
        const { zoom, x, y } = openingView({ width, height }, { width: across, height: down });
        expect(zoom).toBeGreaterThanOrEqual(0.85);
        expect(zoom).toBeLessThanOrEqual(1);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(12);
      }),
    );
  });
});
