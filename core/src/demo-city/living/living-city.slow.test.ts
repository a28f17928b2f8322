import { describe, expect, it } from 'vitest';
import { containsPoint } from '../../geometry/polygon.ts';
import { demoDistrict, districtNetwork } from '../demo-district.ts';
import { planLonLat, planPointAt } from '../place/demo-frame.ts';
import { regionGround } from '../place/region-ground.ts';
import { eastOfRiverM } from '../place/shore.ts';
import { caseFigures } from './case-figures.ts';
import { COMPONENT_CLASSES } from './components/component-classes.ts';
import { coverKind } from './components/cover-kind.ts';
import { CASES_A_YEAR, demoCases } from './demo-cases.ts';
import { livingCity, livingFeatures, livingPoints } from './living-city.ts';
import { demoEvents } from './simulate-events.ts';
import { standingLevel } from './standing-level.ts';

const district = demoDistrict(0, 1);
const city = livingCity(district);
const points = [...livingPoints(city)];
const nodes = new Map(districtNetwork(district).nodes.map((node) => [node.id, node]));
const HOUR_MS = 3_600_000;
/** Midnight of 14 July 2026, a Tuesday, in China. */
const MIDNIGHT_MS = Date.UTC(2026, 6, 13, 16);

describe('the points of the living city', () => {
  it('lie each in the cell they say, exactly', () => {
    const paths = new Map(city.grid.cells.map(({ code, path }) => [code, path]));
    const wrong = points.filter(({ gridCell, position }) => {
      const path = paths.get(gridCell ?? '');
      return path === undefined || !containsPoint(path, position[0], position[1]);
    });
    expect(wrong).toEqual([]);
  });

  it('have ids of their own, names in both languages, and say that they are made up', () => {
    expect(new Set(points.map(({ kind, sourceId }) => `${kind} ${sourceId}`)).size).toBe(points.length);
    for (const { name, raw, owner } of points) {
      expect(name.zh).not.toBeNull();
      expect(name.en).not.toBeNull();
      expect(raw.备注).toBe('模拟 synthetic');
      expect(owner).toContain('(模拟)');
    }
  });

  it('has exactly 2,000 cameras with heading, field of view, range and height, some in every scenic area', () => {
    expect(city.cameras).toHaveLength(2000);
    for (const { code, headingDeg, fieldOfViewDeg, rangeM, heightM } of city.cameras) {
      expect(code).toMatch(/^13030[234]00\d{2}132\d{7}$/);
      expect(headingDeg).toBeGreaterThanOrEqual(0);
      expect(headingDeg).toBeLessThan(360);
      expect(fieldOfViewDeg).toBeGreaterThan(20);
      expect(rangeM).toBeGreaterThan(40);
      expect(heightM).toBeGreaterThan(5);
    }
    expect(city.scenicAreas).toHaveLength(11);
    for (const { sourceId, raw } of city.scenicAreas) {
      expect(Number(raw.最大承载量)).toBeGreaterThan(1000);
      expect(city.cameras.filter((camera) => camera.raw.景区 === sourceId).length).toBeGreaterThan(10);
    }
  });

  it('has components on the manholes of the network: same place, class by utility', () => {
    const covers = city.components.filter(({ raw }) => raw.物探点号 !== undefined);
    expect(covers.length).toBeGreaterThan(10_000);
    for (const { raw, position, code, gridCell } of covers) {
      const number = typeof raw.物探点号 === 'string' ? raw.物探点号 : '';
      const node = nodes.get(number);
      if (node === undefined) throw new Error(`no point ${number} in the network`);
      expect(position).toEqual(planLonLat(node.at));
      const kind = node.appurtenance === '消防栓' ? 'hydrant' : coverKind(node);
      expect(kind).not.toBeNull();
      if (kind !== null) expect(code?.slice(6, 10)).toBe(COMPONENT_CLASSES[kind].digits);
      expect(code?.slice(0, 6)).toBe(gridCell?.slice(0, 6));
    }
    const classes = new Set(covers.map(({ code }) => code?.slice(6, 10)));
    for (const digits of ['0101', '0102', '0103', '0104', '0105', '0107', '0110', '0111', '0113']) {
      expect(classes.has(digits), digits).toBe(true);
    }
  });

  it('has water gauges where the ground of streets lies lowest: all of them below the mean ground 200 m around', () => {
    const groundLevelM = standingLevel(regionGround().groundLevelM);
    const gauges = city.devices.filter(({ kind }) => kind === 'roadWater');
    expect(gauges.length).toBeGreaterThan(20);
    for (const { point } of gauges) {
      const [x, y] = planPointAt(...point.position);
      const around = Array.from({ length: 36 }, (_, i) => {
        const angle = (i * Math.PI) / 18;
        return groundLevelM([x + 200 * Math.cos(angle), y + 200 * Math.sin(angle)]);
      });
      const mean = around.reduce((sum, level) => sum + level, 0) / around.length;
      expect(groundLevelM([x, y])).toBeLessThan(mean);
    }
  });

  it('stand on bridges, not in the river', () => {
    const overRiver = points.filter(({ position, kind }) => {
      const at = planPointAt(...position);
      return kind !== 'component' && at[1] > 100 && at[1] < 2950 && Math.abs(eastOfRiverM(at)) < 20;
    });
    for (const { levelM, position } of overRiver) {
      expect(levelM).toBeGreaterThan(district.site.groundLevelM(planPointAt(...position)) + 3);
    }
  });

  it('has every kind of device, and signals, schools, hospitals, shelters, units', () => {
    expect(new Set(city.devices.map(({ kind }) => kind)).size).toBe(12);
    expect(city.signals.length).toBeGreaterThan(20);
    expect(new Set(city.publicPlaces.map(({ category }) => category))).toEqual(
      new Set(['学校', '医疗机构', '应急避难场所']),
    );
    expect(city.units.length).toBeGreaterThan(50);
  });
});

describe('the cases of the living city', () => {
  const cases = [...demoCases(city.grounds, 1)];

  it('are 150,000, each inside its cell, those about components where these stand', () => {
    expect(cases).toHaveLength(CASES_A_YEAR);
    const cells = new Map(city.grounds.map(({ code, outline }) => [code, outline]));
    const components = new Map(city.components.map(({ sourceId, position }) => [sourceId, position]));
    const wrong = cases.filter(({ gridCell, position, component }) => {
      if (component !== null) return components.get(component) !== position;
      return !containsPoint(cells.get(gridCell ?? '') ?? new Float64Array(), position[0], position[1]);
    });
    expect(wrong).toEqual([]);
  });

  it('come most between nine and ten in the morning, and more by the sea in summer', () => {
    const { byHour, byMonth } = caseFigures(cases);
    expect(byHour.indexOf(Math.max(...byHour))).toBe(9);
    expect(byMonth[7]).toBeGreaterThan(1.4 * (byMonth[1] ?? 0));
  });
});

describe('features of the living city', () => {
  it('are the same for the same district', () => {
    expect([...livingPoints(livingCity(district))]).toEqual(points);
  });

  it('come cells first, then points, then cases', () => {
    let order = '';
    for (const { family } of livingFeatures(city)) if (!order.endsWith(family)) order += ` ${family}`;
    expect(order).toBe(' gridCell cityPoint cityCase');
  });
});

describe('live events', () => {
  const events = [...demoEvents(city, 1, MIDNIGHT_MS + 8 * HOUR_MS, MIDNIGHT_MS + 8.5 * HOUR_MS)];

  it('come in the order of time, with sequences that rise for each thing', () => {
    const last = new Map<string, number>();
    let before = 0;
    for (const { eventTimeMs, kind, id, sequence } of events) {
      expect(eventTimeMs).toBeGreaterThanOrEqual(before);
      before = eventTimeMs;
      expect(sequence).toBeGreaterThan(last.get(`${kind} ${id}`) ?? -1);
      last.set(`${kind} ${id}`, sequence);
    }
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set(['reading', 'cover', 'case', 'position', 'signal', 'flow']),
    );
  });

  it('of [a, b) and then of [b, c) are those of [a, c), wherever b lies', () => {
    const [a, c] = [MIDNIGHT_MS + 8 * HOUR_MS, MIDNIGHT_MS + 8.5 * HOUR_MS];
    for (const b of [a, a + 1, events[1000]?.eventTimeMs ?? a, a + 777_777, c]) {
      expect([...demoEvents(city, 1, a, b), ...demoEvents(city, 1, b, c)]).toEqual(events);
    }
    expect([...demoEvents(city, 2, a, c)]).not.toEqual(events);
  });

  it('have the rhythm of the day: cases by the hour, two rush hours, supervisors by day', () => {
    const perHour = { case: hours(), flow: hours(), position: hours() };
    for (const event of demoEvents(city, 1, MIDNIGHT_MS, MIDNIGHT_MS + 24 * HOUR_MS)) {
      const hour = Math.floor((event.eventTimeMs - MIDNIGHT_MS) / HOUR_MS);
      if (event.kind === 'flow') add(perHour.flow, hour, event.value.vehiclesAnHour);
      else if (event.kind === 'case' || event.kind === 'position') add(perHour[event.kind], hour, 1);
    }
    const cases = perHour.case.reduce((sum, count) => sum + count, 0);
    // 411 a day in the mean of the year; July 1.2 times that, give or take the day's weather.
    expect(cases).toBeGreaterThan(380);
    expect(cases).toBeLessThan(800);
    expect(Math.max(...perHour.case)).toBe(Math.max(...perHour.case.slice(8, 11)));
    const flow = perHour.flow;
    expect(flow[7]).toBeGreaterThan(1.3 * (flow[12] ?? 0));
    expect(flow[17]).toBeGreaterThan(1.3 * (flow[14] ?? 0));
    expect(flow[3]).toBeLessThan(0.3 * (flow[7] ?? 0));
    expect(perHour.position[10]).toBeGreaterThan(2 * (perHour.position[3] ?? 0));
  });
});

function hours(): number[] {
  return Array.from({ length: 24 }, () => 0);
}

function add(slots: number[], slot: number, by: number): void {
  slots[slot] = (slots[slot] ?? 0) + by;
}
