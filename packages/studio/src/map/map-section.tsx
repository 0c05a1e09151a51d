import { useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { layoutDiagram } from './layout.ts';
import type { LoopView } from './loop-view.ts';
import { MapFrame } from './map-frame.tsx';
import { MapLegend } from './map-legend.tsx';
import { overviewDiagram } from './overview-diagram.ts';
import { OverviewTable } from './overview-table.tsx';
import { isDrawn, sectorDiagram } from './sector-diagram.ts';
import type { Detail } from './sector-diagram.ts';
import { SectorList } from './sector-list.tsx';
import { SectorTable } from './sector-table.tsx';
import type { SystemGraph } from './system-graph.ts';
import { useNarrow } from './use-narrow.ts';
import { VariableList } from './variable-list.tsx';

interface MapSectionProps {
  readonly graph: SystemGraph;
  /** The loop whose variables are marked. */
  readonly loop: LoopView | undefined;
}

/** Stocks and flows: all sectors, or one, as a map and as a table. */
export function MapSection({ graph, loop }: MapSectionProps): ReactNode {
  const navigation = useNavigation();
  const { view } = navigation;
  const narrow = useNarrow();
  const [detail, setDetail] = useState<Detail>('flows');
  const [influences, setInfluences] = useState(false);
  const ids = useId();
  const sector = graph.sectors.find(({ name }) => name === view.sector);
  const sectorName = sector?.name;

  const layout = useMemo(() => {
    const diagram =
      sectorName === undefined
        ? overviewDiagram(graph, { influences: influences ? 'all' : 'none' })
        : sectorDiagram(graph, { sector: sectorName, detail });
    return layoutDiagram(diagram);
  }, [graph, sectorName, detail, influences]);
  const marked = useMemo(() => new Set<string>(loop?.links.map(({ from }) => from.id)), [loop]);

  const map = (
    <MapFrame
      key="map"
      layout={layout}
      marked={marked}
      label={sectorName === undefined ? 'Map of the sectors' : `Stock-and-flow map of ${sectorName}`}
    />
  );
  const own = [...graph.variables.values()].filter((variable) => variable.sector === sectorName);
  const table =
    sectorName === undefined ? (
      <OverviewTable graph={graph} />
    ) : (
      <SectorTable graph={graph} name={sectorName} variables={own} />
    );
  const list =
    sectorName === undefined ? (
      <SectorList graph={graph} />
    ) : (
      <VariableList variables={own.filter((variable) => isDrawn(variable, detail))} />
    );

  return (
    <section aria-labelledby={`${ids}heading`}>
      <h2 id={`${ids}heading`}>{sectorName === undefined ? 'The whole system, by sector' : sectorName}</h2>
      {sector !== undefined && <p className="map-lead">{sector.documentation}</p>}
      {view.sector !== undefined && sector === undefined && (
        <output className="notice status-line">
          The address asks for the sector “{view.sector}”, which this model does not have. All sectors are shown.
        </output>
      )}
      <div className="map-controls">
        <label className="map-field">
          <span>Sector</span>
          <select
            value={sectorName ?? ''}
            onChange={(event) => navigation.go({ sector: event.target.value || undefined })}
          >
            <option value="">All sectors</option>
            {graph.sectors.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        {sectorName === undefined ? (
          <label className="map-check">
            <input type="checkbox" checked={influences} onChange={(event) => setInfluences(event.target.checked)} />
            Show what acts on what
          </label>
        ) : (
          <label className="map-field">
            <span>Show</span>
            <select value={detail} onChange={(event) => setDetail(toDetail(event.target.value))}>
              <option value="flows">Stocks and flows</option>
              <option value="drivers">… and what drives them</option>
              <option value="everything">… and every constant</option>
            </select>
          </label>
        )}
      </div>
      {narrow && list}
      {map}
      <MapLegend overview={sectorName === undefined} />
      <details className="map-as-table">
        <summary>This map as a table</summary>
        {table}
      </details>
    </section>
  );
}

function toDetail(value: string): Detail {
  return value === 'drivers' || value === 'everything' ? value : 'flows';
}
