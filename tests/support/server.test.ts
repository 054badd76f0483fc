import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startServer } from './server.ts';

const standIn = `
  const { createServer } = require('node:http');
  const server = createServer((request, response) => response.end(process.env.BADA_HOME));
  server.listen(Number(process.env.PORT), '127.0.0.1', () =>
    console.log('BADA is ready: http://localhost:' + process.env.PORT));
  process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;

test('a server gets its own port and home, answers, and leaves nothing behind', async () => {
  const options = { args: ['-e', standIn], extracts: false };
  const [one, two] = await Promise.all([startServer(options), startServer(options)]);
  expect(one.url).not.toBe(two.url);
  expect(await (await fetch(one.url)).text()).toBe(one.home);
  await Promise.all([one.stop(), two.stop()]);
  expect(existsSync(one.home)).toBe(false);
});

test('a server that ends before it is ready fails with what it said', async () => {
  const args = ['-e', 'console.error("no such setting"); process.exit(3)'];
  await expect(startServer({ args, extracts: false })).rejects.toThrow(
    /ended with 3:\nno such setting/,
  );
});
