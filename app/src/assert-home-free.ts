import { AppError } from './app-error.ts';
import { liveServer } from './server-file.ts';

/** Throws `AppError` where a running server holds the data folder; `advice` is the sentence that says what to do then. */
export async function assertHomeFree(home: string, advice: string): Promise<void> {
  const server = await liveServer(home);
  if (server === null) return;
  throw new AppError(
    'home-taken',
    `The data folder ${home} is held by the server at ${server.url} (pid ${server.pid}). ${advice}`,
  );
}
