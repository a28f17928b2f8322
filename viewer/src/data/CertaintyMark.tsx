import { useSay } from '../i18n/i18n.ts';

interface Props {
  /** 0 to 1. */
  readonly certainty: number;
  readonly mustConfirm?: boolean;
}

const SURE = 0.9;
const LIKELY = 0.7;

/** How sure a proposal is: by its figure, and by a bar that is as long. */
export function CertaintyMark({ certainty, mustConfirm = false }: Props) {
  const say = useSay();
  const percent = Math.round(certainty * 100);
  const look = mustConfirm ? 'is-open' : certainty >= SURE ? 'is-sure' : certainty >= LIKELY ? 'is-likely' : 'is-weak';
  const words = say('data.certain', { percent });
  const title = mustConfirm ? `${words}, ${say('data.toConfirm')}` : words;
  return (
    <span className={`certainty ${look}`} title={title} role="img" aria-label={title}>
      <span style={{ width: `${percent}%` }} />
    </span>
  );
}
