import type { Definition, Variable, VariableId } from '@weir/engine';
import type { ReactNode } from 'react';
import { ScrollRegion } from '../map/scroll-region.tsx';
import { equationTokens } from './equation-tokens.ts';
import type { EquationToken } from './equation-tokens.ts';
import { formatValue } from './format-value.ts';
import { WorkingsLink } from './workings-link.tsx';

interface EquationViewProps {
  readonly variable: Variable;
  readonly known: ReadonlySet<VariableId>;
}

/** A variable's equation with every name a link; of an array, an equation for each part that has its own. */
export function EquationView({ variable, known }: EquationViewProps): ReactNode {
  if (variable.kind === 'lookup') {
    return variable.definitions.map((definition) => (
      <Table key={definition.subscripts.join()} table={definition.table} />
    ));
  }
  if (variable.kind === 'stock') {
    return (
      <>
        <p className="equation-label">At the start</p>
        <Definitions definitions={variable.initial} known={known} />
        <p className="equation-label">After that it changes by</p>
        {variable.net === undefined ? (
          <p className="equation">
            <Names names={variable.inflows} mark="+" />
            <Names names={variable.outflows} mark="−" />
          </p>
        ) : (
          <Definitions definitions={variable.net} known={known} />
        )}
      </>
    );
  }
  return <Definitions definitions={variable.definitions} known={known} />;
}

function Names({ names, mark }: { readonly names: readonly string[]; readonly mark: string }): ReactNode {
  return names.map((name) => (
    <span key={name} className="equation-term">
      {mark} <WorkingsLink item={name}>{name}</WorkingsLink>{' '}
    </span>
  ));
}

interface DefinitionsProps {
  readonly definitions: readonly Definition[];
  readonly known: ReadonlySet<VariableId>;
}

function Definitions({ definitions, known }: DefinitionsProps): ReactNode {
  return definitions.map((definition) => (
    <div key={definition.subscripts.join()}>
      {definition.subscripts.length > 0 && definitions.length > 1 && (
        <p className="equation-label">For {definition.subscripts.join(', ')}</p>
      )}
      <p className="equation">
        {placed(equationTokens(definition.equation, known)).map(({ token, place }) =>
          token.variable === undefined ? (
            <span key={place}>{token.text}</span>
          ) : (
            <WorkingsLink key={place} item={token.variable}>
              {token.text}
            </WorkingsLink>
          ),
        )}
      </p>
      {definition.table !== undefined && <Table table={definition.table} />}
    </div>
  ));
}

/** How each kind of table goes on from its points. */
const betweenPoints: Readonly<Record<NonNullable<Definition['table']>['mode'], string>> = {
  continuous: 'straight between its points',
  extrapolate: 'straight between its points, extended beyond its ends',
  discrete: 'in steps, each from its point on',
  forward: 'in steps, each up to its point',
  raw: 'at its points alone',
};

function Table({ table }: { readonly table: NonNullable<Definition['table']> }): ReactNode {
  return (
    <ScrollRegion label="Points of the curve">
      <table className="curve-table">
        <caption>Read off a curve, {betweenPoints[table.mode]}</caption>
        <tbody>
          <tr>
            <th scope="row">Where it is</th>
            {pointsOf(table).map(({ place, x }) => (
              <td key={place}>{formatPoint(x)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">the value is</th>
            {pointsOf(table).map(({ place, y }) => (
              <td key={place}>{formatValue(y)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Years carry no thousands separator. */
function formatPoint(x: number): string {
  return x >= 1900 && x < 2100 ? String(x) : formatValue(x);
}

/** Pieces with where they begin, which tells equal pieces apart. */
function placed(tokens: readonly EquationToken[]): { readonly token: EquationToken; readonly place: number }[] {
  let at = 0;
  return tokens.map((token) => {
    const place = at;
    at += token.text.length;
    return { token, place };
  });
}

type Curve = NonNullable<Definition['table']>;

/** A curve's points by pairs; a step may repeat an `x`. */
function pointsOf({ x, y }: Curve): { readonly place: string; readonly x: number; readonly y: number }[] {
  return x.map((across, index) => {
    const up = y[index] ?? NaN;
    return { place: `${across} ${up} ${index}`, x: across, y: up };
  });
}
