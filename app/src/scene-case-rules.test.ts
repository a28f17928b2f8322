import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseRules } from '@undercroft/core/cases/case-rules';
import { PROGRAM_CASE_RULES } from '@undercroft/core/cases/program-case-rules';
import { CASE_TYPES } from '@undercroft/core/demo-city/living/case-kinds';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './root.ts';
import { sceneCaseRules } from './scene-case-rules.ts';

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-case-rules-'));
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

const folders = () => [join(home, 'ours'), join(home, 'theirs')];

async function write(parent: string, text: string): Promise<void> {
  await mkdir(join(home, parent, 'town', 'live'), { recursive: true });
  await writeFile(join(home, parent, 'town', 'live', 'case-rules.json'), text);
}

const HEAD = '"id": "town", "basis": {"en": "Council", "zh": "文件"}, "grade": "a"';

describe('rules of cases of a scene', () => {
  it('are those of the program where its folder has none', async () => {
    expect(await sceneCaseRules(folders())({ id: 'town' })).toBe(PROGRAM_CASE_RULES);
  });

  it('are those of the strongest folder, the same object until its file changes', async () => {
    const rulesOf = sceneCaseRules(folders());
    await write('ours', `{${HEAD}, "version": "1"}`);
    const first = await rulesOf({ id: 'town' });
    expect(first).toMatchObject({ id: 'town', version: '1' });
    expect(await rulesOf({ id: 'town' })).toBe(first);
    await write('theirs', `{${HEAD}, "version": "22"}`);
    expect((await rulesOf({ id: 'town' })).version).toBe('22');
  });

  it('of a file that cannot be used are an error, never those of the program', async () => {
    const rulesOf = sceneCaseRules(folders());
    await write('ours', '{"id": "town",');
    await expect(rulesOf({ id: 'town' })).rejects.toMatchObject({
      code: 'rules-invalid',
      message: expect.stringContaining('scenes/town/live/case-rules.json: the file: wanted JSON'),
    });
    await write('ours', `{${HEAD}, "version": "1", "clocks": {"dispatch": {"amount": "5", "unit": "minutes"}}}`);
    await expect(rulesOf({ id: 'town' })).rejects.toMatchObject({
      message: 'scenes/town/live/case-rules.json: clocks.dispatch.amount: wanted number, got "5"',
    });
  });

  it('of the demo name for every case of its past year the department that handled it', async () => {
    const set = await sceneCaseRules([join(ROOT, 'scenes')])({ id: 'demo' });
    const rules = caseRules(set, 480);
    const others = CASE_TYPES.filter(
      (type) => rules.category(type.kind, type.category)?.department !== type.department,
    );
    expect(others.map(({ kind, category: digits }) => `${kind} ${digits}`)).toEqual([]);
    expect(set.categories.filter(({ department }) => department?.endsWith('(模拟)') !== true)).toEqual([]);
  });
});
