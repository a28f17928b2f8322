import { checkDig } from '@undercroft/core/dig/dig-check';
import { digSearchBox } from '@undercroft/core/dig/dig-reach';
import type { PlaneBox } from '@undercroft/core/dig/dig-rows';
import type { FeaturesIn } from '@undercroft/core/protocol/answers';
import type { RuleSet } from '@undercroft/core/protocol/rule-set';
import { asApiError } from '../api/api-error.ts';
import type { DrawnPit, PitLayer } from '../globe/pit-layer.ts';
import type { ZonedConduit } from '../globe/zone-mesh.ts';
import { digList } from './dig-list.ts';
import { boxAround, holdsBox, ROOM_M } from './pit-box.ts';
import { type CutConduit, cutConduits } from './pit-cuts.ts';
import { type GroundLevelAt, type PlacedPit, type PlacedPitResult, placePit } from './pit-place.ts';
import { type PitRows, pitRows } from './pit-rows.ts';
import type { PitSpec } from './pit-spec.ts';
import { type PitFindings, type PitView, usePits } from './pit-store.ts';
import { zonedConduits } from './pit-zones.ts';

export interface PitWorld {
  readonly levelAt: GroundLevelAt;
  readonly layer: PitLayer;
  /** All links and nodes in a box; fails rather than answer a part. */
  readonly rowsIn: (bbox: FeaturesIn['bbox'], signal: AbortSignal) => Promise<FeaturesIn>;
  readonly rules: (signal: AbortSignal) => Promise<RuleSet>;
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
  zones: readonly ZonedConduit[];
}

const NO_CUTS: readonly CutConduit[] = [];
const NO_ZONES: readonly ZonedConduit[] = [];
const LOADING: PitFindings = { state: 'loading' };

/** Keeps pits, list and 3D in step with what is asked for, at most once a frame. */
export interface PitWatch {
  /** Looks whether the ground under the pits is still the one they were dug in: finer tiles come while one looks. */
  checkGround(): void;
  /** Asks again for rows and rules that did not come. */
  retry(): void;
  stop(): void;
}

export function watchPits({ levelAt, layer, rowsIn, rules: askRules }: PitWorld): PitWatch {
  const known = new Map<string, Workings>();
  const ended = new AbortController();
  let frame: number | null = null;
  let freshGround = false;
  let rules: RuleSet | null = null;
  let rulesFailed: PitFindings | null = null;

  const schedule = (): void => {
    frame ??= requestAnimationFrame(() => {
      frame = null;
      if (!ended.signal.aborted) work();
    });
  };
  const fetchRules = (): void => {
    rulesFailed = null;
    askRules(ended.signal)
      .then((set) => {
        rules = set;
      })
      .catch((error: unknown) => {
        rulesFailed = { state: 'failed', error: asApiError(error) };
      })
      .finally(schedule);
  };
  const work = (): void => {
    const { pits, active, cutAway, zones, panelOpen, views } = usePits.getState();
    for (const [id, workings] of known) {
      if (pits.some((pit) => pit.id === id)) continue;
      workings.asking?.abort();
      known.delete(id);
    }
    const drawn: DrawnPit[] = [];
    for (const spec of pits) {
      const workings = placed(spec);
      findings(workings);
      const { view, rows } = workings;
      if (!view.ok) continue;
      const list = view.findings.state === 'ready' ? view.findings.list : null;
      const ready = list !== null && rows !== null;
      workings.cuts = ready && cutAway ? cutConduits(list, rows) : NO_CUTS;
      const zoned = zones && panelOpen && spec.id === active;
      workings.zones = ready && zoned ? zonedConduits(list, rows) : NO_ZONES;
      drawn.push({ id: spec.id, placed: view.placed, cuts: workings.cuts, zones: workings.zones });
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
      zones: NO_ZONES,
    };
    workings.spec = spec;
    workings.result = result;
    workings.levels = spec.corners.map(([lon, lat]) => levelAt(lon, lat));
    if (result.ok) workings.placed = result.value;
    known.set(spec.id, workings);
    return workings;
  };
  const findings = (workings: Workings): void => {
    const { result } = workings;
    if (!result.ok) {
      setView(workings, [result], () => ({ ok: false, refusal: result.refusal }));
      return;
    }
    const at = result.value;
    const set = rules;
    if (set === null) {
      const state = rulesFailed ?? LOADING;
      setView(workings, [at, state], () => ({ ok: true, placed: at, findings: state }));
      return;
    }
    const needed = digSearchBox(at.plan, set);
    if (workings.found !== null && workings.rows?.projection !== at.projection) {
      workings.rows = pitRows(workings.found, at.projection);
    }
    const { rows } = workings;
    if (rows === null || !covers(rows, needed)) {
      ask(workings, at, needed);
      const state = workings.failed ?? LOADING;
      setView(workings, [at, state], () => ({ ok: true, placed: at, findings: state }));
      return;
    }
    setView(workings, [at, rows, set], () => ({ ok: true, placed: at, findings: checked(at, rows, set) }));
  };
  const ask = (workings: Workings, at: PlacedPit, needed: PlaneBox): void => {
    if (workings.asking !== null || workings.failed !== null) return;
    const asking = new AbortController();
    workings.asking = asking;
    rowsIn(boxAround(needed, at.projection, ROOM_M), asking.signal)
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
    if (
      now.pits !== before.pits ||
      now.active !== before.active ||
      now.panelOpen !== before.panelOpen ||
      now.zones !== before.zones ||
      now.cutAway !== before.cutAway
    ) {
      schedule();
    }
  });
  fetchRules();
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
      if (rulesFailed !== null) fetchRules();
      schedule();
    },
    stop() {
      ended.abort();
      stopWatching();
      if (frame !== null) cancelAnimationFrame(frame);
      for (const { asking } of known.values()) asking?.abort();
    },
  };
}

/** A check that cannot be made is a failed one: it never reads as an empty list. */
function checked(at: PlacedPit, rows: PitRows, rules: RuleSet): PitFindings {
  try {
    return { state: 'ready', list: digList(checkDig(at.plan, rows.dig, rules), rows) };
  } catch (error) {
    return { state: 'failed', error: asApiError(error) };
  }
}

function covers({ dig }: PitRows, needed: PlaneBox): boolean {
  return dig.within === null || holdsBox(dig.within, needed);
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
