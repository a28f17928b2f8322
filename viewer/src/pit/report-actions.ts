import { asApiError } from '../api/api-error.ts';
import { digClient, type ReportFile } from '../api/dig-client.ts';
import { useApp } from '../state/store.ts';
import { digRequest } from './dig-request.ts';
import { usePits } from './pit-store.ts';
import { activeSpec } from './watch-confirmation.ts';

const api = digClient();

let making: AbortController | null = null;

/** Asks for the report of the active pit and hands it to the browser as a file. A second call while one is made is none. */
export function makeReport(): void {
  const { loading, language } = useApp.getState();
  const spec = activeSpec(usePits.getState());
  if (loading.state !== 'ready' || spec === undefined || making !== null) return;
  const controller = new AbortController();
  making = controller;
  usePits.setState({ report: { state: 'making' } });
  api
    .report(loading.scene.id, digRequest(spec), language, controller.signal)
    .then((file) => {
      const name = file.name ?? `dig-${loading.scene.id}.pdf`;
      save(file, name);
      usePits.setState({ report: { state: 'done', name } });
    })
    .catch((error: unknown) => {
      const isStopped = controller.signal.aborted;
      usePits.setState({ report: isStopped ? { state: 'none' } : { state: 'failed', error: asApiError(error) } });
    })
    .finally(() => {
      making = null;
    });
}

export function stopReport(): void {
  making?.abort();
}

export function dismissReport(): void {
  usePits.setState({ report: { state: 'none' } });
}

/** Long enough for any browser to have begun the download, ms. */
const KEEP_MS = 60_000;

function save({ content }: ReportFile, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
