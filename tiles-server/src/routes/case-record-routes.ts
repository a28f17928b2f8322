import { CASE_STAGES } from '@undercroft/core/cases/case-stage';
import { CASE_SHARE_NAMES, type KpiCounts, meanHandlingMs, rateOf } from '@undercroft/core/cases/kpi';
import { type CaseFigures, type CaseKpi, KPI_GROUPS } from '@undercroft/core/protocol/live/case-kpi';
import { caseReportSchema, caseStepRequestSchema } from '@undercroft/core/protocol/live/case-records';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { CaseDesk } from '../cases/case-desk.ts';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';

const sceneParams = z.object({ scene: z.string().max(64) });
const caseParams = sceneParams.extend({ id: z.string().max(120) });
const photoParams = caseParams.extend({ photo: z.string().max(64) });

const MOST_OPEN = 2000;
const MOST_GROUPS = 5000;

export const openCasesQuery = z.object({
  stage: z.enum(CASE_STAGES).optional(),
  department: z.string().max(120).optional(),
  unit: z.string().max(120).optional(),
  /** First digits of the code of the cell. */
  cells: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  category: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  /** `1`: only those whose next step is overdue; `0`: only the others. */
  late: z
    .enum(['0', '1'])
    .transform((flag) => flag === '1')
    .optional(),
  limit: z.coerce.number().int().min(1).max(MOST_OPEN).default(500),
});

export const suggestionQuery = z.object({ most: z.coerce.number().int().min(1).max(50).default(5) });

export const duplicatesQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(200) });

export const photoQuery = z.object({ by: z.string().trim().min(1).max(80) });

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const kpiQuery = z.object({
  from: moment.optional(),
  to: moment.optional(),
  /** The instant that the figures are of; absent, now. */
  at: moment.optional(),
  /** Up to three of the groups, between commas. */
  by: z
    .string()
    .default('')
    .transform((text) => (text === '' ? [] : text.split(',')))
    .pipe(z.array(z.enum(KPI_GROUPS)).max(3)),
  limit: z.coerce.number().int().min(1).max(MOST_GROUPS).default(MOST_GROUPS),
});

/** Cases under way: what the dispatcher's desk does and sees, and the figures of all cases. */
export function caseRecordRoutes(
  scenes: SceneCatalogue,
  store: Pick<Store, 'caseRecords'>,
  cases: CaseDesk | null,
  wallClock: () => number,
): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const sceneAsked = (request: Request): Scene => sceneOf(scenes, parsed(sceneParams, request.params).scene);
  const deskOf = (): CaseDesk => {
    if (cases !== null) return cases;
    throw new ProblemError('not-live', 'This server keeps no cases under way: it was started without the live city.');
  };

  router.get(ROUTES.caseRecords, async (request, response) => {
    const scene = sceneAsked(request);
    const { late, ...query } = parsed(openCasesQuery, request.query);
    response.json(await deskOf().open(scene, { ...query, isLate: late }));
  });

  router.post(ROUTES.caseRecords, async (request, response) => {
    const scene = sceneAsked(request);
    response.status(201).json(await deskOf().report(scene, parsed(caseReportSchema, request.body)));
  });

  router.get(ROUTES.caseRecord, async (request, response) => {
    const scene = sceneAsked(request);
    response.json(await deskOf().find(scene, parsed(caseParams, request.params).id));
  });

  router.post(ROUTES.caseSteps, async (request, response) => {
    const scene = sceneAsked(request);
    const { id } = parsed(caseParams, request.params);
    response.json(await deskOf().act(scene, id, parsed(caseStepRequestSchema, request.body)));
  });

  router.get(ROUTES.caseSuggestion, async (request, response) => {
    const scene = sceneAsked(request);
    const { most } = parsed(suggestionQuery, request.query);
    response.json(await deskOf().suggest(scene, parsed(caseParams, request.params).id, most));
  });

  router.get(ROUTES.caseDuplicates, async (request, response) => {
    const scene = sceneAsked(request);
    response.json(await deskOf().duplicates(scene, parsed(duplicatesQuery, request.query).limit));
  });

  router.post(ROUTES.casePhotos, async (request, response) => {
    const scene = sceneAsked(request);
    const { id } = parsed(caseParams, request.params);
    const { by } = parsed(photoQuery, request.query);
    try {
      // A refusal must reach the caller: the connection is kept while the rest of the body comes and is thrown away.
      const body = request.iterator({ destroyOnReturn: false });
      response.status(201).json(await deskOf().addPhoto(scene, id, by, body));
    } finally {
      request.resume();
    }
  });

  router.get(ROUTES.casePhotos, async (request, response) => {
    const scene = sceneAsked(request);
    const { photos } = await deskOf().find(scene, parsed(caseParams, request.params).id);
    response.json({ photos });
  });

  router.get(ROUTES.casePhoto, async (request, response) => {
    const scene = sceneAsked(request);
    const { id, photo } = parsed(photoParams, request.params);
    const { path, about } = await deskOf().photo(scene, id, photo);
    // What somebody sent is a picture and nothing else, whatever a browser makes of its bytes.
    response.set({
      'Content-Type': about.mediaType,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Content-Disposition': 'inline',
      'Cache-Control': 'private, max-age=86400, immutable',
    });
    response.sendFile(path, { cacheControl: false, dotfiles: 'allow' });
  });

  router.get(ROUTES.caseKpi, async (request, response) => {
    const scene = sceneAsked(request);
    const { from = null, to = null, at = wallClock(), by, limit } = parsed(kpiQuery, request.query);
    const { utcOffsetMinutes = 0 } = scene;
    const asked = { fromMs: from, toMs: to, nowMs: at, utcOffsetMinutes, by, limit };
    const { total, groups, more } = await store.caseRecords.kpi(scene.id, asked);
    const answer: CaseKpi = {
      atMs: at,
      fromMs: from,
      toMs: to,
      utcOffsetMinutes,
      names: CASE_SHARE_NAMES,
      total: figuresOf(total),
      by,
      groups: groups.map(({ key, counts }) => ({ key: [...key], figures: figuresOf(counts) })),
      more,
    };
    response.json(answer);
  });

  router.get(ROUTES.caseRules, async (request, response) => {
    const { set } = await deskOf().rules(sceneAsked(request));
    response.json(set);
  });

  return router;
}

function figuresOf(counts: KpiCounts): CaseFigures {
  const { shares, handlingMs, reopened, ...sums } = counts;
  const share = (name: keyof KpiCounts['shares']) => ({ rate: rateOf(shares[name]), ...shares[name] });
  return {
    ...sums,
    shares: {
      registered: share('registered'),
      registeredInTime: share('registeredInTime'),
      dispatchedInTime: share('dispatchedInTime'),
      dispatchedRight: share('dispatchedRight'),
      handledInTime: share('handledInTime'),
      closedInTime: share('closedInTime'),
    },
    meanHandlingMs: meanHandlingMs(counts),
    handlingKnown: handlingMs.known,
    reopened: reopened.count,
    reopenedKnown: reopened.known,
  };
}
