import { STATISTICS_ATTRIBUTES, type StatisticsRequest } from '@undercroft/core/protocol/analysis/statistics';
import { TRACE_DIRECTIONS } from '@undercroft/core/protocol/analysis/trace';
import type { SectionLine } from './section-line.ts';

export type StatisticsBy = StatisticsRequest['by'][number];

/** What was asked, as an address carries it. */
export type AskedQuestion =
  | { readonly kind: 'trace'; readonly direction: 'upstream' | 'downstream' | 'connected'; readonly id: string }
  | { readonly kind: 'isolation'; readonly id: string }
  | { readonly kind: 'distance'; readonly a: string; readonly b: string }
  | { readonly kind: 'statistics'; readonly by: StatisticsBy };

const DECIMALS = 7;

/** `119.6000000,39.9250000,119.6002000,39.9251000` */
export function encodeLine(line: SectionLine): string {
  return line
    .flat()
    .map((degrees) => degrees.toFixed(DECIMALS))
    .join(',');
}

/** Null for what is no line, never an error. */
export function decodeLine(text: string | null): SectionLine | null {
  const parts = (text ?? '').split(',');
  if (parts.length !== 4 || parts.some((part) => part.trim() === '')) return null;
  const [lonA, latA, lonB, latB] = parts.map(Number);
  if (!within(lonA, 180) || !within(latA, 90) || !within(lonB, 180) || !within(latB, 90)) return null;
  return [
    [lonA, latA],
    [lonB, latB],
  ];
}

/** Words parted by `~`; ids are escaped, so that they may hold one. */
export function encodeQuestion(question: AskedQuestion): string {
  switch (question.kind) {
    case 'trace':
      return words(question.direction, question.id);
    case 'isolation':
      return words('isolation', question.id);
    case 'distance':
      return words('distance', question.a, question.b);
    case 'statistics':
      return words('statistics', question.by);
  }
}

export function decodeQuestion(text: string | null): AskedQuestion | null {
  const [kind = '', one, other] = (text ?? '').split('~').map(unescaped);
  if (one === undefined || one === '') return null;
  const direction = TRACE_DIRECTIONS.find((each) => each === kind);
  if (direction !== undefined && direction !== 'path') return { kind: 'trace', direction, id: one };
  if (kind === 'isolation') return { kind, id: one };
  if (kind === 'distance') return other === undefined || other === '' ? null : { kind, a: one, b: other };
  const by = kind === 'statistics' ? STATISTICS_ATTRIBUTES.find((each) => each === one) : undefined;
  return by === undefined ? null : { kind: 'statistics', by };
}

/** The ends of a longitudinal profile. */
export function encodeEnds(ends: readonly [string, string]): string {
  return words(...ends);
}

export function decodeEnds(text: string | null): readonly [string, string] | null {
  const [from, to] = (text ?? '').split('~').map(unescaped);
  return from === undefined || to === undefined || from === '' || to === '' ? null : [from, to];
}

function words(...parts: readonly string[]): string {
  return parts.map((part) => encodeURIComponent(part).replaceAll('~', '%7E')).join('~');
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function within(value: number | undefined, most: number): value is number {
  return value !== undefined && Number.isFinite(value) && Math.abs(value) <= most;
}
