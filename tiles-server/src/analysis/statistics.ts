import type { StatisticsAnswer, StatisticsRequest } from '@undercroft/core/protocol/analysis/statistics';
import type { Scene } from '@undercroft/core/protocol/scene';
import { conduitStatistics } from '@undercroft/core/statistics/conduit-statistics';
import { notImported } from '../served-scenes.ts';
import type { AnalysisSources } from './analysis-sources.ts';
import { refuseAsOf } from './only-now.ts';

/** Conduits of a scene counted by one attribute or two, those without a place among them. */
export async function statisticsOf(
  { store }: AnalysisSources,
  scene: Scene,
  request: StatisticsRequest,
  thisYear: number,
  signal: AbortSignal,
): Promise<StatisticsAnswer> {
  refuseAsOf(request);
  const reading = await store.analysis.counted(scene.id, request.utilities);
  if (reading === null) throw notImported(scene.id);
  const statistics = conduitStatistics(request, thisYear);
  for await (const batch of reading.batches()) {
    signal.throwIfAborted();
    statistics.add(batch);
  }
  return statistics.answer(scene.id, reading);
}
