import type { Feature } from '@undercroft/core/protocol/answers';
import { useSay } from '../i18n/i18n.ts';

/** The source record as it stood in its file, closed until asked for. */
export function RawRecord({ raw }: { readonly raw: Feature['raw'] }) {
  const say = useSay();
  return (
    <details className="raw" data-testid="raw">
      <summary>{say('panel.raw')}</summary>
      <pre>{JSON.stringify(raw, null, 2)}</pre>
    </details>
  );
}
