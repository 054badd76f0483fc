import { describe, expect, test } from 'vitest';
import { addressBehind, listOf } from '../../server/src/routes/client-address.ts';

describe('where a request comes from', () => {
  test.each([
    ['a client says it is somebody else', '203.0.113.9', '10.1.1.1', [], '203.0.113.9'],
    ['a proxy that is known tells', '127.0.0.1', '203.0.113.9', ['127.0.0.1'], '203.0.113.9'],
    [
      'what stands before it is the client’s own word',
      '127.0.0.1',
      '8.8.8.8, 203.0.113.9',
      ['127.0.0.1'],
      '203.0.113.9',
    ],
    [
      'two known proxies',
      '127.0.0.1',
      '203.0.113.9, 10.2.3.4',
      ['127.0.0.1', '10.0.0.0/8'],
      '203.0.113.9',
    ],
    ['a proxy that tells nothing', '127.0.0.1', undefined, ['127.0.0.1'], '127.0.0.1'],
    ['nonsense', '127.0.0.1', 'unknown', ['127.0.0.1'], '127.0.0.1'],
    ['IPv4 written as IPv6', '::ffff:127.0.0.1', '203.0.113.9', ['127.0.0.1'], '203.0.113.9'],
    ['IPv6', '::1', '2001:db8::7', ['::1'], '2001:db8::7'],
  ])('%s', (_, direct, forwarded, proxies, expected) => {
    expect(addressBehind(listOf(proxies), direct, forwarded)).toBe(expected);
  });
});
