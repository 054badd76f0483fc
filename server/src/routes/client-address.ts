import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** Network address that a request came from; empty where it came by no socket. */
export function addressOf(c: Context): string {
  const hasSocket = typeof c.env === 'object' && c.env !== null && 'incoming' in c.env;
  return hasSocket ? (getConnInfo(c).remote.address ?? '') : '';
}

/** Whose turns one takes who has no account: those of the address that asks. */
export function askerOf(c: Context): string {
  return `address ${addressOf(c)}`;
}
