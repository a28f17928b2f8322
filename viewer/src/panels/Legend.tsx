import type { Utility } from '@undercroft/core/model/utility';
import { useState } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { UtilityMark } from './UtilityMark.tsx';

interface Props {
  readonly present: readonly Utility[];
}

/** A window less high than this has better use for its height than an open legend. */
const ROOMY_PX = 900;

/** What the drawing means beside colour: solid is known, dashed is assumed, hatched is out of use. */
export function Legend({ present }: Props) {
  const say = useSay();
  const [open, setOpen] = useState(window.innerHeight >= ROOMY_PX);
  const sample = present[0] ?? 'unknown';
  return (
    <details className="legend" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('legend.title')}</summary>
      <ul>
        <li>
          <UtilityMark utility={sample} />
          <span>{say('legend.measured')}</span>
        </li>
        <li>
          <UtilityMark utility={sample} assumed />
          <span>{say('legend.assumed')}</span>
        </li>
        <li>
          <UtilityMark utility={sample} abandoned />
          <span>{say('legend.abandoned')}</span>
        </li>
        <li>
          <span className="mark-shaft" aria-hidden="true" />
          <span>{say('legend.shaft')}</span>
        </li>
        <li>
          <span className="mark-device" aria-hidden="true" />
          <span>{say('legend.device')}</span>
        </li>
        <li>
          <span className="mark-selected" aria-hidden="true" />
          <span>{say('legend.selected')}</span>
        </li>
      </ul>
    </details>
  );
}
