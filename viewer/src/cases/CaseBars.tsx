import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';

interface Props {
  readonly title: string;
  /** Whole name of each bar. */
  readonly names: readonly string[];
  readonly values: readonly number[];
  /** What is written below each bar; '' for nothing. */
  readonly ticks: readonly string[];
  /** The bar that is chosen, by its number. */
  readonly chosen?: number | null;
  /** Makes buttons of the bars. */
  readonly onChoose?: (index: number) => void;
}

/** A small bar chart; the figure of each bar is told where it is pointed at, and to a screen reader. */
export function CaseBars({ title, names, values, ticks, chosen = null, onChoose }: Props) {
  const say = useSay();
  const most = Math.max(0, ...values);
  const top = values.indexOf(most);
  const words = (i: number): string => say('cases.barOf', { name: names[i] ?? '', number: grouped(values[i] ?? 0) });
  const heightOf = (value: number): string =>
    most === 0 ? '0' : `${Math.max(value > 0 ? 3 : 0, (value / most) * 100)}%`;
  const busiest = most === 0 ? '' : say('cases.busiest', { name: names[top] ?? '', number: grouped(most) });
  const classOf = (i: number): string =>
    `case-bar${i === top && most > 0 ? ' is-top' : ''}${chosen === i ? ' is-chosen' : ''}`;
  return (
    <figure className="case-bars">
      <figcaption>
        <span>{title}</span>
        <span className="muted figures">{busiest}</span>
      </figcaption>
      {onChoose === undefined ? (
        <div className="case-bars-plot" role="img" aria-label={names.map((_, i) => words(i)).join('; ')}>
          {values.map((value, i) => (
            <span key={names[i]} className={classOf(i)} title={words(i)}>
              <span className="case-bar-fill" style={{ height: heightOf(value) }} />
            </span>
          ))}
        </div>
      ) : (
        <div className="case-bars-plot">
          {values.map((value, i) => (
            <button
              key={names[i]}
              type="button"
              className={classOf(i)}
              title={words(i)}
              aria-label={words(i)}
              aria-pressed={chosen === i}
              onClick={() => onChoose(i)}
            >
              <span className="case-bar-fill" style={{ height: heightOf(value) }} />
            </button>
          ))}
        </div>
      )}
      <div className="case-bars-ticks muted figures" aria-hidden="true">
        {ticks.map((tick, i) => (
          <span key={names[i]}>{tick}</span>
        ))}
      </div>
    </figure>
  );
}
