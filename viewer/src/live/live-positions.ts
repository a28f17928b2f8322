import type { LoggedEventAnswer } from '@undercroft/core/protocol/live/live-messages';

/** Points of a unit's trail that are kept, the newest last. */
export const TRAIL_POINTS = 24;

/**
 * Where units on duty are, in flat arrays: thousands of them move many times a second, and nothing here makes a frame of
 * the page's own interface. A unit keeps its row for good; rows are `0 .. count - 1`.
 */
export class LivePositions {
  /** `sourceId` of the unit of each row. */
  readonly ids: string[] = [];
  /** Degrees. */
  lons = new Float64Array(0);
  lats = new Float64Array(0);
  /** Clockwise from north. */
  headingsDeg = new Float32Array(0);
  speedsMps = new Float32Array(0);
  /** When the unit was there by its own clock, milliseconds since 1970 UTC. */
  eventTimesMs = new Float64Array(0);
  /** Longitude and latitude of the last `TRAIL_POINTS` reports of each row; a ring of which `trailEnds` is the end. */
  trails = new Float64Array(0);
  /** How many reports each row ever had: the newest lies at `(trailEnds - 1) % TRAIL_POINTS`. */
  trailEnds = new Uint32Array(0);
  /** Reports of units whose frame nobody declared are drawn with a warning: 1. */
  undeclared = new Uint8Array(0);
  /** Rises whenever the rows stand for something else: a new scene, another instant. */
  generation = 0;
  private readonly rows = new Map<string, number>();
  private readonly listeners = new Set<(rows: Uint32Array) => void>();
  private changed = new Uint32Array(64);
  private changedMark = new Uint32Array(0);
  private changedCount = 0;
  private round = 1;

  get count(): number {
    return this.ids.length;
  }

  rowOf(id: string): number | null {
    return this.rows.get(id) ?? null;
  }

  /** Hears of the rows that changed, once for each `flush`; the array is reused, read it at once. Returns how to stop. */
  listen(listener: (rows: Uint32Array) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Takes the positions among some events; `flush` tells of them. */
  take(events: readonly LoggedEventAnswer[]): void {
    for (const { event, isHistorical, positionBasis } of events) {
      if (event.kind !== 'position' || event.position === null || isHistorical) continue;
      const { id, position, value, eventTimeMs } = event;
      this.put(
        id,
        position[0],
        position[1],
        value.headingDeg,
        value.speedMps,
        eventTimeMs,
        positionBasis !== 'geodetic',
      );
    }
  }

  /** A report of one unit; one older than what is known changes nothing. */
  put(
    id: string,
    lon: number,
    lat: number,
    headingDeg: number,
    speedMps: number,
    eventTimeMs: number,
    isDoubtful = false,
  ): void {
    const row = this.rows.get(id) ?? this.add(id);
    if ((this.eventTimesMs[row] ?? 0) > eventTimeMs) return;
    this.lons[row] = lon;
    this.lats[row] = lat;
    this.headingsDeg[row] = headingDeg;
    this.speedsMps[row] = speedMps;
    this.eventTimesMs[row] = eventTimeMs;
    this.undeclared[row] = isDoubtful ? 1 : 0;
    const end = this.trailEnds[row] ?? 0;
    const at = (row * TRAIL_POINTS + (end % TRAIL_POINTS)) * 2;
    this.trails[at] = lon;
    this.trails[at + 1] = lat;
    this.trailEnds[row] = end + 1;
    this.mark(row);
  }

  /** Forgets everything: what comes next is another scene or another instant. */
  clear(): void {
    this.ids.length = 0;
    this.rows.clear();
    this.trailEnds.fill(0);
    this.eventTimesMs.fill(0);
    this.changedMark.fill(0);
    this.changedCount = 0;
    this.generation += 1;
  }

  /** Tells listeners what changed since the last time, if anything did; after `clear` even when nothing came. */
  flush(isAlways = false): void {
    if (this.changedCount === 0 && !isAlways) return;
    const rows = this.changed.subarray(0, this.changedCount);
    this.changedCount = 0;
    this.round += 1;
    for (const listener of this.listeners) listener(rows);
  }

  private add(id: string): number {
    const row = this.ids.length;
    this.ids.push(id);
    this.rows.set(id, row);
    if (row >= this.lons.length) this.grow(Math.max(64, row * 2));
    return row;
  }

  private grow(capacity: number): void {
    this.lons = grown(this.lons, new Float64Array(capacity));
    this.lats = grown(this.lats, new Float64Array(capacity));
    this.headingsDeg = grown(this.headingsDeg, new Float32Array(capacity));
    this.speedsMps = grown(this.speedsMps, new Float32Array(capacity));
    this.eventTimesMs = grown(this.eventTimesMs, new Float64Array(capacity));
    this.trails = grown(this.trails, new Float64Array(capacity * TRAIL_POINTS * 2));
    this.trailEnds = grown(this.trailEnds, new Uint32Array(capacity));
    this.undeclared = grown(this.undeclared, new Uint8Array(capacity));
    this.changedMark = grown(this.changedMark, new Uint32Array(capacity));
    this.changed = grown(this.changed, new Uint32Array(capacity));
  }

  private mark(row: number): void {
    if (this.changedMark[row] === this.round) return;
    this.changedMark[row] = this.round;
    this.changed[this.changedCount] = row;
    this.changedCount += 1;
  }
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The positions of the page. */
export const livePositions: LivePositions = new LivePositions();
