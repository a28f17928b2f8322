import { type ChinaFrame, fromChinaFrame } from '@undercroft/core/geodesy/china-offset';
import type { LonLatBox } from '@undercroft/core/geodesy/crs';
import type { Issue } from '@undercroft/core/model/issue';
import type { Inspection } from '@undercroft/core/protocol/data-page';
import { type Georeference, georeferenceSchema, type LocalGrids } from '@undercroft/core/protocol/georeference';
import { issue } from '../issues.ts';
import type { DeclaredCrs } from '../tables/table-format.ts';
import { headingAxis, headingsSay } from './propose-axes.ts';
import { type Fit, fitsOf, type ScenePlace, sameFits } from './propose-fits.ts';
import { type FitFacts, fitReason, fitTitle } from './propose-reasons.ts';
import { refusalOf } from './propose-refusal.ts';

/** Pairs of coordinates as the source orders them. */
export interface CoordinateSamples {
  /** Flat: the values of the columns bound to `x` and `y`, or pairs of geometries. A few dozen tell enough. */
  readonly pairs: ArrayLike<number>;
  /** Headings of the two columns; `null` for geometries. */
  readonly headings: readonly [x: string, y: string] | null;
}

/** What else is known about a source whose coordinates are looked at. */
export interface GeoreferenceHints {
  readonly declared: DeclaredCrs | null;
  /** True for the columns of a survey table, whose X is by custom the northing. */
  readonly isSurvey: boolean;
  /** The scene the data are for; `null` when they are looked at on their own. */
  readonly place: ScenePlace | null;
  /** Grids of this installation. */
  readonly localGrids: LocalGrids;
}

/** As an inspection tells it, with what was noticed beside. */
export type ProposedGeoreference = Inspection['georeference'] & { readonly issues: readonly Issue[] };

type Candidate = Inspection['georeference']['candidates'][number];

/** A sample is enough: more pairs tell no more. */
const MOST_PAIRS = 64;
/** Share of the pairs that a way must place; the rest are typing errors. */
const LEAST_SHARE = 0.5;
/** A way that places this much less than the best is none. */
const SHARE_SLACK = 0.05;
/** More ways than these and the values tell nothing. */
const MOST_CANDIDATES = 12;
/** Boxes (west, south, east, north) that hold all of China, and something of its neighbours: where degrees may be shifted. */
const CHINA: readonly LonLatBox[] = [
  [73, 29.5, 124.2, 42.9],
  [79.4, 42.8, 96.4, 49.3],
  [109.6, 39.3, 135.1, 54.2],
  [82.9, 26.7, 97.1, 29.6],
  [97, 20.4, 124.4, 29.6],
  [107.9, 3.5, 118, 20.5],
];

/**
 * How sure the best way is. Only what somebody said (a declared system, headings of longitude and latitude) is ever
 * certain: numbers alone cannot tell CGCS2000 from Xi'an 1980, nor plain degrees from shifted ones.
 */
const CERTAINTY = {
  declared: 0.98,
  namedDegrees: 0.95,
  /** A declared system that fits only with its axes swapped, or that fits far from the scene. */
  declaredSwapped: 0.85,
  declaredFar: 0.6,
  onlyOne: 0.85,
  onlyOneDegrees: 0.8,
  /** One way, and no scene to check it against. */
  onlyOneAnywhere: 0.7,
  /** Degrees in China, which may be shifted. */
  maybeShifted: 0.85,
  preferred: 0.6,
  oneOfMany: 0.4,
} as const;

/**
 * Proposes in which system, and in which order, the pairs of a source are, given where the scene lies. Every way to read
 * them that fits is a candidate, the likeliest first, with the place it gives a pair. Nothing is proposed with a certainty
 * of 0.9 or more that no declaration or heading states; a shift (GCJ-02, BD-09) is offered and never proposed.
 */
export function proposeGeoreference(samples: CoordinateSamples, hints: GeoreferenceHints): ProposedGeoreference {
  const pairs = soundPairs(samples.pairs);
  if (pairs.length === 0) return refused('No pair of coordinates was found: all are empty, or zero.');
  const { declared, place } = hints;
  const reaching = fitsOf(pairs, place, hints.localGrids).filter(({ inReach }) => inReach >= LEAST_SHARE);
  const near = best(reaching);
  const ofDeclared = reaching.filter((fit) => isDeclaredIn(fit, declared));
  const ranked = [...near, ...ofDeclared.filter((fit) => !near.includes(fit))];
  if (ranked.length === 0) return refused(refusalOf(pairs, place, declared));
  const groups = believed(
    sameFits(ranked).map((fits) => chosenOf(fits, samples, hints)),
    samples,
  ).toSorted((a, b) => b.score - a.score);
  const [first] = groups;
  if (first === undefined) return refused(refusalOf(pairs, place, declared));
  const isShiftable = groups.some(({ fit }) => isInChina(fit));
  const candidates = groups.slice(0, MOST_CANDIDATES).flatMap((group) => candidatesOf(group, groups.length - 1, hints));
  if (groups.length > MOST_CANDIDATES && first.score < 2) {
    const refusal = `The values fit ${groups.length} systems alike. Name the one they were surveyed in, or the city they belong to.`;
    return { proposed: null, certainty: 0, candidates, refusal, issues: [] };
  }
  return {
    proposed: georeferenceOf(first.fit),
    certainty: certaintyOf(first, groups, hints),
    candidates,
    refusal: null,
    issues: isShiftable ? [shiftInfo()] : [],
  };
}

interface Chosen {
  readonly fit: Fit;
  readonly isDeclared: boolean;
  readonly headings: FitFacts['headings'];
  readonly score: number;
}

/** Of columns that are called longitude and latitude no other reading is a rival: degrees fit metres of some grid as well. */
function believed(groups: readonly Chosen[], { headings }: CoordinateSamples): readonly Chosen[] {
  const isNamed = headings?.every((heading) => headingAxis(heading)?.isDegree === true) === true;
  const agreeing = groups.filter((group) => group.isDeclared || group.headings === 'agree');
  return isNamed && agreeing.length > 0 ? agreeing : groups;
}

/** Drops pairs that hold no number, and fillers. */
function soundPairs(pairs: ArrayLike<number>): Float64Array {
  const sound: number[] = [];
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const x = pairs[i] ?? Number.NaN;
    const y = pairs[i + 1] ?? Number.NaN;
    const isFiller = (x === 0 && y === 0) || (x === -9999 && y === -9999) || Math.abs(x) > 1e9 || Math.abs(y) > 1e9;
    if (Number.isFinite(x) && Number.isFinite(y) && !isFiller) sound.push(x, y);
  }
  const count = sound.length / 2;
  if (count <= MOST_PAIRS) return Float64Array.from(sound);
  const picked = new Float64Array(MOST_PAIRS * 2);
  for (let i = 0; i < MOST_PAIRS; i++) {
    const from = Math.floor((i * count) / MOST_PAIRS) * 2;
    picked[i * 2] = sound[from] ?? 0;
    picked[i * 2 + 1] = sound[from + 1] ?? 0;
  }
  return picked;
}

/** Those that place about as many pairs near the scene as the best does. */
function best(fits: readonly Fit[]): readonly Fit[] {
  const most = fits.reduce((share, { inScene }) => Math.max(share, inScene), 0);
  if (most < LEAST_SHARE) return [];
  return fits.filter(({ inScene }) => inScene >= most - SHARE_SLACK);
}

function isDeclaredIn({ crs }: Fit, declared: DeclaredCrs | null): boolean {
  return declared?.code === crs.code;
}

/** Of fits that place alike the one to name: the declared, plain degrees as EPSG:4326, else the one meant for the place. */
function chosenOf(fits: readonly Fit[], samples: CoordinateSamples, hints: GeoreferenceHints): Chosen {
  const width = ({ crs }: Fit) => crs.areaOfUse[2] - crs.areaOfUse[0];
  const [fit] = fits.toSorted(
    (a, b) =>
      Number(isDeclaredIn(b, hints.declared)) - Number(isDeclaredIn(a, hints.declared)) ||
      Number(b.crs.code === 'EPSG:4326') - Number(a.crs.code === 'EPSG:4326') ||
      Number(b.isStrict) - Number(a.isStrict) ||
      width(a) - width(b),
  );
  if (fit === undefined) throw new RangeError('A group of fits must hold one.');
  const isDeclared = isDeclaredIn(fit, hints.declared);
  const isDegree = fit.crs.kind === 'geographic';
  const headings = headingsSay(samples.headings, fit.axes, isDegree);
  const isCustom = hints.isSurvey && fit.axes === 'northEast' && fit.crs.name.startsWith('CGCS2000');
  const score =
    (isDeclared ? 4 : 0) +
    (isDeclared && fit.axes === hints.declared?.axes ? 1 : 0) -
    (isDeclared && hints.place !== null && fit.inScene < LEAST_SHARE ? 5.5 : 0) +
    (headings === 'agree' ? 2 : headings === 'contradict' ? -2 : 0) +
    (isCustom ? 1 : 0) +
    (fit.isStrict ? 0.5 : 0) +
    (fit.crs.code.startsWith('LOCAL:') ? -0.25 : 0);
  return { fit, isDeclared, headings, score };
}

function certaintyOf(first: Chosen, groups: readonly Chosen[], { declared, place }: GeoreferenceHints): number {
  const { fit } = first;
  const share = place === null ? fit.inReach : fit.inScene;
  const ceiling = Math.min(
    isInChina(fit) && fit.crs.code !== declared?.code ? CERTAINTY.maybeShifted : 1,
    isInChina(fit) && fit.crs.code === 'EPSG:4326' ? CERTAINTY.maybeShifted : 1,
    first.headings === 'contradict' ? CERTAINTY.preferred : 1,
    // What the file says of its system is another one, or in words nobody could resolve.
    declared !== null && !first.isDeclared ? CERTAINTY.preferred : 1,
  );
  return Math.min(ceiling, ofItself(first, groups, declared, place)) * Math.max(share, LEAST_SHARE);
}

function ofItself(
  { fit, isDeclared, headings, score }: Chosen,
  groups: readonly Chosen[],
  declared: DeclaredCrs | null,
  place: ScenePlace | null,
): number {
  if (isDeclared) {
    if (place !== null && fit.inScene < LEAST_SHARE) return CERTAINTY.declaredFar;
    return fit.axes === declared?.axes ? CERTAINTY.declared : CERTAINTY.declaredSwapped;
  }
  const [, second] = groups;
  if (second !== undefined) return score - second.score >= 1 ? CERTAINTY.preferred : CERTAINTY.oneOfMany;
  if (!fit.isStrict) return CERTAINTY.preferred;
  const isDegree = fit.crs.kind === 'geographic';
  if (isDegree && headings === 'agree') return CERTAINTY.namedDegrees;
  if (place === null) return CERTAINTY.onlyOneAnywhere;
  return isDegree ? CERTAINTY.onlyOneDegrees : CERTAINTY.onlyOne;
}

/** The way itself, and for degrees in China the two shifts that only a person can declare. */
function candidatesOf({ fit, isDeclared, headings }: Chosen, rivals: number, hints: GeoreferenceHints): Candidate[] {
  const [sample] = fit.places;
  if (sample === undefined) return [];
  const plain: Candidate = {
    georeference: georeferenceOf(fit),
    title: fitTitle(fit),
    sample: [sample[0], sample[1]],
    reason: fitReason(fit, { isDeclared, headings, rivals }, hints.declared, hints.place),
  };
  if (!isInChina(fit)) return [plain];
  return [plain, shifted(plain, 'GCJ-02'), shifted(plain, 'BD-09')];
}

function shifted(plain: Candidate, frame: ChinaFrame): Candidate {
  const [lon, lat] = fromChinaFrame(frame, ...plain.sample);
  return {
    georeference: { ...plain.georeference, crs: 'EPSG:4326', shift: frame },
    title: `${plain.title}, shifted as ${frame}`,
    sample: [lon, lat],
    reason: {
      en: `If whoever made the data says they were taken from a map in ${frame}. The values do not tell.`,
      zh: `仅当数据提供方说明其取自 ${frame} 地图时选用；数值本身无法判断。`,
    },
  };
}

function georeferenceOf({ crs, axes }: Fit): Georeference {
  return georeferenceSchema.parse({ crs: crs.code, axes });
}

function isInChina({ crs, places }: Fit): boolean {
  const [first] = places;
  if (crs.kind !== 'geographic' || first === undefined) return false;
  const [lon, lat] = first;
  return CHINA.some(([west, south, east, north]) => lon > west && lon < east && lat > south && lat < north);
}

function shiftInfo(): Issue {
  return issue(
    'may-be-shifted',
    null,
    null,
    'Longitudes and latitudes in China may be shifted (GCJ-02, BD-09) by several hundred metres, and nothing in them ' +
      'tells. They are taken as they stand unless a shift is declared.',
  );
}

function refused(refusal: string): ProposedGeoreference {
  return { proposed: null, certainty: 0, candidates: [], refusal, issues: [] };
}
