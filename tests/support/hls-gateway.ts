import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Why no streams can be made here; null when they can. */
export const MISSING_FFMPEG: string | null =
  spawnSync('ffmpeg', ['-version'], { stdio: 'ignore' }).status === 0
    ? null
    : 'ffmpeg is not installed (on Debian: apt-get install ffmpeg)';

/** What a stream shows: a test picture that moves, or one that stands still after some seconds while the stream runs on. */
export type StreamPicture = 'moving' | { readonly standsStillAfterS: number };

/** Video gateway on the loopback: real HLS streams by ffmpeg, one a code, served over HTTP. */
export interface HlsGateway {
  /** Address template of its streams. */
  readonly url: string;
  /** Begins a stream; resolves when its playlist is there. */
  begin(code: string, picture: StreamPicture): Promise<void>;
  /** The encoder stops; what it has written stays, as with a camera that lost its network. */
  silence(code: string): Promise<void>;
  /** From now on there is no such stream. */
  forget(code: string): void;
  /** Nobody answers at its address any more, until it is back. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = { m3u8: 'application/vnd.apple.mpegurl', ts: 'video/mp2t' };

export async function openHlsGateway(): Promise<HlsGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'undercroft-hls-'));
  const encoders = new Map<string, ChildProcess>();
  const forgotten = new Set<string>();
  let server = await listening(0, answer);
  const { port } = server.address() as AddressInfo;

  function answer(path: string, response: ServerResponse): void {
    const [, code = '', file = ''] = path.split('/');
    const name = basename(file);
    // The page comes from another origin, as it does from a city's gateway.
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (!encoders.has(code) || forgotten.has(code)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
    const stream = createReadStream(join(folder, code, name));
    stream.once('error', () => response.writeHead(404).end());
    stream.once('open', () => stream.pipe(response));
  }
  const silence = async (code: string): Promise<void> => {
    const encoder = encoders.get(code);
    if (encoder === undefined || encoder.exitCode !== null || encoder.signalCode !== null) return;
    const ended = new Promise((resolve) => encoder.once('close', resolve));
    encoder.kill('SIGKILL');
    await ended;
  };
  return {
    url: `http://127.0.0.1:${port}/{code}/index.m3u8`,
    async begin(code, picture) {
      await mkdir(join(folder, code), { recursive: true });
      encoders.set(code, encoder(join(folder, code), picture));
      for (let tries = 0; tries < 300; tries++) {
        if (await exists(join(folder, code, 'index.m3u8'))) return;
        await sleep(100);
      }
      throw new Error(`ffmpeg wrote no playlist of the stream ${code} in 30 s.`);
    },
    silence,
    forget: (code) => forgotten.add(code),
    async goAway() {
      await closed(server);
    },
    async comeBack() {
      server = await listening(port, answer);
    },
    async close() {
      for (const code of encoders.keys()) await silence(code);
      await closed(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** H.264 in MPEG transport stream, a second a segment, as gateways of GB/T 28181 give it out. */
function encoder(folder: string, picture: StreamPicture): ChildProcess {
  const source = 'testsrc=size=320x180:rate=10';
  const filter =
    picture === 'moving'
      ? source
      : `${source},trim=0:${picture.standsStillAfterS},tpad=stop_mode=clone:stop_duration=3600`;
  const input = ['-hide_banner', '-loglevel', 'error', '-re', '-f', 'lavfi', '-i', filter];
  const video = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-pix_fmt', 'yuv420p', '-g', '10'];
  const hls = ['-f', 'hls', '-hls_time', '1', '-hls_list_size', '5', '-hls_flags', 'delete_segments+temp_file'];
  const args = [...input, ...video, ...hls, join(folder, 'index.m3u8')];
  return spawn('ffmpeg', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function listening(port: number, answer: (path: string, response: ServerResponse) => void): Promise<Server> {
  const server = createServer((request, response) => answer(request.url ?? '/', response));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function closed(server: Server): Promise<void> {
  const done = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await done;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
