import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sceneRules, writeRulesFile } from './scene-rules.ts';

const TOWN = { id: 'town', version: '1', title: { en: 'Town', zh: '镇' }, extends: 'cn-national' };
const REGION = { id: 'region.frost', clause: 'town survey', grade: 'b', frostDepthM: 1.2 };

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-rules-'));
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

const folders = () => [join(home, 'ours'), join(home, 'theirs')];
const fileIn = (parent: string) => join(home, parent, 'town', 'rules', 'rules.json');

async function write(parent: string, text: string): Promise<void> {
  await mkdir(join(home, parent, 'town', 'rules'), { recursive: true });
  await writeFile(fileIn(parent), text);
}

describe('rules of a scene', () => {
  it('are the national ones where its folder has none', async () => {
    expect(await sceneRules(folders())({ id: 'town' })).toBe(NATIONAL_RULES);
  });

  it('are the same object until the file changes, and the new ones from then on', async () => {
    const rulesOf = sceneRules(folders());
    await writeRulesFile(fileIn('ours'), 'town', TOWN);
    const first = await rulesOf({ id: 'town' });
    expect(first.version).toBe('1+cn-national.2026.1');
    expect(await rulesOf({ id: 'town' })).toBe(first);
    await writeRulesFile(fileIn('ours'), 'town', { ...TOWN, version: '2', region: REGION });
    expect(await rulesOf({ id: 'town' })).toMatchObject({
      version: '2+cn-national.2026.1',
      region: { frostDepthM: 1.2 },
    });
  });

  it('are those of the stronger folder where two have some', async () => {
    await writeRulesFile(fileIn('ours'), 'town', TOWN);
    await writeRulesFile(fileIn('theirs'), 'town', { ...TOWN, version: '9' });
    expect((await sceneRules(folders())({ id: 'town' })).version).toBe('9+cn-national.2026.1');
  });

  it('of a file that cannot be used are an error, never the national ones', async () => {
    const rulesOf = sceneRules(folders());
    await write('ours', '{"id": "town",');
    await expect(rulesOf({ id: 'town' })).rejects.toMatchObject({
      code: 'rules-invalid',
      message: expect.stringContaining('scenes/town/rules/rules.json: the file: wanted JSON'),
    });
    await write('ours', JSON.stringify({ ...TOWN, region: { ...REGION, frostDepthM: 'deep' } }));
    await expect(rulesOf({ id: 'town' })).rejects.toMatchObject({
      message: 'scenes/town/rules/rules.json: region.frostDepthM: wanted number, got "deep"',
    });
    // What was right before does not stand in for what is wrong now.
    await writeRulesFile(fileIn('ours'), 'town', TOWN);
    await rulesOf({ id: 'town' });
    await write('ours', '');
    await expect(rulesOf({ id: 'town' })).rejects.toMatchObject({ code: 'rules-invalid' });
  });

  it('may begin with a byte order mark', async () => {
    await write('ours', `\uFEFF${JSON.stringify(TOWN)}`);
    expect((await sceneRules(folders())({ id: 'town' })).id).toBe('town');
  });

  it('are not written when they could not be read back', async () => {
    await writeRulesFile(fileIn('ours'), 'town', TOWN);
    await expect(writeRulesFile(fileIn('ours'), 'town', { ...TOWN, extends: 'mars' })).rejects.toMatchObject({
      message: `${fileIn('ours')}: extends: wanted "cn-national", got "mars"`,
    });
    expect((await sceneRules(folders())({ id: 'town' })).version).toBe('1+cn-national.2026.1');
  });
});
