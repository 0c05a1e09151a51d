import type { Evidence, GeneralModel } from '@weir/care';
import { toId } from '@weir/engine';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { kindName } from '../map/kind-name.ts';
import type { System } from '../map/use-system.ts';
import { EquationView } from './equation-view.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { unitsText } from './format-value.ts';
import type { FoundItem } from './find-item.ts';
import { InputsTable } from './inputs-table.tsx';
import { ItemLoops, ItemStrategies, LinkList } from './item-lists.tsx';
import { rowAt } from './trace.ts';
import type { TraceState } from './use-trace.ts';
import { ValueChart } from './value-chart.tsx';
import { ValueNow } from './value-now.tsx';

interface ItemWorkingsProps {
  readonly found: Extract<FoundItem, { readonly kind: 'variable' }>;
  readonly system: System;
  readonly trace: TraceState;
  readonly general: GeneralModel;
  readonly place: 'page' | 'panel';
}

/** Everything that stands behind one variable. */
export function ItemWorkings({ found, system, trace, general, place }: ItemWorkingsProps): ReactNode {
  const { variable, indicators } = found;
  const { graph, loops = [], otherLoops } = system;
  const { view } = useNavigation();
  const [time, setTime] = useState(view.year);
  const Title = place === 'page' ? 'h1' : 'h2';
  const Heading = place === 'page' ? 'h2' : 'h3';
  const row = trace.kind === 'ready' ? rowAt(trace.trace, time) : 0;
  const entries = evidenceOf(variable.source.evidence ?? [], general.evidence);
  const own = [...loops, ...otherLoops].filter((loop) => loop.links.some(({ from }) => from.id === variable.id));
  const off = loops.filter((loop) => loop.switch !== undefined && toId(loop.switch) === variable.id);
  const strategies = general.strategies.filter(({ actions }) =>
    actions.some(({ parameter }) => toId(parameter.replace(/\[.*$/, '')) === variable.id),
  );

  return (
    <>
      <Title data-workings-heading="" tabIndex={-1}>
        {variable.name}
      </Title>
      <p className="quiet">
        {[kindName(variable.kind), variable.sector, unitsText(variable.units)]
          .filter((part) => part !== '')
          .join(' · ')}
        {variable.source.dimensions.length > 0 && ` · by ${variable.source.dimensions.join(' and ')}`}
      </p>
      {entries.some(({ status }) => status === 'assumption') && (
        <p>
          <span className="status-mark is-assumption">rests on an assumption</span>
        </p>
      )}
      <p className="map-lead">{variable.source.documentation}</p>
      {indicators.map((indicator) => (
        <p key={indicator.id} className="notice">
          Stands behind the indicator <strong>{indicator.name}</strong>. {indicator.meaning}
        </p>
      ))}
      {variable.kind !== 'lookup' && (
        <ValueNow variable={variable} trace={trace} row={row} time={time} onTime={setTime} model={general.model} />
      )}

      <Heading>Equation</Heading>
      <EquationView variable={variable.source} known={new Set(graph.variables.keys())} />
      {variable.causes.length > 0 && (
        <>
          <Heading>What it depends on</Heading>
          <InputsTable graph={graph} variable={variable} trace={trace} row={row} />
        </>
      )}
      {trace.kind === 'ready' && variable.kind !== 'lookup' && variable.kind !== 'constant' && (
        <ValueChart variable={variable} trace={trace.trace} level={place === 'page' ? 2 : 3} history={general} />
      )}

      <Heading>Evidence</Heading>
      {entries.length === 0 ? (
        <p className="quiet">
          {variable.kind === 'constant'
            ? 'No entry names this constant.'
            : 'It is computed from the variables above; the evidence is theirs.'}
        </p>
      ) : (
        <EvidenceList entries={entries} />
      )}

      <Heading>What it affects</Heading>
      <LinkList graph={graph} links={variable.effects} />
      <Heading>Feedback loops</Heading>
      {system.loops === undefined ? (
        <p className="quiet">Being worked out …</p>
      ) : (
        <ItemLoops loops={own} switchedOff={off} />
      )}
      <Heading>Strategies that act on it</Heading>
      <ItemStrategies strategies={strategies} />
    </>
  );
}

function evidenceOf(ids: readonly string[], all: readonly Evidence[]): Evidence[] {
  return ids.flatMap((id) => all.find((entry) => entry.id === id) ?? []);
}
