import type { Upload } from '@undercroft/core/protocol/data-page';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import { asApiError } from '../api/api-error.ts';
import { dataClient } from '../api/data-client.ts';
import { closePits } from '../pit/pit-actions.ts';
import { loadScene } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { type DataState, NOTHING_BROUGHT, type SourceFile, useData } from './data-store.ts';
import { proposedWords } from './layer-words.ts';
import { sceneNow } from './scene-now.ts';
import { type SendingFile, sendFile } from './send-files.ts';

export const data = dataClient();
const { getState, setState } = useData;

/** A person who drags a slider or types is heard when they pause, milliseconds. */
const LOOK_AFTER_MS = 350;

/** The files that are being sent, by the file itself. */
const sending = new Map<File, SendingFile>();
let sendingUntil = new AbortController();
let looking: AbortController | null = null;
let lookTimer: ReturnType<typeof setTimeout> | undefined;
/** The layers were open when the Data page took their place. */
let hadLayers = false;

export function openData(): void {
  if (getState().open) return;
  closePits();
  hadLayers = useApp.getState().layersOpen;
  useApp.setState({ layersOpen: false });
  setState({ open: true });
}

/** False when it was not open. */
export function closeData(): boolean {
  if (!getState().open) return false;
  setState({ open: false });
  if (hadLayers) useApp.setState({ layersOpen: true });
  return true;
}

/** Forgets the files that were brought; what is on its way is stopped. */
export function startOver(): void {
  stopSending();
  setState(NOTHING_BROUGHT);
}

function stopSending(): void {
  sendingUntil.abort();
  sendingUntil = new AbortController();
  sending.clear();
  looking?.abort();
  clearTimeout(lookTimer);
}

/** Takes dropped files: beside those under review, else as a new source. A file of the same name takes the old one's place. */
export function takeFiles(files: readonly File[]): void {
  const [any] = files;
  if (any === undefined || getState().step === 'loading') return;
  openData();
  const kept = keptBeside(files);
  if (kept.length === 0) startOver();
  const names = new Set(files.map(({ name }) => name));
  const old = kept.filter(({ file }) => names.has(file.name));
  for (const { file } of old) sending.delete(file);
  bring([...kept.filter((source) => !old.includes(source)), ...files.map(newSource)]);
}

/** Files under review that the new ones join; of those that could not be read, only the parts of the same shapefile. */
function keptBeside(files: readonly File[]): readonly SourceFile[] {
  const { step, sources, inspection, error } = getState();
  if (step !== 'review') return [];
  if (inspection !== null || error === null) return sources;
  const stems = new Set(files.map(({ name }) => stemOf(name)));
  return sources.filter(({ file }) => stems.has(stemOf(file.name)));
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '').toLowerCase();
}

/** Takes a file out of those under review. */
export function dropSource(name: string): void {
  const left = getState().sources.filter(({ file }) => file.name !== name);
  if (left.length === 0) startOver();
  else bring(left);
}

function bring(sources: readonly SourceFile[]): void {
  const { words, profileSaved: _saved, ...nothing } = NOTHING_BROUGHT;
  setState({ ...nothing, step: 'review', sources, words: getState().words.layer === '' ? words : getState().words });
  send(sources);
  void lookNow();
}

export function newSource(file: File): SourceFile {
  return { file, sentBytes: 0, head: null, whole: null };
}

/** Sends those that are not on their way yet. */
export function send(sources: readonly SourceFile[]): void {
  for (const { file } of sources) {
    if (sending.has(file)) continue;
    const sent = sendFile(data, sceneNow(), file, (sentBytes) => update(file, { sentBytes }), sendingUntil.signal);
    sending.set(file, sent);
    sent.enough.then((upload) => update(file, upload.head ? { head: upload } : { whole: upload }), ignore);
    sent.whole.then((whole) => update(file, { whole, sentBytes: file.size }), failedToSend(file));
  }
}

function update(file: File, change: Partial<SourceFile>): void {
  const { sources } = getState();
  if (!sources.some((source) => source.file === file)) return;
  setState({ sources: sources.map((source) => (source.file === file ? { ...source, ...change } : source)) });
}

/** What fails on the way is forgotten, so that a second attempt sends it again. */
function failedToSend(file: File): (error: unknown) => void {
  const { signal } = sendingUntil;
  return (error) => {
    sending.delete(file);
    if (!signal.aborted && getState().step === 'review') setState({ error: asApiError(error), looking: false });
  };
}

function ignore(): void {
  // The whole file's own failure is told.
}

/** Uploads to look at: the first bytes will do. */
async function enoughOf(sources: readonly SourceFile[]): Promise<readonly Upload[]> {
  return await Promise.all(sources.map(async (source) => source.whole ?? source.head ?? (await sentOf(source).enough)));
}

/** All files whole; waits for what is still on its way. */
export async function wholeOf(sources: readonly SourceFile[]): Promise<readonly Upload[]> {
  return await Promise.all(sources.map(async (source) => source.whole ?? (await sentOf(source).whole)));
}

function sentOf(source: SourceFile): SendingFile {
  send([source]);
  const sent = sending.get(source.file);
  if (sent === undefined) throw new Error(`"${source.file.name}" is not being sent.`);
  return sent;
}

/** Looks again when the person pauses. */
export function lookSoon(): void {
  clearTimeout(lookTimer);
  looking?.abort();
  setState({ looking: true });
  lookTimer = setTimeout(() => void lookNow(), LOOK_AFTER_MS);
}

/** Looks at what was brought, with what was chosen; whatever was looked at before is overtaken. */
export async function lookNow(): Promise<void> {
  clearTimeout(lookTimer);
  looking?.abort();
  const controller = new AbortController();
  looking = controller;
  setState({ looking: true, error: null });
  try {
    const { sources, choice } = getState();
    const uploads = await enoughOf(sources);
    if (controller.signal.aborted) return;
    const inspection = await data.inspect(
      sceneNow(),
      {
        uploads: uploads.map(({ id }) => id),
        ...(choice.format === null ? {} : { format: choice.format }),
        ...(choice.encoding === null ? {} : { encoding: choice.encoding }),
        ...(choice.profile === null ? {} : { profile: choice.profile }),
        ...(choice.georeference === null ? {} : { georeference: choice.georeference }),
      },
      controller.signal,
    );
    if (controller.signal.aborted) return;
    const { words, proposal } = getState();
    const names = sources.map(({ file }) => file.name);
    setState({
      looking: false,
      inspection,
      proposal: choice.profile === null || proposal === null ? inspection : proposal,
      preview: inspection.preview,
      words: words.layer === '' ? { ...words, ...proposedWords(names, inspection.tables, publishedNow()) } : words,
    });
  } catch (error) {
    if (!controller.signal.aborted && !sendingUntil.signal.aborted) {
      setState({ looking: false, error: asApiError(error) });
    }
  }
}

function publishedNow(): readonly ImportRecord[] {
  const { imports } = getState();
  return imports.state === 'ready' ? imports.records.filter(({ state }) => state === 'published') : [];
}

/** Fetches the list of imports again. */
export async function refreshImports(signal?: AbortSignal): Promise<void> {
  if (useApp.getState().sceneId === null) return;
  try {
    const { imports } = await data.imports(sceneNow(), signal);
    setState({ imports: { state: 'ready', records: imports } });
  } catch (error) {
    if (signal?.aborted !== true) setState({ imports: { state: 'failed', error: asApiError(error) } });
  }
}

/** What is published has changed: the scene is loaded again, and drawn anew. */
export async function showPublished(): Promise<void> {
  await Promise.all([loadScene(new AbortController().signal, true), refreshImports()]);
}

/** Does one thing at a time; what fails is told. */
export async function doing(act: () => Promise<Partial<DataState>>): Promise<void> {
  if (getState().busy) return;
  setState({ busy: true, error: null });
  try {
    setState({ ...(await act()), busy: false });
  } catch (error) {
    setState({ busy: false, error: asApiError(error) });
  }
}
