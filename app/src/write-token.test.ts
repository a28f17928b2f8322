import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeToken } from './write-token.ts';

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-token-'));
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

it('makes a token of 32 random bytes once, readable by its owner alone, and keeps it', async () => {
  const first = await writeToken(home);
  expect(first.created).toBe(true);
  expect(Buffer.from(first.token, 'base64url')).toHaveLength(32);
  expect((await stat(join(home, 'token'))).mode & 0o777).toBe(0o600);
  expect(await writeToken(home)).toEqual({ token: first.token, created: false });
});

it('never takes an empty file for a token', async () => {
  await writeFile(join(home, 'token'), '\n', { mode: 0o644 });
  const made = await writeToken(home);
  expect(made.created).toBe(true);
  expect((await readFile(join(home, 'token'), 'utf8')).trim()).toBe(made.token);
  expect(made.token).not.toBe('');
  expect((await stat(join(home, 'token'))).mode & 0o777).toBe(0o600);
});
