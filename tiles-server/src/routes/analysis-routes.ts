import { boreRequestSchema } from '@undercroft/core/protocol/analysis/bore';
import { clearanceRequestSchema } from '@undercroft/core/protocol/analysis/clearance';
import { coverRequestSchema } from '@undercroft/core/protocol/analysis/cover';
import { excavationRequestSchema } from '@undercroft/core/protocol/analysis/excavation';
import { isolationRequestSchema } from '@undercroft/core/protocol/analysis/isolation';
import { profileRequestSchema } from '@undercroft/core/protocol/analysis/profile';
import { sectionRequestSchema } from '@undercroft/core/protocol/analysis/section';
import { statisticsRequestSchema } from '@undercroft/core/protocol/analysis/statistics';
import { traceRequestSchema } from '@undercroft/core/protocol/analysis/trace';
import { ROUTES, type RouteName } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import { Router } from 'express';
import { z } from 'zod';
import { type AnalysisSources, rulesOf } from '../analysis/analysis-sources.ts';
import { boreCheck } from '../analysis/bore.ts';
import { clearanceOf } from '../analysis/clearance.ts';
import { checkExcavation } from '../analysis/excavation.ts';
import { coverOf, crossSection, longitudinalProfile } from '../analysis/levels.ts';
import { NetworkCache } from '../analysis/network-cache.ts';
import { isolationOf, traceFrom } from '../analysis/network-questions.ts';
import { statisticsOf } from '../analysis/statistics.ts';
import { Turns, type TurnsOptions } from '../analysis/turns.ts';
import { parsed } from '../parsed.ts';
import { digReportOf } from '../report/dig-report-of.ts';
import { excavationReportRequestSchema } from '../report/report-request.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { hangUpSignal } from './line-stream.ts';

const sceneParams = z.object({ scene: z.string().max(64) });

/** Analyses share the server's one thread with everybody's tiles: a few at a time, the others wait a little or are sent away. */
export const ANALYSIS_TURNS: TurnsOptions = { atOnce: 4, waiting: 64 };

/** Whole districts keep the thread for a second each: one after the other, and few. */
const DISTRICT_TURNS: TurnsOptions = { atOnce: 1, waiting: 2 };

export interface AnalysisRoutesOptions {
  /** What reports name as their maker: `Undercroft 0.1.0`. */
  readonly madeBy: string;
  /** The date that reports bear and ages are counted to. */
  readonly today: () => Date;
  readonly turns?: TurnsOptions;
}

/** Questions about the ground. They change nothing: readers put them without a token. */
export function analysisRoutes(
  scenes: SceneCatalogue,
  sources: AnalysisSources,
  { madeBy, today, turns: limits = ANALYSIS_TURNS }: AnalysisRoutesOptions,
): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const turns = new Turns(limits);
  const districts = new Turns(DISTRICT_TURNS);
  const networks = new NetworkCache(sources.store, sources.revisions);

  const answers = <Schema extends z.ZodType>(
    route: RouteName,
    schema: Schema,
    answer: (scene: Scene, request: z.infer<Schema>, signal: AbortSignal) => Promise<object>,
  ): void => {
    router.post(ROUTES[route], async (request, response) => {
      const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
      const wanted = parsed(schema, request.body);
      const signal = hangUpSignal(response);
      const found = await turns.run(signal, () => answer(scene, wanted, signal));
      response.set('Cache-Control', 'no-store').json(found);
    });
  };

  router.get(ROUTES.rules, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    response.json(await rulesOf(sources, scene));
  });

  answers('excavation', excavationRequestSchema, async (scene, request) => {
    return (await checkExcavation(sources, scene, request)).answer;
  });
  router.post(ROUTES.excavationReport, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const { language, note = null, ...wanted } = parsed(excavationReportRequestSchema, request.body);
    const pdf = await turns.run(hangUpSignal(response), async () => {
      const checked = await checkExcavation(sources, scene, wanted);
      // Loaded with the first report: what lays pages out takes 25 MB.
      const { digReportPdf } = await import('../report/dig-report-pdf.ts');
      return await digReportPdf(digReportOf(scene, wanted, checked, { language, note, madeAt: today(), madeBy }));
    });
    response.set({
      'Cache-Control': 'no-store',
      'Content-Disposition': 'attachment; filename="excavation-check.pdf"',
      'Content-Type': 'application/pdf',
    });
    response.send(Buffer.from(pdf));
  });
  answers('bore', boreRequestSchema, (scene, request) => boreCheck(sources, scene, request));
  answers('clearance', clearanceRequestSchema, (scene, request, signal) =>
    request.ask === 'district'
      ? districts.run(signal, () => clearanceOf(sources, scene, request, signal))
      : clearanceOf(sources, scene, request, signal),
  );
  answers('section', sectionRequestSchema, (scene, request) => crossSection(sources, scene, request));
  answers('longitudinalProfile', profileRequestSchema, (scene, request, signal) =>
    longitudinalProfile(sources, scene, request, signal),
  );
  answers('cover', coverRequestSchema, (scene, request, signal) => coverOf(sources, scene, request, signal));
  answers('traced', traceRequestSchema, (scene, request) => traceFrom(networks, scene, request));
  answers('statistics', statisticsRequestSchema, (scene, request, signal) =>
    statisticsOf(sources, scene, request, today().getUTCFullYear(), signal),
  );
  answers('isolation', isolationRequestSchema, (scene, request) => isolationOf(networks, scene, request));

  return router;
}
