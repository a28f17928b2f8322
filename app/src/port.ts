import { createServer } from 'node:net';
import { AppError } from './app-error.ts';
import { portOwner } from './port-owner.ts';

/**
 * Asks for the port and lets it go again, so that a taken port is said before minutes are spent on an import.
 * Throws `AppError`: `port-taken` with its owner where that can be told, `cannot-listen` for any other refusal.
 */
export async function assertPortFree(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ host, port }, resolve);
    });
  } catch (error) {
    throw await listenFault(error, host, port);
  } finally {
    if (probe.listening) await new Promise((resolve) => probe.close(resolve));
  }
}

/** The sentence for a failure to listen. */
export async function listenFault(error: unknown, host: string, port: number): Promise<AppError> {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    const owner = (await portOwner(port)) ?? 'another process';
    return new AppError(
      'port-taken',
      `Port ${port} on ${host} is taken by ${owner}. Stop it, or choose another port: --port ${port === 65_535 ? 0 : port + 1}.`,
      { cause: error },
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('cannot-listen', `The server cannot listen on ${host}, port ${port}: ${reason}.`, {
    cause: error,
  });
}
