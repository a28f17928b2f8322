import type { DigFinding, DigVerdict, ExcavationAnswer } from '@undercroft/core/protocol/analysis/excavation';
import { describe, expect, it } from 'vitest';
import { differences } from './confirmation.ts';
import type { DigLine, DigList } from './dig-list.ts';
import { verdictCounts } from './dig-list.ts';

const base: DigFinding = {
  family: 'node',
  featureId: '',
  sourceId: '',
  utility: 'water',
  owner: null,
  status: 'inUse',
  surveyedOn: null,
  verdict: 'clear',
  part: 'pit',
  horizontalM: 1,
  verticalM: null,
  planM: null,
  coverDepthM: null,
  insideM: 0,
  zone: null,
  binding: false,
  needsPerson: true,
  rule: null,
  reason: 'noRule',
  assumed: [],
  sigmaM: null,
  sigmaXyM: null,
  accuracyBasis: 'unknown',
  strikeProbability: null,
  at: [0, 0, null],
  closest: null,
};

const finding = (id: string, verdict: DigVerdict, horizontalM: number | null = 1): DigFinding => ({
  ...base,
  featureId: id,
  sourceId: id,
  verdict,
  horizontalM,
});

/** Only what the comparison reads. */
function pageSays(...findings: readonly DigFinding[]): DigList {
  const lines = findings.map((each) => {
    const line: Pick<DigLine, 'id' | 'finding'> = {
      id: each.featureId,
      finding: { ...each, index: 0, relation: 'beside', at: [0, 0, null], closest: null },
    };
    return line as DigLine;
  });
  return { lines, counts: verdictCounts(findings) };
}

const serverSays = (...findings: readonly DigFinding[]) => ({ findings }) as unknown as ExcavationAnswer;

describe('page and server', () => {
  it('agree where verdicts are the same and distances are within the grain of the ground', () => {
    const page = pageSays(finding('a', 'hit', 0), finding('b', 'clear', 2));
    expect(differences(page, serverSays(finding('b', 'clear', 2.06), finding('a', 'hit', 0)))).toEqual([]);
  });

  it('differ in a verdict, in a distance, and in whether a distance is known at all', () => {
    const page = pageSays(finding('a', 'clear', 2), finding('b', 'clear', 2), finding('c', 'clear', 2));
    const server = serverSays(finding('a', 'hit', 2), finding('b', 'clear', 2.2), finding('c', 'clear', null));
    expect(differences(page, server).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('differ in what only one of them lists', () => {
    expect(differences(pageSays(finding('a', 'hit')), serverSays(finding('b', 'unknown')))).toEqual([
      { id: 'a', sourceId: 'a', here: 'hit', server: null },
      { id: 'b', sourceId: 'b', here: null, server: 'unknown' },
    ]);
  });
});
