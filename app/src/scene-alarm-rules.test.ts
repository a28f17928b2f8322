import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_ALARM_RULES } from '@undercroft/core/live/default-alarm-rules';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sceneAlarmRules } from './scene-alarm-rules.ts';

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-alarm-rules-'));
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

const folders = () => [join(home, 'ours'), join(home, 'theirs')];

async function write(parent: string, text: string): Promise<void> {
  await mkdir(join(home, parent, 'town', 'live'), { recursive: true });
  await writeFile(join(home, parent, 'town', 'live', 'alarm-rules.json'), text);
}

describe('alarm rules of a scene', () => {
  it('are the built-in ones where its folder has none', async () => {
    expect(await sceneAlarmRules(folders())({ id: 'town' })).toBe(DEFAULT_ALARM_RULES);
  });

  it('are those of the strongest folder, the same object until its file changes', async () => {
    const rulesOf = sceneAlarmRules(folders());
    await write('ours', '{"id": "town", "version": "1"}');
    const first = await rulesOf({ id: 'town' });
    expect(first.version).toBe('1+builtin.2026.1');
    expect(await rulesOf({ id: 'town' })).toBe(first);
    await write('theirs', '{"id": "town", "version": "22"}');
    expect((await rulesOf({ id: 'town' })).version).toBe('22+builtin.2026.1');
  });

  it('of a file that cannot be used are an error, never the built-in ones', async () => {
    const rulesOf = sceneAlarmRules(folders());
    await write('ours', '{"id": "town",');
    await expect(rulesOf({ id: 'town' })).rejects.toMatchObject({
      code: 'rules-invalid',
      message: expect.stringContaining('scenes/town/live/alarm-rules.json: the file: wanted JSON'),
    });
    await write('ours', '{"id": "town", "version": "1", "rules": [{"id": "gas-leak", "isLatching": "no"}]}');
    await expect(rulesOf({ id: 'town' })).rejects.toMatchObject({
      message: 'scenes/town/live/alarm-rules.json: row gas-leak, isLatching: wanted boolean, got "no"',
    });
  });
});
