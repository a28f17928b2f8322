import type { FeaturesIn } from '@undercroft/core/protocol/answers';
import { asApiError } from '../api/api-error.ts';
import type { DrawnPit, PitLayer } from '../globe/pit-layer.ts';
import { boxAround, boxCovers, boxToAsk } from './pit-box.ts';
import { type CutConduit, cutConduits } from './pit-cuts.ts';
import { pitList } from './pit-list.ts';
import { type GroundLevelAt, type PlacedPit, type PlacedPitResult, placePit } from './pit-place.ts';
import { type PitRows, pitRows } from './pit-rows.ts';
import type { PitSpec } from './pit-spec.ts';
import { type PitFindings, type PitView, usePits } from './pit-store.ts';

export interface PitWorld {
  readonly levelAt: GroundLevelAt;
  readonly layer: PitLayer;
  /** All links and nodes in a box; fails rather than answer a part. */
  readonly rowsIn: (bbox: FeaturesIn['bbox'], signal: AbortSignal) => Promise<FeaturesIn>;
}

/** What is worked out of one pit, each part until what it was made from changes. */
interface Workings {
  spec: PitSpec;
  result: PlacedPitResult;
  /** Of the ground at the corners when it was worked out. */
  levels: readonly (number | null)[];
  /** The last place it could be dug at: its plane goes on being used. */
  placed: PlacedPit | null;
  found: FeaturesIn | null;
  rows: PitRows | null;
  asking: AbortController | null;
  failed: PitFindings | null;
  view: PitView;
  viewOf: readonly unknown[];
  cuts: readonly CutConduit[];
}

const NO_CUTS: readonly CutConduit[] = [];

/** Keeps pits, list and 3D in step with what is asked for, at most once a frame. */
export interface PitWatch {
  /** Looks whether the ground under the pits is still the one they were dug in: finer tiles come while one looks. */
  checkGround(): void;
  /** Asks again for rows that did not come. */
  retry(): void;
  stop(): void;
}

export function watchPits({ levelAt, layer, rowsIn }: PitWorld): PitWatch {
  const known = new Map<string, Workings>();
  let frame: number | null = null;
  let freshGround = false;
  let stopped = false;

  const schedule = (): void => {
    frame ??= requestAnimationFrame(() => {
      frame = null;
      if (!stopped) work();
    });
  };
  const work = (): void => {
    const { pits, reachM, cutAway, views } = usePits.getState();
    for (const [id, workings] of known) {
      if (pits.some((pit) => pit.id === id)) continue;
      workings.asking?.abort();
      known.delete(id);
    }
    const drawn: DrawnPit[] = [];
    for (const spec of pits) {
      const workings = placed(spec);
      findings(workings, reachM);
      const { view } = workings;
      if (!view.ok) continue;
      const ready = view.findings.state === 'ready' && cutAway && workings.rows !== null;
      if (!ready) workings.cuts = NO_CUTS;
      else if (view.findings.state === 'ready' && workings.rows !== null) {
        workings.cuts = cutConduits(view.findings.list, workings.rows);
      }
      drawn.push({ id: spec.id, placed: view.placed, cuts: workings.cuts });
    }
    freshGround = false;
    layer.show(drawn, cutAway);
    const next = Object.fromEntries([...known].map(([id, { view }]) => [id, view]));
    if (!sameViews(views, next)) usePits.setState({ views: next });
  };
  const placed = (spec: PitSpec): Workings => {
    const before = known.get(spec.id);
    if (before !== undefined && before.spec === spec && !freshGround) return before;
    const result = placePit(spec, levelAt, before?.placed ?? null);
    const workings: Workings = before ?? {
      spec,
      result,
      levels: [],
      placed: null,
      found: null,
      rows: null,
      asking: null,
      failed: null,
      view: { ok: false, refusal: { code: 'ground-unknown', message: '' } },
      viewOf: [],
      cuts: NO_CUTS,
    };
    workings.spec = spec;
    workings.result = result;
    workings.levels = spec.corners.map(([lon, lat]) => levelAt(lon, lat));
    if (result.ok) workings.placed = result.value;
    known.set(spec.id, workings);
    return workings;
  };
  const findings = (workings: Workings, reachM: number): void => {
    const { result } = workings;
    if (!result.ok) {
      setView(workings, [result], () => ({ ok: false, refusal: result.refusal }));
      return;
    }
    const at = result.value;
    const needed = boxAround(at, reachM);
    if (workings.found === null || !boxCovers(workings.found.bbox, needed)) {
      ask(workings, at, reachM);
      const state = workings.failed ?? { state: 'loading' };
      setView(workings, [at, state.state], () => ({ ok: true, placed: at, findings: state }));
      return;
    }
    if (workings.rows === null || workings.rows.projection !== at.projection) {
      workings.rows = pitRows(workings.found, at.projection);
    }
    const { rows } = workings;
    setView(workings, [at, rows, reachM], () => ({
      ok: true,
      placed: at,
      findings: { state: 'ready', list: pitList(at, rows, reachM) },
    }));
  };
  const ask = (workings: Workings, at: PlacedPit, reachM: number): void => {
    if (workings.asking !== null || workings.failed !== null) return;
    const asking = new AbortController();
    workings.asking = asking;
    rowsIn(boxToAsk(at, reachM), asking.signal)
      .then((found) => {
        workings.found = found;
        workings.rows = null;
      })
      .catch((error: unknown) => {
        if (!asking.signal.aborted) workings.failed = { state: 'failed', error: asApiError(error) };
      })
      .finally(() => {
        workings.asking = null;
        schedule();
      });
  };
  const stopWatching = usePits.subscribe((now, before) => {
    if (now.pits !== before.pits || now.reachM !== before.reachM || now.cutAway !== before.cutAway) schedule();
  });
  schedule();
  return {
    checkGround() {
      for (const { spec, levels } of known.values()) {
        if (!spec.corners.some(([lon, lat], i) => isOther(levelAt(lon, lat), levels[i] ?? null))) continue;
        freshGround = true;
        schedule();
        return;
      }
    },
    retry() {
      for (const workings of known.values()) workings.failed = null;
      schedule();
    },
    stop() {
      stopped = true;
      stopWatching();
      if (frame !== null) cancelAnimationFrame(frame);
      for (const { asking } of known.values()) asking?.abort();
    },
  };
}

/** Makes the view anew only when something it is made of has changed. */
function setView(workings: Workings, of: readonly unknown[], make: () => PitView): void {
  const { viewOf } = workings;
  if (viewOf.length === of.length && viewOf.every((part, i) => part === of[i])) return;
  workings.view = make();
  workings.viewOf = of;
}

/** Differences of the ground that are worth working everything out again, metres. */
const OTHER_GROUND_M = 0.005;

function isOther(now: number | null, before: number | null): boolean {
  return now === null || before === null ? now !== before : Math.abs(now - before) > OTHER_GROUND_M;
}

function sameViews(a: Readonly<Record<string, PitView>>, b: Readonly<Record<string, PitView>>): boolean {
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
}
