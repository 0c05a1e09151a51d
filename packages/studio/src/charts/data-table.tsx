import type { ReactNode } from 'react';
import type { TableData } from './csv.ts';
import { formatNumber } from './format.ts';
import { ScrollRegion } from './scroll-region.tsx';

interface DataTableProps {
  readonly table: TableData;
}

/** A table that scrolls sideways in its own region, which the keyboard can reach. */
export function DataTable({ table }: DataTableProps): ReactNode {
  const { caption, columns, rows } = table;
  return (
    <ScrollRegion label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, decimals }) => (
              <th key={label} scope="col" className={decimals === undefined ? undefined : 'number'}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={String(row[0])}>
              {row.map((value, place) => {
                const column = columns[place];
                const text = typeof value === 'number' ? formatNumber(value, column?.decimals ?? 0) : value;
                const className = typeof value === 'number' || column?.decimals !== undefined ? 'number' : undefined;
                return place === 0 ? (
                  <th key={column?.label ?? ''} scope="row" className={className}>
                    {typeof value === 'number' ? String(value) : text}
                  </th>
                ) : (
                  <td key={column?.label ?? ''} className={className}>
                    {text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
