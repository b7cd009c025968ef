/*
 * A way to Postgres that can be cut or go silent, so that a test can take the database away from a
 * server without taking it from anybody else.
 */
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';

export interface DatabaseProxy {
  /** The connection string, by way of the proxy. */
  readonly url: string;
  /** Ends all connections and takes no new ones. */
  cut(): Promise<void>;
  /** Takes connections and what is sent, and answers nothing. */
  silence(): void;
  /** The same of the connections that there are; new ones are as ever. */
  freeze(): void;
  /** As it was at first; what was silent is ended. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function startProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const frozen = new WeakSet<Socket>();
  let isSilent = false;
  let port = 0;

  const forget = (socket: Socket): void => {
    sockets.delete(socket);
    socket.destroy();
  };
  const server = net.createServer((client) => {
    const database = net.connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {}); // 'close' follows
      socket.on('close', () => {
        forget(socket);
        forget(other);
      });
      socket.on('data', (data) => {
        if (!isSilent && !frozen.has(socket)) other.write(data);
      });
    }
  });
  const listen = async (): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  };
  const cut = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) forget(socket);
    await closed;
  };

  await listen();
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    cut,
    silence: () => {
      isSilent = true;
    },
    freeze: () => {
      for (const socket of sockets) frozen.add(socket);
    },
    restore: async () => {
      isSilent = false;
      for (const socket of sockets) forget(socket);
      if (!server.listening) await listen();
    },
    close: async () => {
      if (server.listening) await cut();
    },
  };
}
