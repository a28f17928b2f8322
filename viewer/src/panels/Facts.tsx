import type { Basis } from '@undercroft/core/model/basis';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/i18n.ts';

interface ValueProps {
  /** The value as text; `null` is unknown and says so. */
  readonly text: string | null;
  readonly basis?: Basis;
  /** True where a missing value reads "not stated": an accuracy, which is no property of the thing itself. */
  readonly statedOnly?: boolean;
}

/** A value with the mark of what it rests on; the unknown is a word, never a figure or a blank. */
export function Value({ text, basis, statedOnly = false }: ValueProps) {
  const say = useSay();
  if (text === null) return <span className="unknown">{say(statedOnly ? 'panel.notStated' : 'panel.unknown')}</span>;
  return (
    <span className="figures">
      {text}
      {basis !== undefined && basis !== 'stated' && <BasisMark basis={basis} />}
    </span>
  );
}

/** A raised letter: derived values carry one, guesses another; the stated ones need none. */
export function BasisMark({ basis }: { readonly basis: Basis }) {
  const say = useSay();
  return (
    <abbr className={`basis is-${basis}`} title={say(`basis.${basis}`)}>
      {basis === 'derived' ? '=' : basis === 'guessed' ? '?' : ''}
    </abbr>
  );
}

interface FactProps extends ValueProps {
  readonly name: string;
  readonly note?: ReactNode;
  readonly testId?: string;
}

/** One line: a name on the left, its value on the right. */
export function Fact({ name, note, testId, ...value }: FactProps) {
  return (
    <div className="fact" data-testid={testId}>
      <dt>{name}</dt>
      <dd>
        <Value {...value} />
        {note !== undefined && <span className="fact-note muted">{note}</span>}
      </dd>
    </div>
  );
}

export function FactGroup({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="fact-group">
      <h3>
        {title}
        {aside !== undefined && <span className="muted">{aside}</span>}
      </h3>
      {children}
    </section>
  );
}
