import { isolationAnswer } from '@undercroft/core/network/isolation-answer';
import { traceAnswer } from '@undercroft/core/network/trace-answer';
import type { IsolationAnswer, IsolationRequest } from '@undercroft/core/protocol/analysis/isolation';
import type { TraceAnswer, TraceRequest } from '@undercroft/core/protocol/analysis/trace';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { NetworkCache } from './network-cache.ts';
import { refuseAsOf } from './only-now.ts';

/** What is joined to a place, or lies down- or upstream of it. */
export async function traceFrom(networks: NetworkCache, scene: Scene, request: TraceRequest): Promise<TraceAnswer> {
  refuseAsOf(request);
  return traceAnswer(scene.id, await networks.of(scene), request);
}

/** Which valves to close, and who is cut off then. */
export async function isolationOf(
  networks: NetworkCache,
  scene: Scene,
  request: IsolationRequest,
): Promise<IsolationAnswer> {
  refuseAsOf(request);
  return isolationAnswer(scene.id, await networks.of(scene), request);
}
