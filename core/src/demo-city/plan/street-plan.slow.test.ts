import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { demoSite } from '../place/demo-sites.ts';
import { distance, distanceToLine, lineCrossings, type PlanLine, type PlanPoint } from '../place/plan-geometry.ts';
import { eastOfRiverM, RIVER_BANK_M } from '../place/shore.ts';
import type { DistrictPlan } from './district-plan.ts';
import { districtPlan } from './district-plan-of.ts';
import type { StreetClass, StreetVertex } from './street.ts';

const SEEDS = [1, 2, 3, 4, 5] as const;
const plans = new Map(SEEDS.map((seed) => [seed, districtPlan(demoSite(0, seed))]));

describe.each([...plans])('the streets of seed %i', (_, plan) => {
  const { streets, vertices, edges } = plan.network;

  it('are 75 to 90 km long, with some of every class', () => {
    const km = (kind?: StreetClass): number =>
      streets.reduce((sum, each) => sum + (kind === undefined || each.kind === kind ? each.lengthM / 1000 : 0), 0);
    expect(km()).toBeGreaterThan(75);
    expect(km()).toBeLessThan(90);
    expect(km('arterial')).toBeGreaterThan(15);
    expect(km('collector')).toBeGreaterThan(15);
    expect(km('local')).toBeGreaterThan(20);
    expect(km('lane')).toBeGreaterThan(10);
  });

  it('hang together: every vertex is reached from the first', () => {
    const next = new Map<StreetVertex, StreetVertex[]>();
    for (const { from, to } of edges) {
      next.set(from, [...(next.get(from) ?? []), to]);
      next.set(to, [...(next.get(to) ?? []), from]);
    }
    const [first] = vertices;
    const reached = new Set(first ? [first] : []);
    for (const vertex of reached) for (const each of next.get(vertex) ?? []) reached.add(each);
    expect(reached.size).toBe(vertices.length);
  });

  it('meet at 70 to 110 degrees, or go straight on across the road', () => {
    for (const { at, streets: meeting } of vertices) {
      for (const [i, first] of meeting.entries()) {
        for (const second of meeting.slice(i + 1)) {
          const angle = angleBetween(first, second);
          const meetsWell = angle >= 70 || (angle < 45 && meeting.length > 2);
          expect(meetsWell, `${first.street.en} and ${second.street.en} at ${at.join(', ')}: ${angle} degrees`).toBe(
            true,
          );
        }
      }
    }
  });

  it('have vertices no nearer than 35 m to each other, on their lines', () => {
    for (const [i, first] of vertices.entries()) {
      for (const second of vertices.slice(i + 1)) expect(distance(first.at, second.at)).toBeGreaterThan(35);
      for (const { street } of first.streets) expect(distanceToLine(first.at, street.centreline)).toBeLessThan(0.05);
    }
  });

  it('are covered by their stretches from end to end', () => {
    for (const street of streets) {
      const covered = edges.reduce((sum, each) => sum + (each.street === street ? each.toM - each.fromM : 0), 0);
      expect(Math.abs(covered - street.lengthM), street.en).toBeLessThan(0.6);
    }
  });

  it('have names of their own in both languages', () => {
    expect(new Set(streets.map(({ id }) => id)).size).toBe(streets.length);
    expect(new Set(streets.map(({ zh }) => zh)).size).toBe(streets.length);
    expect(new Set(streets.map(({ en }) => en)).size).toBe(streets.length);
    for (const { zh, en } of streets) {
      expect(zh).toMatch(/^\p{Script=Han}+[路街巷]$/u);
      expect(en).toMatch(/^[A-Z][A-Za-z ]+ (Road|Street|Lane)$/);
    }
  });

  it('cross the river on five bridges and never meet in it', () => {
    const bridges = streets.filter(({ centreline }) => lineCrossings(centreline, plan.river.axis).length > 0);
    expect(bridges.map(({ zh }) => zh).toSorted()).toEqual(
      ['北环路', '河北大街', '建设大街', '滨海大街', '燕山大街'].toSorted(),
    );
    for (const { at } of vertices) expect(Math.abs(eastOfRiverM(at))).toBeGreaterThan(RIVER_BANK_M);
  });
});

describe('a plan', () => {
  it('is the same for the same seed and another for another', () => {
    expect(digest(districtPlan(demoSite(0, 1)))).toBe(digest(plans.get(1)));
    expect(digest(plans.get(1))).not.toBe(digest(plans.get(2)));
  });
});

function digest(plan: DistrictPlan | undefined): string {
  const { network, ...rest } = plan ?? { network: null };
  const streets = network?.streets.map((street) => ({ ...street }));
  const edges = network?.edges.map(({ fromM, toM, from, to, street }) => [street.id, fromM, toM, from.at, to.at]);
  return createHash('sha256')
    .update(JSON.stringify([rest, streets, edges]))
    .digest('hex');
}

/** Angle between two streets at a vertex, 0 to 90 degrees. */
function angleBetween(first: StreetVertex['streets'][number], second: StreetVertex['streets'][number]): number {
  const [ax, ay] = directionAt(first.street.centreline, first.chainageM);
  const [bx, by] = directionAt(second.street.centreline, second.chainageM);
  return (Math.acos(Math.min(1, Math.abs(ax * bx + ay * by))) * 180) / Math.PI;
}

function directionAt(line: PlanLine, chainageM: number): PlanPoint {
  let m = 0;
  for (let i = 1; i < line.length; i++) {
    const [a = [0, 0], b = [0, 0]] = [line[i - 1], line[i]];
    const length = distance(a, b);
    m += length;
    if (m >= chainageM - 0.01 || i === line.length - 1) return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  }
  return [1, 0];
}
