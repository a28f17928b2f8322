import { useMemo } from 'react';
import { dayText } from '../cases/case-format.ts';
import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { DAY_MS, type DayScale } from './day-scale.ts';
import { seekTo } from './replay-actions.ts';

interface Props {
  readonly scale: DayScale;
  readonly atMs: number;
  readonly utcOffsetMinutes: number;
}

/** Height of the tallest bar in the picture's own units. */
const TALL = 100;

/** A slider over all days with the cases of each behind it. */
export function DayPicker({ scale: { firstMs, counts }, atMs, utcOffsetMinutes }: Props) {
  const say = useSay();
  const bars = useMemo(() => barsOf(counts), [counts]);
  const last = counts.length - 1;
  const day = Math.min(last, Math.max(0, Math.floor((atMs - firstMs) / DAY_MS)));
  const intoDayMs = Math.max(0, atMs - firstMs - day * DAY_MS);
  const value = say('replay.dayValue', {
    day: dayText(firstMs + day * DAY_MS, utcOffsetMinutes),
    number: grouped(counts[day] ?? 0),
  });
  return (
    <div className="time-days" title={say('replay.histogram')}>
      <svg viewBox={`0 0 ${counts.length} ${TALL}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={bars} />
        <rect className="time-days-mark" x={day} width={1} y={0} height={TALL} />
      </svg>
      <input
        type="range"
        min={0}
        max={last}
        step={1}
        value={day}
        aria-label={say('replay.day')}
        aria-valuetext={value}
        data-testid="replay-day"
        onChange={(event) => seekTo(firstMs + Number(event.target.value) * DAY_MS + intoDayMs)}
      />
      <div className="time-days-ends muted figures" aria-hidden="true">
        <span>{dayText(firstMs, utcOffsetMinutes)}</span>
        <strong>{value}</strong>
        <span>{dayText(firstMs + last * DAY_MS, utcOffsetMinutes)}</span>
      </div>
    </div>
  );
}

/** All bars as one path: a year of elements would be redrawn with every step of the clock. */
function barsOf(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  return counts.map((count, i) => (count === 0 ? '' : `M${i} ${TALL}v${(-TALL * count) / most}h.8V${TALL}z`)).join('');
}
