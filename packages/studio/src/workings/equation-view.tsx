import type { Definition, Variable, VariableId } from '@weir/engine';
import type { ReactNode } from 'react';
import { equationTokens } from './equation-tokens.ts';
import { formatValue } from './format-value.ts';
import { WorkingsLink } from './workings-link.tsx';

interface EquationViewProps {
  readonly variable: Variable;
  readonly known: ReadonlySet<VariableId>;
}

/** A variable's equation with every name a link; of an array, an equation for each part that has its own. */
export function EquationView({ variable, known }: EquationViewProps): ReactNode {
  if (variable.kind === 'lookup') {
    return variable.definitions.map((definition, index) => <Table key={index} table={definition.table} />);
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
  return definitions.map((definition, index) => (
    <div key={index}>
      {definition.subscripts.length > 0 && definitions.length > 1 && (
        <p className="equation-label">For {definition.subscripts.join(', ')}</p>
      )}
      <p className="equation">
        {equationTokens(definition.equation, known).map((token, place) =>
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

function Table({ table }: { readonly table: NonNullable<Definition['table']> }): ReactNode {
  return (
    <div className="table-scroll" role="group" aria-label="Points of the curve" tabIndex={0}>
      <table className="curve-table">
        <caption>
          Read off a curve, {table.mode === 'discrete' ? 'in steps' : 'straight between its points'}
          {table.mode === 'extrapolate' ? ', extended beyond its ends' : ''}
        </caption>
        <tbody>
          <tr>
            <th scope="row">Where it is</th>
            {table.x.map((x, index) => (
              <td key={index}>{formatPoint(x)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">the value is</th>
            {table.y.map((y, index) => (
              <td key={index}>{formatValue(y)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** Years carry no thousands separator. */
function formatPoint(x: number): string {
  return x >= 1900 && x < 2100 ? String(x) : formatValue(x);
}
