import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';

const NASTY = [
  '\\',
  '\t',
  '\n',
  '\r',
  '\\N',
  '\\.',
  "'",
  '"',
  ';--',
  '井盖',
  '\u0001',
  '\b',
  '\v',
  '\f',
  '{',
  '}',
  ',',
  '$1',
  '😀',
  '',
];

/** Any text that PostgreSQL can hold: no NUL, no half of a surrogate pair. */
const nastyText = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'grapheme' })), { maxLength: 6 })
  .map((parts) => parts.join('').replaceAll('\0', ''));

const anyNumber = fc.double();

describeStores('a driver', (using) => {
  test('brings rows back from COPY as they were given: nasty strings, bytes, numbers, nulls', async () => {
    const { sql } = using().store;
    await sql.query('create table nasty (n integer, t text, b bytea, f double precision, i bigint, o boolean)');
    const row = fc.record({
      t: fc.option(nastyText),
      b: fc.option(fc.uint8Array({ maxLength: 40 })),
      f: fc.option(anyNumber),
      i: fc.option(fc.maxSafeInteger()),
      o: fc.option(fc.boolean()),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
        await sql.query('truncate nasty');
        const values = rows.map(({ t, b, f, i, o }, n) => [n, t, b, f, i, o]);
        expect(await sql.copyIn('nasty', ['n', 't', 'b', 'f', 'i', 'o'], values)).toBe(rows.length);
        const back = await sql.query<{ t: unknown; b: Uint8Array | null; f: unknown; i: unknown; o: unknown }>(
          'select t, b, f, i, o from nasty order by n',
        );
        expect(back.map((found) => ({ ...found, b: found.b === null ? null : Uint8Array.from(found.b) }))).toEqual(
          rows,
        );
      }),
      { numRuns: 40 },
    );
    await sql.query('drop table nasty');
  });

  test('answers a statement with a name by the values of each call, and PostgreSQL reads it once', async () => {
    const { sql } = using().store;
    await sql.transaction(async (one) => {
      for (const [a, b] of [
        [1, 2],
        [40, 2],
        [null, 2],
      ] as const) {
        const sum = a === null ? null : a + b;
        expect(await one.query('select $1::integer + $2::integer as sum', [a, b], 'a-sum')).toEqual([{ sum }]);
      }
      if (one.driver === 'pglite') return;
      const known = await one.query(
        "select generic_plans + custom_plans as calls from pg_prepared_statements where name = 'a-sum'",
      );
      expect(known).toEqual([{ calls: 3 }]);
    });
  });

  test('brings parameters back as they were given, arrays of nasty strings included', async () => {
    const { sql } = using().store;
    await fc.assert(
      fc.asyncProperty(nastyText, fc.array(nastyText, { maxLength: 5 }), anyNumber, async (text, texts, number) => {
        const [row] = await sql.query(
          'select $1::text as t, to_json($2::text[]) as a, $3::double precision as f, $4::bytea as b',
          [text, texts, number, new TextEncoder().encode(text)],
        );
        expect(row).toMatchObject({ t: text, a: texts, f: number });
        expect((row as { b: Uint8Array }).b.toString()).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  test('gives the same JavaScript values for every type the store uses', async () => {
    const [row] = await using().store.sql.query(
      `select 7::smallint as s, 7 as i, 7::bigint as safe, 9223372036854775807 as unsafe, count(*) as c, 0.5::real as r,
         true as yes, null::bigint as nothing, '{"a": [1]}'::json as j, '{"b": null}'::jsonb as k,
         timestamptz '2026-11-20 04:07:54.123+08' as t, box(point(3, 4), point(1, 2)) as box,
         '0000aaaa-0000-0000-0000-000000000001'::uuid as u`,
    );
    expect(row).toEqual({
      s: 7,
      i: 7,
      safe: 7,
      unsafe: 9223372036854775807n,
      c: 1,
      r: 0.5,
      yes: true,
      nothing: null,
      j: { a: [1] },
      k: { b: null },
      t: '2026-11-19T20:07:54.123Z',
      box: '(3,4),(1,2)',
      u: '0000aaaa-0000-0000-0000-000000000001',
    });
  });

  test('leaves nothing of a transaction that throws', async () => {
    const { sql } = using().store;
    await sql.query('create table kept (n integer)');
    const failing = sql.transaction(async (inside) => {
      await inside.query('insert into kept values (1)');
      await inside.copyIn('kept', ['n'], [[2], [3]]);
      throw new RangeError('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await sql.query('select * from kept')).toEqual([]);
    expect(await sql.transaction((inside) => inside.query('insert into kept values (4) returning n'))).toEqual([
      { n: 4 },
    ]);
    await sql.query('drop table kept');
  });

  test('does not let a transaction pass as committed when a statement in it had failed', async () => {
    const { sql } = using().store;
    await sql.query('create table half (n integer)');
    const swallowing = sql.transaction(async (inside) => {
      await inside.query('insert into half values (1)');
      await inside.query('select 1 / 0').catch(() => undefined);
    });
    await expect(swallowing).rejects.toMatchObject({ code: 'statement-failed' });
    expect(await sql.query('select * from half')).toEqual([]);
    await sql.query('drop table half');
  });

  test('keeps statements from outside out of a transaction under way', async () => {
    const { sql } = using().store;
    await sql.query('create table turns (n integer)');
    let outside: Promise<readonly object[]> = Promise.resolve([]);
    await expect(
      sql.transaction(async (inside) => {
        await inside.query('insert into turns values (1)');
        outside = sql.query('select count(*) as count from turns');
        await inside.query('insert into turns values (2)');
        throw new Error('roll back');
      }),
    ).rejects.toThrow('roll back');
    expect(await outside).toEqual([{ count: 0 }]);
    await sql.query('drop table turns');
  });

  test('refuses an answer without proof that the statement ran', async () => {
    // An empty statement is the one thing that either database answers without a command tag.
    await expect(using().store.sql.query('')).rejects.toMatchObject({ code: 'result-swallowed' });
  });

  test('takes COPY from part of a buffer that stays as it was, and refuses another number of rows than it holds', async () => {
    const { sql } = using().store;
    await sql.query('create table bytes (n integer, t text)');
    // Columns, then for each the length of its value (-1: null) and the value, all big-endian.
    const all = Uint8Array.from(
      [
        [0, 2, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 1, 97],
        [0, 2, 0, 0, 0, 4, 0, 0, 0, 2, 255, 255, 255, 255],
        [0, 2, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 1, 99],
      ].flat(),
    );
    const before = all.slice();
    expect(await sql.copyBytes('bytes', ['n', 't'], all.subarray(15, 29), 1)).toBe(1);
    expect(await sql.copyBytes('bytes', ['n', 't'], all.subarray(0, 0), 0)).toBe(0);
    expect(all).toEqual(before);
    expect(await sql.query('select n, t from bytes')).toEqual([{ n: 2, t: null }]);
    await expect(sql.copyBytes('bytes', ['n', 't'], all, 2)).rejects.toMatchObject({
      code: 'result-swallowed',
      message: 'COPY into bytes must take 2 rows; the database reports 3.',
    });
    await sql.query('drop table bytes');
  });

  test('names what is wrong with a statement, a row and a nested transaction', async () => {
    const { sql } = using().store;
    await expect(sql.query('selct 1')).rejects.toMatchObject({
      code: 'statement-failed',
      message: expect.stringContaining('syntax error at or near "selct"'),
    });
    await expect(sql.copyIn('layer', ['scene', 'name'], [['only one']])).rejects.toMatchObject({
      code: 'statement-failed',
      message: 'A row for layer must have 2 values, one a column; got 1.',
    });
    await expect(sql.transaction((inside) => inside.transaction(() => Promise.resolve()))).rejects.toMatchObject({
      code: 'statement-failed',
    });
    await expect(sql.copyIn('layer', ['id'], [['not a number']])).rejects.toMatchObject({ code: 'statement-failed' });
    expect(await sql.query('select 1 as works')).toEqual([{ works: 1 }]);
  });
});
