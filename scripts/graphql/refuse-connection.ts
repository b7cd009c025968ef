/*
 * What is said to a client that sends no request at all: bytes that are no HTTP, too many headers, or one that
 * does not come to its end. There is no reply to send it by; an error it is all the same.
 */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import type { ErrorCode } from './errors.ts';
import { refusal } from './routes.ts';

type Refusal = readonly [status: number, code: ErrorCode, message: string];

const REFUSALS: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'TIMEOUT', 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'BAD_USER_INPUT', 'The headers are too long.'],
};
const NO_HTTP: Refusal = [400, 'BAD_USER_INPUT', 'This is no HTTP request.'];

/** Answers and closes the connection. */
export function refuseConnection(error: ConnectionError, socket: Socket): void {
  const [status, code, message] = REFUSALS[error.code] ?? NO_HTTP;
  if (socket.writable) {
    const body = JSON.stringify(refusal(code, message));
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }
  socket.destroy(error);
}
