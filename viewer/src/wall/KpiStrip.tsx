import type { PublicScene } from '@undercroft/core/protocol/answers';
import { type CaseFigures, caseKpiSchema } from '@undercroft/core/protocol/live/case-kpi';
import { routePath } from '@undercroft/core/protocol/routes';
import { useCallback } from 'react';
import { parsedAnswer } from '../api/ask.ts';
import { fixed } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import { useAsked } from './use-asked.ts';
import { countText } from './wall-format.ts';

/** Figures of the day are asked for this often, milliseconds. */
const EVERY_MS = 15_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Figures of today, by the clock of the city. What is not known stands there as unknown. */
export function KpiStrip({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const isKnown = useLive((state) => state.isKnown);
  const openCount = useLive((state) => state.cases.size);
  const { id, utcOffsetMinutes = 0 } = scene;
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const nowMs = Date.now() + useLive.getState().aheadMs;
      const from = midnightBefore(nowMs, utcOffsetMinutes);
      const query = new URLSearchParams({
        from: new Date(from).toISOString(),
        to: new Date(from + DAY_MS).toISOString(),
      });
      return parsedAnswer(caseKpiSchema, `${routePath('caseKpi', { scene: id })}?${query}`, { signal });
    },
    [id, utcOffsetMinutes],
  );
  const asked = useAsked(ask, EVERY_MS);
  const figures = asked.state === 'ready' ? asked.value.total : null;
  const isOld = asked.state === 'ready' && asked.isOld;
  const count = (value: number | null): string => (value === null ? say('wall.unknown') : countText(value, language));
  return (
    <section className={`wall-kpi ${isOld ? 'is-old' : ''}`} data-testid="wall-kpi">
      <Tile title={say('wall.reported')} figure={count(figures?.reported ?? null)} isKnown={figures !== null} />
      <Share title={say('wall.registered')} figures={figures} share="registered" />
      <Tile title={say('wall.open')} figure={count(isKnown ? openCount : null)} isKnown={isKnown} />
      <Share title={say('wall.dispatchedOnTime')} figures={figures} share="dispatchedInTime" />
      <Share title={say('wall.handledOnTime')} figures={figures} share="handledInTime" />
      <Share title={say('wall.closedOnTime')} figures={figures} share="closedInTime" />
    </section>
  );
}

interface ShareProps {
  readonly title: string;
  readonly figures: CaseFigures | null;
  readonly share: keyof CaseFigures['shares'];
}

function Share({ title, figures, share }: ShareProps) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const known = figures?.shares[share];
  const rate = known?.rate ?? null;
  const figure = rate === null ? say('wall.unknown') : `${fixed(rate * 100, 1)}%`;
  const of = known === undefined ? 0 : known.yes + known.no;
  const note = rate === null ? null : say('wall.ofKnown', { number: countText(of, language) });
  return <Tile title={title} figure={figure} note={note} isKnown={rate !== null} />;
}

interface TileProps {
  readonly title: string;
  readonly figure: string;
  readonly note?: string | null;
  readonly isKnown: boolean;
}

function Tile({ title, figure, note = null, isKnown }: TileProps) {
  return (
    <div className={`kpi-tile ${isKnown ? '' : 'is-unknown'}`}>
      <h3>{title}</h3>
      <p className="kpi-figure figures">{figure}</p>
      <p className="kpi-note muted figures">{note ?? ' '}</p>
    </div>
  );
}

function midnightBefore(ms: number, utcOffsetMinutes: number): number {
  const local = ms + utcOffsetMinutes * MINUTE_MS;
  return Math.floor(local / DAY_MS) * DAY_MS - utcOffsetMinutes * MINUTE_MS;
}
