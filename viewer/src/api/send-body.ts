import { ApiError } from './api-error.ts';
import { bodyOf, refusal } from './ask.ts';

/** What is sent, and who wants to hear how far it is. */
export interface SendOptions {
  readonly onSent?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Posts bytes and tells how many have left: `fetch` cannot. Resolves to the JSON of a good answer. Fails with `ApiError`,
 * or with the signal's reason when it aborts.
 */
export function sendBody(url: string, body: Blob, { onSent, signal }: SendOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    const settle = (act: () => void): void => {
      signal?.removeEventListener('abort', abort);
      act();
    };
    if (signal?.aborted === true) {
      reject(abortReason(signal));
      return;
    }
    signal?.addEventListener('abort', abort, { once: true });
    request.upload.addEventListener('progress', ({ loaded }) => onSent?.(loaded));
    request.addEventListener('abort', () => settle(() => reject(abortReason(signal))));
    request.addEventListener('error', () =>
      settle(() => reject(new ApiError('offline', `${url}: the connection broke while the file was sent`))),
    );
    request.addEventListener('load', () => settle(() => void answered(request, url).then(resolve, reject)));
    request.open('POST', url);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.send(body);
  });
}

async function answered(request: XMLHttpRequest, url: string): Promise<unknown> {
  const { status, responseText } = request;
  const body = await bodyOf(new Response(responseText, { status: status === 204 ? 200 : status }), url, {});
  if (status >= 200 && status < 300) return body;
  throw refusal(status, body, url);
}

function abortReason(signal: AbortSignal | undefined): unknown {
  return signal?.reason ?? new DOMException('The sending was stopped.', 'AbortError');
}
