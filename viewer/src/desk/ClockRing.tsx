import type { CaseClock } from './desk-lists.ts';

const RADIUS = 9;
const AROUND = 2 * Math.PI * RADIUS;

/** How much of the time is left, as a ring that empties; dashed where no rule says how much there is. */
export function ClockRing({ clock: { share, state } }: { readonly clock: CaseClock }) {
  const isUnknown = state === 'unknown';
  return (
    <svg className={`clock-ring is-${state}`} width={24} height={24} viewBox="0 0 24 24" aria-hidden="true">
      <circle className="clock-ring-track" cx={12} cy={12} r={RADIUS} strokeDasharray={isUnknown ? '2 3' : undefined} />
      {!isUnknown && (
        <circle
          className="clock-ring-left"
          cx={12}
          cy={12}
          r={RADIUS}
          strokeDasharray={`${(state === 'late' ? 1 : (share ?? 0)) * AROUND} ${AROUND}`}
          transform="rotate(-90 12 12)"
        />
      )}
      {state === 'late' && <path className="clock-ring-late" d="M12 7.5v5.5M12 16v.3" />}
    </svg>
  );
}
