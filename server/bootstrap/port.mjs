import { createServer } from 'node:net';
import { UserError } from './messages.mjs';

/**
 * @param {string | undefined} text value of `PORT`
 * @param {number} fallback
 * @returns {number}
 */
export function parsePort(text, fallback) {
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new UserError('badPort', { port: text });
  return port;
}

/**
 * Fails early, before minutes of work, when the port is taken. The server checks again: only an
 * address in use counts here, every other difficulty is its own to report.
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>}
 */
export function assertPortFree(port, host) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      if (taken) reject(new UserError('portTaken', { port }));
      else resolve();
    });
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  });
}
