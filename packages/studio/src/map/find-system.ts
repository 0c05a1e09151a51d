import { compileModel, toId, wasmBackend } from '@weir/engine';
import type { Diagnostic, Model } from '@weir/engine';
import { findLoops } from '@weir/engine/analysis';
import type { Loop, LoopSign, LinkSign as FoundSign } from '@weir/engine/analysis';
import type { LinkSign } from './diagram.ts';
import type { LoopKind, LoopView } from './loop-view.ts';
import type { SystemLink } from './system-graph.ts';

/** What a run of the model tells about its links and loops. */
export interface FoundSystem {
  readonly links: readonly SystemLink[];
  /** Loops that the author names, in the author's order. */
  readonly named: readonly LoopView[];
  /** A shortest independent set of the others, shortest first. */
  readonly others: readonly LoopView[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs the model to find the signs of its links and its loops; a model that cannot be run gives none, and says why. */
export function findSystem(model: Model): FoundSystem {
  const { program, diagnostics } = compileModel(model);
  if (program === undefined) return { links: [], named: [], others: [], diagnostics };
  const search = findLoops(program, { named: model.loops, backend: wasmBackend });
  const views = search.loops.map((loop) => ({ loop, view: viewOf(loop) }));
  return {
    links: search.links.map(({ from, to, sign }) => ({ from, to, sign: signs[sign] })),
    named: views.filter(({ loop }) => loop.name !== undefined).map(({ view }) => view),
    others: views.filter(({ loop }) => loop.name === undefined).map(({ view }) => view),
    diagnostics: search.diagnostics,
  };
}

const signs: Readonly<Record<FoundSign, LinkSign>> = { '+': '+', '-': '-', varies: '?', none: '0' };

const kinds: Readonly<Record<LoopSign, LoopKind>> = { reinforcing: 'R', balancing: 'B', varying: '?', inactive: '0' };

function viewOf(loop: Loop): LoopView {
  const ends = loop.links.map(({ from, sign }, index) => {
    const next = (index + 1) % loop.links.length;
    return {
      from: { id: from, name: loop.variables[index] ?? from },
      to: { id: loop.links[next]?.from ?? from, name: loop.variables[next] ?? from },
      sign: signs[sign],
    };
  });
  const name = loop.name ?? shortName(loop.variables);
  return {
    id: loop.name === undefined ? ends.map(({ from }) => from.id).join('~') : toId(name),
    name,
    story: loop.story ?? '',
    kind: kinds[loop.sign],
    links: ends,
    ...(loop.switch === undefined ? {} : { switch: loop.switch }),
  };
}

function shortName(variables: readonly string[]): string {
  const [first = '', second] = [variables[0], variables[Math.ceil(variables.length / 2)]];
  return second === undefined || second === first ? first : `${first} and ${second}`;
}
