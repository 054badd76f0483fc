import { BlockList, isIP, isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from './app-env.ts';

function socketAddress(c: Context): string {
  const hasSocket = typeof c.env === 'object' && c.env !== null && 'incoming' in c.env;
  return hasSocket ? (getConnInfo(c).remote.address ?? '') : '';
}

/** Whose turns one takes who has no account: those of the address that asks. */
export function askerOf(c: Context<AppEnv>): string {
  return `address ${c.get('address')}`;
}

/** Addresses and networks as a list that tells whether it holds an address. */
export function listOf(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', prefix] = proxy.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** The last address that no trusted proxy has: what a client writes of itself stands before it. */
export function addressBehind(
  proxies: BlockList,
  direct: string,
  forwarded: string | undefined,
): string {
  const hops = (forwarded ?? '').split(',').map((part) => part.trim());
  let address = direct.replace(/^::ffff:(?=\d+\.)/, '');
  for (const hop of hops.reverse()) {
    const isProxy =
      isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
    if (!isProxy || isIP(hop) === 0) return address;
    address = hop;
  }
  return address;
}

/** Finds out once where a request came from: past the proxies that are known, and no further. */
export function clientAddress(proxies: readonly string[]): MiddlewareHandler<AppEnv> {
  const list = listOf(proxies);
  return async (c, next) => {
    c.set('address', addressBehind(list, socketAddress(c), c.req.header('x-forwarded-for')));
    await next();
  };
}
