import type { CityCaseAnswer } from '@undercroft/core/protocol/cases';
import { useSay } from '../i18n/i18n.ts';

/** So many cells are read out. */
const MOST_CELLS = 12;

/** The plan for those who cannot see it: the cells with the most cases. */
export function DensityTable({ cases }: { readonly cases: readonly CityCaseAnswer[] }) {
  const say = useSay();
  const counts = new Map<string, number>();
  for (const { gridCell } of cases) {
    const cell = gridCell ?? say('wall.unknown');
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const rows = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_CELLS);
  return (
    <table className="sr-only">
      <caption>{say('wall.densityTable')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('wall.cell')}</th>
          <th scope="col">{say('wall.cases')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([cell, count]) => (
          <tr key={cell}>
            <th scope="row">{cell}</th>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
