import { expect, test } from 'vitest';
import { nodeRoleOf } from './node-roles.ts';

test('a valve and its chamber can shut a main off; valves that let air out or water one way cannot', () => {
  expect(nodeRoleOf(null, 'valve', '闸阀', 'water')).toBe('valve');
  expect(nodeRoleOf(null, 'valveChamber', '阀门井', 'gas')).toBe('valve');
  for (const word of ['airValve', 'checkValve', 'washout', 'reducingValve']) {
    expect(nodeRoleOf(null, word, null, 'water')).toBeNull();
  }
});

test('a station is a source of what it feeds: pumps feed water and lift sewage', () => {
  expect(nodeRoleOf(null, 'pumpStation', '泵站', 'water')).toBe('source');
  expect(nodeRoleOf(null, 'pumpStation', '污水泵站', 'sewage')).toBeNull();
  expect(nodeRoleOf(null, 'gasRegulator', '调压站', 'gas')).toBe('source');
  expect(nodeRoleOf(null, 'gasRegulator', '调压箱', 'gas')).toBeNull();
  expect(nodeRoleOf(null, 'heatStation', '换热站', 'heat')).toBe('source');
  expect(nodeRoleOf(null, 'substation', '变电站', 'power')).toBe('source');
  expect(nodeRoleOf(null, 'substation', '变电站', 'unknown')).toBeNull();
});

test('where the survey ends, a main under pressure goes on and may be fed from there; a drain is not', () => {
  expect(nodeRoleOf('surveyEdge', null, null, 'water')).toBe('source');
  expect(nodeRoleOf('surveyEdge', null, null, 'storm')).toBeNull();
});

test('a customer is behind a building entry or a meter, and not behind a flow meter of the main', () => {
  expect(nodeRoleOf('buildingEntry', null, null, 'gas')).toBe('customer');
  expect(nodeRoleOf('buildingEntry', null, null, 'sewage')).toBe('customer');
  expect(nodeRoleOf('buildingEntry', null, null, 'unknown')).toBeNull();
  expect(nodeRoleOf(null, 'meter', '水表', 'sewage')).toBeNull();
  expect(nodeRoleOf(null, 'meter', '水表', 'water')).toBe('customer');
  expect(nodeRoleOf(null, 'meter', '流量计', 'water')).toBeNull();
  expect(nodeRoleOf('bend', null, null, 'water')).toBeNull();
});
