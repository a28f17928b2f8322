import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';

const MODULE = new URL('./no-network.ts', import.meta.url).href;

/** Tries every way out that Node offers and prints what came of each. */
const TRIES = `
const { forbidNetwork } = await import(process.argv[1]);
const port = Number(process.argv[2]);
const url = 'http://127.0.0.1:' + port + '/';
forbidNetwork();
const [net, http, tls, dgram] = await Promise.all(['net', 'http', 'tls', 'dgram'].map((name) => import('node:' + name)));
const tries = {
  fetch: () => fetch(url),
  http: () => new Promise((resolve, reject) => http.get(url, resolve).on('error', reject)),
  net: () => new Promise((resolve, reject) => net.connect(port, '127.0.0.1', resolve).on('error', reject)),
  tls: () => new Promise((resolve, reject) => tls.connect(port, '127.0.0.1', resolve).on('error', reject)),
  listen: () => new Promise((resolve, reject) => net.createServer().on('error', reject).listen(0, resolve)),
  udp: () => new Promise((resolve, reject) => dgram.createSocket('udp4').send('x', port, '127.0.0.1', resolve)),
};
const came = {};
for (const [name, run] of Object.entries(tries)) {
  came[name] = await Promise.resolve().then(run).then(() => 'went out', () => 'refused');
}
process.stdout.write(JSON.stringify(came));
process.exit(0);
`;

it('leaves no way out, and no way in', async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const child = spawn(process.execPath, ['--input-type=module', '-e', TRIES, MODULE, String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    await once(child, 'close');
    expect(JSON.parse(out)).toEqual({
      fetch: 'refused',
      http: 'refused',
      net: 'refused',
      tls: 'refused',
      listen: 'refused',
      udp: 'refused',
    });
    expect(connections).toBe(0);
  } finally {
    server.close();
  }
});
