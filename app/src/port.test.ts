import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { assertPortFree } from './port.ts';
import { portOwner } from './port-owner.ts';

it('names the process that holds a port, and what to do', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const address = holder.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
  try {
    const refusal = assertPortFree('127.0.0.1', address.port);
    await expect(refusal).rejects.toMatchObject({ code: 'port-taken' });
    await expect(refusal).rejects.toThrow(`Port ${address.port} on 127.0.0.1 is taken by`);
    await expect(refusal).rejects.toThrow('--port');
    if (process.platform === 'linux') expect(await portOwner(address.port)).toContain(`(pid ${process.pid})`);
  } finally {
    await new Promise((resolve) => holder.close(resolve));
  }
  await expect(assertPortFree('127.0.0.1', address.port)).resolves.toBeUndefined();
  expect(await portOwner(address.port)).toBeNull();
});

it('says why an address that is not of this machine cannot be listened on', async () => {
  await expect(assertPortFree('192.0.2.1', 8080)).rejects.toMatchObject({ code: 'cannot-listen' });
});
