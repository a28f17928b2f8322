import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './started-city.ts';

const run = promisify(execFile);
const START_TIMEOUT_MS = 5000;
const POLL_MS = 25;

/** Bytes at an address with the headers they are answered with. */
export interface ServedBytes {
  /** Path of the address. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface Nginx {
  readonly url: string;
  stop(): Promise<void>;
}

/** Why no nginx can be started here, in one sentence; null when one can. */
export async function missingNginx(): Promise<string | null> {
  try {
    await run('nginx', ['-v'], { env: WITH_SBIN });
    return null;
  } catch {
    return 'nginx is not installed (on Debian: apt-get install nginx-light)';
  }
}

/** Debian puts nginx where the path of a plain user does not look. */
const WITH_SBIN = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` };

/**
 * Starts nginx with one worker on a free port of the loopback, serving these bytes as they are from files, with these
 * headers. Without a log, with open files remembered and bodies sent by the kernel: as one sets it up to be fast.
 */
export async function startNginx(folder: string, served: readonly ServedBytes[]): Promise<Nginx> {
  const root = join(folder, 'root');
  for (const { path, body } of served) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), body);
  }
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configuration(folder, root, port, served));
  const child = spawn('nginx', ['-p', folder, '-c', file, '-e', join(folder, 'error.log')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: WITH_SBIN,
  });
  const ended = once(child, 'close');
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await isUp(url))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`nginx did not begin to serve; ${join(folder, 'error.log')} says why.`);
    }
    await sleep(POLL_MS);
  }
  return { url, stop };
}

async function isUp(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => null);
  await response?.body?.cancel();
  return response !== null;
}

function configuration(folder: string, root: string, port: number, served: readonly ServedBytes[]): string {
  // Its own type, tag, date of change and offer of ranges give way to the headers wanted.
  const locations = served.map(
    ({ path, headers }) => `
    location = ${path} {
      types {}
      default_type "${headers.find(([name]) => name === 'Content-Type')?.[1] ?? 'application/octet-stream'}";
      add_header Last-Modified "";
${headers
  .filter(([name]) => name !== 'Content-Type' && name !== 'Content-Length')
  .map(([name, value]) => `      add_header ${name} '${value.replaceAll("'", "\\'")}';`)
  .join('\n')}
    }`,
  );
  // Started by root, its worker would be another user, who may not read the folder.
  return `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${join(folder, 'nginx.pid')};
events { worker_connections 1024; }
http {
  access_log off;
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  etag off;
  max_ranges 0;
  keepalive_requests 1000000000;
  open_file_cache max=100;
  open_file_cache_valid 60s;
  client_body_temp_path ${join(folder, 'body')};
  proxy_temp_path ${join(folder, 'proxy')};
  fastcgi_temp_path ${join(folder, 'fastcgi')};
  uwsgi_temp_path ${join(folder, 'uwsgi')};
  scgi_temp_path ${join(folder, 'scgi')};
  server {
    listen 127.0.0.1:${port};
    root ${root};${locations.join('')}
  }
}
`;
}
