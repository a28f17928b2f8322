import { createConfig, lintFromString } from '@redocly/openapi-core';
import { ROUTES, type RouteName } from '@undercroft/core/protocol/routes';
import { describe, expect, it } from 'vitest';
import type { ApiBody } from './api-operation.ts';
import { openApiDocument } from './openapi-document.ts';
import { ALL_OPERATIONS } from './operations/all-operations.ts';

async function complaintsAbout(document: object): Promise<readonly string[]> {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ''} ${message}`);
}

describe('the description of the interface', () => {
  const document = openApiDocument('0.0.0') as {
    paths: Record<string, Record<string, { responses: Record<string, unknown>; description?: string }>>;
  };

  it('is OpenAPI 3.1 without a complaint of the linter', async () => {
    expect(await complaintsAbout(document)).toEqual([]);
  });

  it('would be complained about with a double name, an example that does not fit, or a part of a path untold', async () => {
    const broken = structuredClone(document);
    const excavation = broken.paths['/api/scenes/{scene}/analysis/excavation']?.post as Record<string, unknown>;
    excavation.operationId = 'getHealth';
    excavation.parameters = [];
    excavation.requestBody = {
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/ExcavationRequest' }, example: { depthM: 'deep' } },
      },
    };
    const rules = (await complaintsAbout(broken)).map((complaint) => complaint.split(' ')[0]);
    expect(new Set(rules)).toEqual(
      new Set(['operation-operationId-unique', 'path-parameters-defined', 'no-invalid-media-type-examples']),
    );
  });

  it('tells of every address there is, and of no other', () => {
    const told = new Set(ALL_OPERATIONS.map(({ route }) => route));
    const all = Object.keys(ROUTES) as RouteName[];
    expect(all.filter((route) => !told.has(route))).toEqual([]);
    expect(Object.keys(document.paths)).toHaveLength(all.length);
  });

  it('gives only examples that its own schemas take', () => {
    const bodies = ALL_OPERATIONS.flatMap(({ id, body, answers }) =>
      [body, ...answers.map((answer) => answer.body)]
        .filter((each): each is ApiBody => each !== undefined && each !== null && each.example !== undefined)
        .map(({ schema, example }) => ({ id, fits: schema?.safeParse(example) ?? { success: true } })),
    );
    expect(bodies.length).toBeGreaterThan(10);
    expect(bodies.filter(({ fits }) => !fits.success)).toEqual([]);
  });

  it('says of every address how it fails: with problem details', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { responses }] of Object.entries(methods)) {
        expect(Object.keys(responses), `${method} ${path}`).toEqual(expect.arrayContaining(['403', '500', '503']));
      }
    }
  });
});
