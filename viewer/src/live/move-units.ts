import type { LoggedEventAnswer } from '@undercroft/core/protocol/live/live-messages';
import { applyEvents } from './live-actions.ts';

const METRES_A_DEGREE = 111_320;
/** Units of the measurement stand in a square of so many metres. */
const SQUARE_M = 3000;
const PERIOD_MS = 1000;

/**
 * Moves made-up units about a place and measures the script that it takes, milliseconds a round: events as the stream
 * brings them, one of each unit, and the picture that is drawn of them. They are forgotten with the next snapshot.
 */
export async function moveUnits(
  middle: readonly [lon: number, lat: number],
  count: number,
  rounds: number,
): Promise<readonly number[]> {
  const beginMs = Date.now();
  const spent: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const reports = Array.from({ length: count }, (_, i) => reportOf(middle, i, round, beginMs));
    // As they come out of a message: names put together here would be spelled out at the expense of who reads them first.
    const events: LoggedEventAnswer[] = JSON.parse(JSON.stringify(reports));
    const began = performance.now();
    applyEvents(events, 'live');
    if (round > 0) spent.push(performance.now() - began);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return spent;
}

function reportOf([lon, lat]: readonly [number, number], i: number, round: number, beginMs: number): LoggedEventAnswer {
  // Spread by the golden ratio, each going its own way at a walk.
  const east = ((i * 0.618_034) % 1) * SQUARE_M - SQUARE_M / 2;
  const north = ((i * 0.381_966 * 1.7) % 1) * SQUARE_M - SQUARE_M / 2;
  const headingDeg = (i * 137.5) % 360;
  const gone = round * 1.4;
  const x = east + Math.sin((headingDeg * Math.PI) / 180) * gone;
  const y = north + Math.cos((headingDeg * Math.PI) / 180) * gone;
  const shrink = Math.cos((lat * Math.PI) / 180);
  const eventTimeMs = beginMs + round * PERIOD_MS;
  return {
    eventId: round * 1_000_000 + i,
    receivedMs: eventTimeMs,
    isHistorical: false,
    positionBasis: 'geodetic',
    event: {
      kind: 'position',
      source: 'measurement',
      id: `M-${i}`,
      eventTimeMs,
      sequence: round,
      position: [lon + x / METRES_A_DEGREE / shrink, lat + y / METRES_A_DEGREE],
      quality: 'good',
      value: { headingDeg, speedMps: 1.4 },
    },
  };
}
