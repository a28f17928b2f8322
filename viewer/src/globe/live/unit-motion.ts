import { type LivePositions, TRAIL_POINTS } from '../../live/live-positions.ts';
import { TRAIL_FLOATS } from './trail-program.ts';
import { UNIT_FLOATS } from './unit-program.ts';

/** Longest glide from report to report, seconds: a unit is soon where it says it is. */
export const GLIDE_S = 1.5;
/** Farther apart than this two reports are no way that was gone: the unit stands there at once, metres. */
const LEAP_M = 400;
/** The ground is asked for anew after so much way, metres. */
const RESAMPLE_M = 8;

const FROM = 0;
const TO = 3;
const SET_OUT = 6;
const UNDER_WAY = 7;
const HEADING = 8;
const HEARD = 9;
const LOOK = 10;

/** Longitude, latitude in degrees and a height from the ground to metres about the middle. */
export interface UnitGround {
  /** Writes x, y, z at `at`. */
  toLocal(lon: number, lat: number, heightM: number, out: Float32Array, at: number): void;
  /** Ellipsoidal height of a sign that stands on the ground, metres. */
  heightAt(lon: number, lat: number): number;
}

/** Where every unit is on its way, as the graphics card wants it: a row of `UNIT_FLOATS` a unit. */
export class UnitMotion {
  floats = new Float32Array(0);
  /** The time that ages are counted from, milliseconds since 1970. */
  baseMs = 0;
  /** The last glide ends then, seconds of the layer's clock. */
  movingUntil = 0;
  private readonly positions: LivePositions;
  private readonly ground: UnitGround;
  private heightsM = new Float64Array(0);
  private sampledLon = new Float64Array(0);
  private sampledLat = new Float64Array(0);
  private reportedMs = new Float64Array(0);
  private paths = new Float32Array(0);
  private seenEnds = new Uint32Array(0);
  private marks = new Uint8Array(0);
  private trailFloats = new Float32Array(0);
  private generation = -1;

  constructor(positions: LivePositions, ground: UnitGround) {
    this.positions = positions;
    this.ground = ground;
  }

  get capacity(): number {
    return this.floats.length / UNIT_FLOATS;
  }

  /** True when the rows stand for other units, or there is more room: everything is to be handed over again. */
  reserve(): boolean {
    const { positions } = this;
    const isOther = positions.generation !== this.generation;
    if (isOther) {
      this.generation = positions.generation;
      this.reportedMs.fill(0);
      this.seenEnds.fill(0);
      this.marks.fill(0);
      this.heightsM.fill(Number.NaN);
      this.baseMs = 0;
    }
    if (positions.count <= this.capacity) return isOther;
    const capacity = Math.max(256, 2 ** Math.ceil(Math.log2(positions.count)));
    this.floats = grown(this.floats, new Float32Array(capacity * UNIT_FLOATS));
    const had = this.heightsM.length;
    this.heightsM = grown(this.heightsM, new Float64Array(capacity));
    this.heightsM.fill(Number.NaN, had);
    this.sampledLon = grown(this.sampledLon, new Float64Array(capacity));
    this.sampledLat = grown(this.sampledLat, new Float64Array(capacity));
    this.reportedMs = grown(this.reportedMs, new Float64Array(capacity));
    this.paths = grown(this.paths, new Float32Array(capacity * TRAIL_POINTS * 3));
    this.marks = grown(this.marks, new Uint8Array(capacity));
    this.seenEnds = grown(this.seenEnds, new Uint32Array(capacity));
    return true;
  }

  /** Takes the newest report of a row. `now`: seconds of the layer's clock. */
  report(row: number, now: number, isInstant: boolean): void {
    const { positions, floats } = this;
    const lon = positions.lons[row] ?? 0;
    const lat = positions.lats[row] ?? 0;
    const timeMs = positions.eventTimesMs[row] ?? 0;
    if (this.baseMs === 0) this.baseMs = timeMs;
    const at = row * UNIT_FLOATS;
    const beforeMs = this.reportedMs[row] ?? 0;
    const isFirst = beforeMs === 0;
    this.reportedMs[row] = timeMs;
    if (!isFirst) this.standNow(at, now);
    this.ground.toLocal(lon, lat, this.heightOf(row, lon, lat), floats, at + TO);
    const leapM = isFirst ? 0 : this.lengthOf(at);
    const glides = !isFirst && !isInstant && leapM < LEAP_M;
    if (!glides) for (let k = 0; k < 3; k++) floats[at + FROM + k] = floats[at + TO + k] ?? 0;
    floats[at + SET_OUT] = now;
    floats[at + UNDER_WAY] = glides ? Math.min(GLIDE_S, Math.max(0.1, (timeMs - beforeMs) / 1000)) : 0;
    if (glides && leapM > 0.05) this.movingUntil = Math.max(this.movingUntil, now + (floats[at + UNDER_WAY] ?? 0));
    const headingDeg = positions.headingsDeg[row] ?? Number.NaN;
    floats[at + HEADING] = Number.isFinite(headingDeg) ? (headingDeg * Math.PI) / 180 : -10;
    floats[at + HEARD] = (timeMs - this.baseMs) / 1000;
    floats[at + LOOK] = (this.marks[row] ?? 0) + (positions.undeclared[row] === 1 ? 4 : 0);
    this.follow(row);
  }

  /** 0 plain, 1 marked, 2 selected. */
  setMark(row: number, mark: 0 | 1 | 2): void {
    this.marks[row] = mark;
    this.floats[row * UNIT_FLOATS + LOOK] = mark + (this.positions.undeclared[row] === 1 ? 4 : 0);
  }

  /** Where a unit is drawn now, metres about the middle. */
  placeOf(row: number, now: number, out: Float64Array): void {
    const at = row * UNIT_FLOATS;
    const t = this.shareOf(at, now);
    for (let k = 0; k < 3; k++) {
      const from = this.floats[at + FROM + k] ?? 0;
      out[k] = from + ((this.floats[at + TO + k] ?? 0) - from) * t;
    }
  }

  /** Trails of some rows as stretches for the graphics card, the newest end where the unit was last reported. */
  trailsOf(rows: Iterable<number>, count: number): { readonly floats: Float32Array; readonly stretches: number } {
    const most = count * (TRAIL_POINTS - 1);
    if (this.trailFloats.length < most * TRAIL_FLOATS) this.trailFloats = new Float32Array(most * TRAIL_FLOATS);
    const out = this.trailFloats;
    let stretches = 0;
    for (const row of rows) {
      const end = this.seenEnds[row] ?? 0;
      const points = Math.min(end, TRAIL_POINTS);
      for (let k = 1; k < points; k++) {
        const a = this.pathAt(row, end - points + k - 1);
        const b = this.pathAt(row, end - points + k);
        const to = stretches * TRAIL_FLOATS;
        out.set(this.paths.subarray(a, a + 3), to);
        out.set(this.paths.subarray(b, b + 3), to + 3);
        out[to + 6] = (points - k) / TRAIL_POINTS;
        out[to + 7] = (points - k - 1) / TRAIL_POINTS;
        stretches += 1;
      }
    }
    return { floats: out, stretches };
  }

  private pathAt(row: number, report: number): number {
    return (row * TRAIL_POINTS + (report % TRAIL_POINTS)) * 3;
  }

  /** Takes over the points of a trail that are new. */
  private follow(row: number): void {
    const { positions } = this;
    const end = positions.trailEnds[row] ?? 0;
    const from = Math.max(this.seenEnds[row] ?? 0, end - TRAIL_POINTS);
    for (let report = from; report < end; report++) {
      const to = this.pathAt(row, report);
      if (report === end - 1) {
        const at = row * UNIT_FLOATS + TO;
        // Ten thousand small views of an array cost more than all else.
        this.paths[to] = this.floats[at] ?? 0;
        this.paths[to + 1] = this.floats[at + 1] ?? 0;
        this.paths[to + 2] = this.floats[at + 2] ?? 0;
        continue;
      }
      const source = (row * TRAIL_POINTS + (report % TRAIL_POINTS)) * 2;
      const lon = positions.trails[source] ?? 0;
      const lat = positions.trails[source + 1] ?? 0;
      this.ground.toLocal(lon, lat, this.ground.heightAt(lon, lat), this.paths, to);
    }
    this.seenEnds[row] = end;
  }

  private heightOf(row: number, lon: number, lat: number): number {
    const north = (lat - (this.sampledLat[row] ?? 0)) * 111_320;
    const east = (lon - (this.sampledLon[row] ?? 0)) * 111_320;
    const known = this.heightsM[row] ?? Number.NaN;
    if (Number.isFinite(known) && Math.abs(north) + Math.abs(east) < RESAMPLE_M) return known;
    const heightM = this.ground.heightAt(lon, lat);
    this.heightsM[row] = heightM;
    this.sampledLon[row] = lon;
    this.sampledLat[row] = lat;
    return heightM;
  }

  /** What is under way now is where the next glide begins. */
  private standNow(at: number, now: number): void {
    const t = this.shareOf(at, now);
    for (let k = 0; k < 3; k++) {
      const from = this.floats[at + FROM + k] ?? 0;
      this.floats[at + FROM + k] = from + ((this.floats[at + TO + k] ?? 0) - from) * t;
    }
  }

  private shareOf(at: number, now: number): number {
    const underWay = this.floats[at + UNDER_WAY] ?? 0;
    return underWay <= 0 ? 1 : Math.min(1, Math.max(0, (now - (this.floats[at + SET_OUT] ?? 0)) / underWay));
  }

  private lengthOf(at: number): number {
    const along = (k: number): number => (this.floats[at + TO + k] ?? 0) - (this.floats[at + FROM + k] ?? 0);
    return Math.hypot(along(0), along(1), along(2));
  }
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
