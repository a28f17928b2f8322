import { type ClearanceAnswer, clearanceAnswerSchema } from '@undercroft/core/protocol/analysis/clearance';
import { type CoverAnswer, coverAnswerSchema } from '@undercroft/core/protocol/analysis/cover';
import {
  type IsolationAnswer,
  type IsolationRequest,
  isolationAnswerSchema,
} from '@undercroft/core/protocol/analysis/isolation';
import { type ProfileAnswer, profileAnswerSchema } from '@undercroft/core/protocol/analysis/profile';
import { type SectionAnswer, sectionAnswerSchema } from '@undercroft/core/protocol/analysis/section';
import {
  type StatisticsAnswer,
  type StatisticsRequest,
  statisticsAnswerSchema,
} from '@undercroft/core/protocol/analysis/statistics';
import { type TraceAnswer, type TraceRequest, traceAnswerSchema } from '@undercroft/core/protocol/analysis/trace';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { type Fetch, parsedAnswer, type Schema } from '../api/ask.ts';
import type { SectionLine } from './section-line.ts';

/** Puts the questions of analyses to the server. Fails with `ApiError`, or as aborted; an answer is whole or none. */
export interface AnalysisClient {
  section(scene: string, line: SectionLine, signal: AbortSignal): Promise<SectionAnswer>;
  profile(
    scene: string,
    links: readonly string[],
    startNode: string | null,
    signal: AbortSignal,
  ): Promise<ProfileAnswer>;
  trace(scene: string, request: TraceRequest, signal: AbortSignal): Promise<TraceAnswer>;
  isolation(scene: string, request: IsolationRequest, signal: AbortSignal): Promise<IsolationAnswer>;
  /** Net distance of two conduits. */
  clearance(scene: string, pair: readonly [string, string], signal: AbortSignal): Promise<ClearanceAnswer>;
  cover(scene: string, link: string, signal: AbortSignal): Promise<CoverAnswer>;
  statistics(scene: string, by: StatisticsRequest['by'], signal: AbortSignal): Promise<StatisticsAnswer>;
}

export function analysisClient(fetchUrl?: Fetch): AnalysisClient {
  const post = <T>(
    schema: Schema<T>,
    route: RouteName,
    scene: string,
    body: unknown,
    signal: AbortSignal,
  ): Promise<T> => {
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body), signal };
    return parsedAnswer(schema, routePath(route, { scene }), init, fetchUrl);
  };
  return {
    section: (scene, line, signal) =>
      post(sectionAnswerSchema, 'section', scene, { line: { type: 'LineString', coordinates: line } }, signal),
    profile: (scene, links, startNode, signal) =>
      post(profileAnswerSchema, 'longitudinalProfile', scene, { links, startNode }, signal),
    trace: (scene, request, signal) => post(traceAnswerSchema, 'traced', scene, request, signal),
    isolation: (scene, request, signal) => post(isolationAnswerSchema, 'isolation', scene, request, signal),
    clearance: (scene, featureIds, signal) =>
      post(clearanceAnswerSchema, 'clearance', scene, { ask: 'pair', featureIds }, signal),
    cover: (scene, link, signal) => post(coverAnswerSchema, 'cover', scene, { links: [link] }, signal),
    statistics: (scene, by, signal) => post(statisticsAnswerSchema, 'statistics', scene, { by }, signal),
  };
}
