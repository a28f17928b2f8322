import type { LongitudinalProfileShape } from '../protocol/analysis/profile.ts';
import { fromWallWords, metresWords, outerTopWords, sizeWords, statusWords } from './conduit-words.ts';
import { type DrawingWord, drawnMaterial, sayOnDrawing } from './drawing-words.ts';
import { SMALL_MM, WARNING } from './items.ts';
import { COLUMN_MM, type TableCell, type TableRow } from './station-table.ts';
import { type DrawingOptions, WHOLE_DRAWING_MM } from './title-block.ts';

/** Half the distance of the two figures of a node whose conduits come in and go on at different levels, mm. */
const PAIR_MM = SMALL_MM * 0.62;

type Node = LongitudinalProfileShape['nodes'][number];
type Leg = LongitudinalProfileShape['legs'][number];

/** Least distance of two nodes' columns: more where a node has two inverts. */
export function nodeColumnMm({ nodes }: LongitudinalProfileShape): number {
  return nodes.some(hasDrop) ? COLUMN_MM + 2 * PAIR_MM : COLUMN_MM;
}

/** The station table: levels at nodes, and what runs between them. */
export function profileRows(
  profile: LongitudinalProfileShape,
  columns: readonly number[],
  { language, heightMm }: DrawingOptions,
): readonly TableRow[] {
  const { nodes, legs } = profile;
  const beyond = nodeColumnMm(profile) / 2;
  const edges = [(columns[0] ?? 0) - beyond, (columns.at(-1) ?? 0) + beyond] as const;
  const label = (word: DrawingWord) => sayOnDrawing(language, word);
  const atNodes = (word: DrawingWord, words: (node: Node, i: number) => string): TableRow => ({
    label: label(word),
    cells: nodes.map((node, i) => ({ x: columns[i] ?? 0, words: words(node, i), roomMm: null })),
    borders: [],
    edges,
  });
  const between = (
    word: DrawingWord,
    words: (leg: Leg) => string,
    colour?: (leg: Leg) => string | undefined,
  ): TableRow => ({
    label: label(word),
    cells: legs.map((leg, i): TableCell => {
      const [from, to] = [columns[i] ?? 0, columns[i + 1] ?? 0];
      const shade = colour?.(leg);
      const cell = { x: (from + to) / 2, words: words(leg), roomMm: to - from };
      return shade === undefined ? cell : { ...cell, colour: shade };
    }),
    borders: columns,
    edges: null,
  });
  const wallKnown = (i: number, side: 'in' | 'out') => legs[side === 'in' ? i - 1 : i]?.wallKnown ?? true;
  const outerTop = (i: number, side: 'in' | 'out') =>
    side === 'in' ? (legs[i - 1]?.points.at(-1)?.outerTopM ?? null) : (legs[i]?.points[0]?.outerTopM ?? null);
  const pairs = (word: DrawingWord, at: (i: number, side: 'in' | 'out') => string): TableRow => ({
    label: label(word),
    cells: nodes.flatMap((_, i): readonly TableCell[] => {
      const x = columns[i] ?? 0;
      const [before, after] = [i > 0 ? at(i, 'in') : null, i < legs.length ? at(i, 'out') : null];
      if (before === null || after === null || before === after)
        return [{ x, words: before ?? after ?? '?', roomMm: null }];
      return [
        { x: x - PAIR_MM, words: before, roomMm: null },
        { x: x + PAIR_MM, words: after, roomMm: null },
      ];
    }),
    borders: [],
    edges,
  });
  const groundOf = ({ coverLevelM, groundM }: Node) => groundM ?? coverLevelM;
  const cover = atNodes('cover', (node, i) => {
    const ground = groundOf(node);
    const tops = [outerTop(i, 'in'), outerTop(i, 'out')].filter((top) => top !== null);
    const coverM = ground === null || tops.length === 0 ? null : ground - Math.max(...tops);
    return fromWallWords(coverM, wallKnown(i, 'in') && wallKnown(i, 'out'));
  });
  const inverts = pairs('invert', (i, side) =>
    metresWords((side === 'in' ? nodes[i]?.inInvertM : nodes[i]?.outInvertM) ?? null),
  );
  const slope = between('slope', (leg) => (leg.slope === null ? '?' : (leg.slope * 1000).toFixed(1)), slopeColour);
  const length = between('length', (leg) => leg.planLengthM.toFixed(1));
  const conduit = between(
    'conduit',
    (leg) => `${sizeWords(leg, language)} ${drawnMaterial(leg.material, language)}${statusWords(leg.status, language)}`,
  );
  const ground = atNodes('groundLevel', (node) => metresWords(groundOf(node)));
  if (heightMm < WHOLE_DRAWING_MM) return [ground, inverts, cover, slope, conduit];
  return [
    ground,
    pairs('outerTop', (i, side) => outerTopWords(outerTop(i, side), wallKnown(i, side))),
    inverts,
    cover,
    slope,
    conduit,
    length,
    atNodes('station', ({ stationM }) => stationM.toFixed(1)),
    atNodes('node', ({ sourceId, featureId }) => sourceId ?? featureId ?? '—'),
  ];
}

function slopeColour({ slopeVerdict }: Leg): string | undefined {
  return slopeVerdict === 'reverse' || slopeVerdict === 'belowTable' ? WARNING : undefined;
}

function hasDrop({ inInvertM, outInvertM }: Node): boolean {
  return metresWords(inInvertM) !== metresWords(outInvertM);
}
