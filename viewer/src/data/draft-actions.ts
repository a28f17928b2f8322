import type { DraftProgress, DraftRequest, Inspection } from '@undercroft/core/protocol/data-page';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import { ApiError, asApiError } from '../api/api-error.ts';
import { sayNow } from '../i18n/i18n.ts';
import {
  data,
  doing,
  newSource,
  refreshImports,
  send,
  showPublished,
  startOver,
  takeFiles,
  wholeOf,
} from './data-actions.ts';
import { type DataState, type DraftPhase, type LayerWords, NOTHING_BROUGHT, useData } from './data-store.ts';
import { rememberBearer } from './remembered-bearer.ts';
import { sceneNow } from './scene-now.ts';

const { getState, setState } = useData;

let loading: AbortController | null = null;

/** The profile and the system that stand now: chosen, else proposed. */
export function settled({ choice, inspection }: Pick<DataState, 'choice' | 'inspection'>) {
  return {
    profile: choice.profile ?? inspection?.profile ?? null,
    georeference: choice.georeference ?? inspection?.georeference.proposed ?? null,
  };
}

/** Loads what is under review as a draft, telling how far it is. */
export async function loadDraft(): Promise<void> {
  const { sources, inspection, choice, words, by, step } = getState();
  const { profile, georeference } = settled(getState());
  if (inspection === null || georeference === null || step === 'loading') return;
  loading?.abort();
  const controller = new AbortController();
  loading = controller;
  rememberBearer(by);
  setState({ step: 'loading', phases: [], record: null, error: null, listed: [], pointedAt: null });
  try {
    if (sources.some(({ whole }) => whole === null)) setState({ phases: [{ phase: 'send', done: 0, total: null }] });
    const uploads = await untilAborted(wholeOf(sources), controller.signal);
    const request: DraftRequest = {
      uploads: uploads.map(({ id }) => id),
      layer: words.layer,
      title: { en: words.title, zh: words.title },
      format: inspection.format,
      ...(choice.encoding === null ? {} : { encoding: choice.encoding }),
      profile,
      georeference,
      utility: { default: words.utility, bySourceId: [] },
      by,
      ...thanksIn(words, inspection),
    };
    for await (const event of data.draft(sceneNow(), request, controller.signal)) take(event);
  } catch (error) {
    if (!controller.signal.aborted) setState({ step: 'review', error: asApiError(error) });
  } finally {
    void refreshImports();
  }
}

/** Whom to thank, where a raster came and somebody said so. Terms that nobody stated are said to be unstated. */
function thanksIn({ thanks, licence }: LayerWords, { raster }: Inspection): Pick<DraftRequest, 'attribution'> {
  const text = thanks.trim();
  if (raster === undefined || text === '') return {};
  return { attribution: { text, licence: licence.trim() || sayNow('data.licenceUnstated') } };
}

function take(event: DraftProgress): void {
  switch (event.event) {
    case 'progress':
      setState({ phases: withPhase(getState().phases, event) });
      return;
    case 'preview':
      setState({ preview: event.preview });
      return;
    case 'draft':
      setState({ step: 'draft', record: event.import });
      return;
    case 'failed':
      throw new ApiError('refused', event.message, event.code);
    case 'skipped':
    case 'layer':
    case 'done':
      return;
  }
}

function withPhase(phases: readonly DraftPhase[], { phase, done, total }: DraftPhase): readonly DraftPhase[] {
  const known = phases.some((one) => one.phase === phase);
  const next = { phase, done, total };
  return known ? phases.map((one) => (one.phase === phase ? next : one)) : [...phases, next];
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const abort = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return await Promise.race([work, abort]);
}

/** Stops the loading; the server keeps nothing of it. */
export function cancelDraft(): void {
  loading?.abort();
  if (getState().step === 'loading') setState({ step: 'review', phases: [], error: null });
}

/** Takes the corrected file in place of the old one of its name, and runs again with everything that was chosen. */
export function takeCorrected(files: readonly File[]): void {
  const { sources } = getState();
  if (files.length === 0) return;
  const names = new Set(files.map(({ name }) => name));
  const isNamed = sources.some(({ file }) => names.has(file.name));
  // A corrected file under another name stands for the only one there was.
  const isAlone = sources.length === 1 && files.length === 1;
  if (!isNamed && !isAlone) {
    takeFiles(files);
    return;
  }
  const kept = isNamed ? sources.filter(({ file }) => !names.has(file.name)) : [];
  const next = [...kept, ...files.map(newSource)];
  setState({ sources: next });
  send(next);
  void loadDraft();
}

export async function publishDraft(): Promise<void> {
  const { record } = getState();
  if (record === null) return;
  await doing(async () => {
    const published = await data.publish(sceneNow(), record.id);
    await showPublished();
    return { step: 'published', record: published, preview: null, listed: [], pointedAt: null };
  });
}

export async function discardDraft(record: ImportRecord): Promise<void> {
  await doing(async () => {
    await data.discard(sceneNow(), record.id);
    await refreshImports();
    if (getState().record?.id !== record.id) return {};
    // With its files still here, it goes back to what they are.
    if (getState().sources.length > 0) return { step: 'review', record: null, phases: [], listed: [], pointedAt: null };
    return NOTHING_BROUGHT;
  });
}

export async function undoImport(record: ImportRecord): Promise<void> {
  await doing(async () => {
    await data.undo(sceneNow(), record.id);
    await showPublished();
    return getState().record?.id === record.id ? NOTHING_BROUGHT : {};
  });
}

/** Shows the report on a draft that was left over. */
export function openDraft(record: ImportRecord): void {
  startOver();
  setState({ step: 'draft', record });
}
