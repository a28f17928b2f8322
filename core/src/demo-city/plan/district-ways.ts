import { SITE_SIDE_M } from '../place/demo-site.ts';
import { lineLength, type PlanLine, parallelLine, pointAlong } from '../place/plan-geometry.ts';
import { BEACH_M, HARBOUR, RIVER_BANK_M, riverXM, shoreLine, shoreYM } from '../place/shore.ts';
import { stretch } from './arrangement.ts';
import type { Block, PlanWay } from './district-plan.ts';
import { parkPaths } from './park.ts';
import type { StreetNetwork } from './street.ts';
import { streetCrossings } from './street-crossings.ts';

const TRACK_WIDTH_M = 3;
/** The railway has two tracks, this far from its axis, metres; at the station there are two more on each side. */
const TRACK_M = 2.3;
const SIDINGS_M = [-11, -6.8, 6.8, 11] as const;
const STATION = { fromY: 2480, toY: 1720 } as const;
/** From behind the sea wall to the promenade's middle, and its width, metres. */
const PROMENADE_M = 8;
const PROMENADE_WIDTH_M = 6;
/** Where piers leave the beach and how far they reach, metres. */
const PIERS: readonly (readonly [x: number, lengthM: number, zh: string, en: string])[] = [
  [1180, 210, '金沙湾栈桥', 'Jinsha Bay Pier'],
  [1730, 140, '渔港栈桥', 'Yugang Pier'],
];

type Draft = Omit<PlanWay, 'id'>;

/** Tracks, promenade, piers, and paths of parks. */
export function districtWays(blocks: readonly Block[], network: StreetNetwork, railway: PlanLine): readonly PlanWay[] {
  const drafts = [...tracks(network, railway), ...promenade(), ...piers(), ...quays(), ...paths(blocks)];
  return drafts.map((draft, i) => ({ id: `G${String(i + 1).padStart(3, '0')}`, ...draft }));
}

function tracks(network: StreetNetwork, railway: PlanLine): readonly Draft[] {
  const main = [-TRACK_M, TRACK_M].flatMap((rightM) =>
    overStreets(parallelLine(railway, rightM, 0), network).map(({ line, isBridge }) =>
      track(line, isBridge, '海港铁路', 'Haigang Railway'),
    ),
  );
  const station = railway.filter(([, y]) => y <= STATION.fromY && y >= STATION.toY);
  const sidings = SIDINGS_M.map((rightM) => track(parallelLine(station, rightM, 0), false, null, null));
  const { basinWest } = HARBOUR;
  const yard = [30, 60, 84].map((fromQuayM) => {
    const x = basinWest - fromQuayM;
    return track(
      [
        [x - 14, 300],
        [x, 210],
        [x, -40],
      ],
      false,
      null,
      null,
    );
  });
  return [...main, ...sidings, ...yard];
}

function track(line: PlanLine, isBridge: boolean, zh: string | null, en: string | null): Draft {
  return { class: 'rail', zh, en, line, widthM: TRACK_WIDTH_M, isBridge };
}

/** A line in parts, those over a street marked as bridges. */
function overStreets(line: PlanLine, network: StreetNetwork): readonly { line: PlanLine; isBridge: boolean }[] {
  const cuts = streetCrossings(line, network)
    .map(({ chainageM, street }) => [chainageM - street.boundaryM - 4, chainageM + street.boundaryM + 4] as const)
    .toSorted((a, b) => a[0] - b[0]);
  const parts: { line: PlanLine; isBridge: boolean }[] = [];
  let at = 0;
  for (const [from, to] of cuts) {
    if (from > at) parts.push({ line: partOf(line, at, from), isBridge: false });
    parts.push({ line: partOf(line, Math.max(at, from), to), isBridge: true });
    at = to;
  }
  const length = lineLength(line);
  if (length > at + 1) parts.push({ line: partOf(line, at, length), isBridge: false });
  return parts;
}

function partOf(line: PlanLine, fromM: number, toM: number): PlanLine {
  return stretch(line, fromM, toM, pointAlong(line, fromM), pointAlong(line, toM));
}

function promenade(): readonly Draft[] {
  const inland = BEACH_M + PROMENADE_M;
  const mouthX = riverXM(shoreYM(450) + inland);
  const part = (fromX: number, toX: number, isBridge: boolean): Draft => ({
    class: 'footway',
    zh: '滨海栈道',
    en: 'Shore Walk',
    line: shoreLine(fromX, toX, inland),
    widthM: PROMENADE_WIDTH_M,
    isBridge,
  });
  const reach = RIVER_BANK_M + 4;
  return [
    part(0, mouthX - reach, false),
    part(mouthX - reach, mouthX + reach, true),
    part(mouthX + reach, 2090, false),
  ];
}

function piers(): readonly Draft[] {
  return PIERS.map(([x, lengthM, zh, en]): Draft => {
    const fromY = shoreYM(x) + BEACH_M + PROMENADE_M;
    const line: PlanLine = [
      [x, fromY],
      [x, shoreYM(x) - lengthM],
    ];
    return { class: 'footway', zh, en, line, widthM: 8, isBridge: true };
  });
}

/** Roadways along the basin's quays. */
function quays(): readonly Draft[] {
  const { basinWest, basinEast, basinHead, moleY } = HARBOUR;
  const line: PlanLine = [
    [basinWest - 18, moleY + 20],
    [basinWest - 18, basinHead + 20],
    [basinEast + 18, basinHead + 20],
    [basinEast + 18, moleY + 20],
    [SITE_SIDE_M, moleY + 20],
  ];
  return [{ class: 'service', zh: null, en: null, line, widthM: 10, isBridge: false }];
}

function paths(blocks: readonly Block[]): readonly Draft[] {
  return blocks
    .filter(({ pattern }) => pattern === 'park')
    .flatMap((block) => parkPaths(block))
    .map((line) => ({ class: 'footway', zh: null, en: null, line, widthM: 3, isBridge: false }));
}
