import { parentPort, workerData } from 'node:worker_threads';
import { demoDistrict } from '@undercroft/core/demo-city/demo-district';
import { livingCity } from '@undercroft/core/demo-city/living/living-city';
import { demoEvents } from '@undercroft/core/demo-city/living/simulate-events';
import { simulatedCases } from '@undercroft/core/demo-city/living/simulated-cases';
import { simulatedReadings, simulatedStateAt } from '@undercroft/core/demo-city/living/simulated-state';
import type { LiveEvent } from '@undercroft/core/live/live-event';
import type { SimulatorAnswer, SimulatorQuestion, SimulatorSeed } from './simulator-messages.ts';

/** The thread of a simulated city: it takes seconds to make, and is asked for events of any time. */
const { seed, source } = workerData as SimulatorSeed;
const city = cityOf(seed);

parentPort?.on('message', (question: SimulatorQuestion) => {
  parentPort?.postMessage(answerTo(question));
});

/** Only what events are made of: the rest of the city is let go. */
function cityOf(of: number) {
  const { seed: own, devices, signals, units, grounds, ...rest } = livingCity(demoDistrict(0, of));
  return { ...rest, seed: own, devices, signals, units, grounds, components: [], cameras: [], publicPlaces: [] };
}

function answerTo(question: SimulatorQuestion): SimulatorAnswer {
  const { id } = question;
  try {
    return { id, events: eventsFor(question).map((event) => ({ ...event, source })) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

function eventsFor(question: SimulatorQuestion): readonly LiveEvent[] {
  switch (question.kind) {
    case 'events':
      return [...demoEvents(city, seed, question.fromMs, question.toMs)];
    case 'cases':
      return [...simulatedCases(city, seed, question.fromMs, question.toMs)];
    case 'stateAt':
      return simulatedStateAt(city, seed, question.atMs);
    case 'between':
      return firstOf(demoEvents(city, seed, question.fromMs, question.toMs), question.limit);
    case 'ofThing':
      return [...simulatedReadings(city, seed, question.sourceId, question.fromMs, question.toMs)].slice(
        -question.limit,
      );
  }
}

/** Cases of the past are rows of the scene's tables. */
function firstOf(events: Iterable<LiveEvent>, limit: number): readonly LiveEvent[] {
  const first: LiveEvent[] = [];
  if (limit <= 0) return first;
  for (const event of events) {
    if (event.kind === 'case') continue;
    first.push(event);
    if (first.length >= limit) break;
  }
  return first;
}
