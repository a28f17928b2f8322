import type { ReactNode } from 'react';
import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { Value } from '../panels/Facts.tsx';

export interface RankRow {
  readonly key: string;
  /** `null` is unknown. */
  readonly name: string | null;
  readonly count: number;
  readonly note?: ReactNode;
}

interface Props {
  readonly title: string;
  readonly rows: readonly RankRow[];
  /** So many are listed, the rest is said in a line. */
  readonly most: number;
}

/** The most common of something, each with a bar as long as its share of the first. */
export function CaseRanks({ title, rows, most }: Props) {
  const say = useSay();
  const first = rows[0]?.count ?? 0;
  const rest = rows.slice(most);
  return (
    <section className="case-ranks">
      <h3>{title}</h3>
      <ol>
        {rows.slice(0, most).map(({ key, name, count, note }) => (
          <li key={key}>
            <span className="case-rank-bar" style={{ width: `${(100 * count) / Math.max(1, first)}%` }} />
            <span className="case-rank-name" title={name ?? undefined}>
              {name ?? <Value text={null} />}
              {note !== undefined && <span className="muted figures"> {note}</span>}
            </span>
            <span className="figures">{grouped(count)}</span>
          </li>
        ))}
      </ol>
      {rest.length > 0 && (
        <p className="case-rest muted figures">
          <span>{say('cases.others', { number: rest.length })}</span>
          <span>{grouped(rest.reduce((sum, { count }) => sum + count, 0))}</span>
        </p>
      )}
    </section>
  );
}
