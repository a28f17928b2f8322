import dgram from 'node:dgram';
import { Server, Socket } from 'node:net';

/**
 * Takes the network away from this process: whatever a file makes a library do, no connection leaves and none comes in.
 * Everything that speaks TCP (`fetch`, `http`, `tls`) connects by `Socket.connect`. It holds against mistakes of
 * libraries, not against native code.
 */
export function forbidNetwork(): void {
  Socket.prototype.connect = refuse;
  Server.prototype.listen = refuse;
  dgram.Socket.prototype.bind = refuse;
  dgram.Socket.prototype.send = refuse;
  dgram.Socket.prototype.connect = refuse;
}

function refuse(): never {
  throw new Error('A process that reads files has no network.');
}
