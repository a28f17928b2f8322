import { expect, it } from 'vitest';
import { districtDrains } from '../drains/district-drains.ts';
import { partOfDistrict, rowsOfHouses } from '../drains/testing/part-of-district.ts';
import { demoSite } from '../place/demo-sites.ts';
import { districtPlan } from '../plan/district-plan-of.ts';
import { clearanceAudit, clearanceAuditOf } from './clearance-audit.ts';
import { districtMains } from './district-mains.ts';

const site = demoSite(0, 1);
const plan = partOfDistrict(districtPlan(site));
const houses = rowsOfHouses(plan).filter((_, i) => i % 6 === 0);
const drains = districtDrains(plan, houses, site);
const mains = districtMains(plan, houses, drains, site);

it('of lines that were moved finds among the others what the audit of all finds that one of them is in', () => {
  const all = [...drains.conduits, ...mains.conduits];
  // Every fortieth line a metre lower: through whatever lies below it.
  const moved = all
    .filter((_, i) => i % 40 === 0)
    .map((each) => ({ ...each, fromLevelM: each.fromLevelM - 1, toLevelM: each.toLevelM - 1 }));
  const others = all.filter((_, i) => i % 40 !== 0);
  const whole = clearanceAudit([
    { nodes: [], conduits: others },
    { nodes: [], conduits: moved },
  ]);
  const part = clearanceAuditOf(moved, others);
  const ours = new Set(moved);
  const isOurs = ({ a }: (typeof whole.vertical)[number]) => ours.has(a);
  expect(part.vertical.length).toBeGreaterThan(20);
  expect(part.vertical).toEqual(whole.vertical.filter(isOurs));
  expect(part.horizontal).toEqual(whole.horizontal.filter(isOurs));
  expect(part.crossings).toBeLessThan(whole.crossings);
});
