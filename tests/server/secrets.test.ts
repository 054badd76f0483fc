import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NewToken } from '@bada/shared';
import { expect, test } from 'vitest';
import { copyExtractsTo } from '../support/prepare.ts';
import { startServer } from '../support/server.ts';
import { cookieOf } from './sign-in-support.ts';
import { jsonRequest } from './support.ts';

const PASSWORD = 'planted-password-of-the-administrator';
const WRONG = 'planted-wrong-password';
const CLIENT_SECRET = 'planted-client-secret-of-oidc';
const COLLECT_SECRET = 'planted-secret-of-a-collection';
const IN_QUERY = 'planted-in-a-query';

/** Bytes of every file below a folder. */
function* filesOf(folder: string): Generator<[string, Buffer]> {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) yield [name, readFileSync(path)];
  }
}

test('no planted secret is in the log, in an answer, or in a file of the home', async () => {
  const home = mkdtempSync(join(tmpdir(), 'bada-secrets-'));
  await copyExtractsTo(home);
  const groups = [{ group: 'x', roles: ['viewer'] }];
  const provider = { issuer: 'http://localhost:1', clientId: 'bada', groups };
  writeFileSync(join(home, 'oidc.yaml'), JSON.stringify(provider));
  const server = await startServer({
    home,
    env: {
      LOG_LEVEL: 'trace',
      BADA_OIDC: 'oidc.yaml',
      BADA_OIDC_SECRET: CLIENT_SECRET,
      BADA_URL: 'http://localhost',
      BADA_SECRET_KOSIS: COLLECT_SECRET,
    },
  });
  const answers: string[] = [];
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${server.url}${path}`, { redirect: 'manual', ...init });
    answers.push(await response.clone().text());
    return response;
  };
  try {
    const link = /\/join#([\w-]{43})/.exec(server.output())?.[1] ?? '';
    const first = { id: 'kim.ga', name: '가온' };
    await ask(
      '/api/session/join',
      jsonRequest('POST', { secret: link, password: PASSWORD, first }),
    );
    const entered = await ask(
      '/api/session',
      jsonRequest('POST', { id: 'kim.ga', password: PASSWORD }),
    );
    const admin = cookieOf(entered);
    await ask('/api/session', jsonRequest('POST', { id: 'kim.ga', password: WRONG }));
    const draft = { name: '대본', scope: 'write', days: 1 };
    const made = await fetch(`${server.url}/api/tokens`, jsonRequest('POST', draft, admin));
    const { secret: token } = NewToken.parse(await made.json());
    await ask('/api/boards', { headers: { authorization: `Bearer ${token}` } });
    await ask(`/api/session/provider/back?code=${IN_QUERY}&state=x`);
    await ask('/api/session/provider');
    await ask('/api/boards', { ...jsonRequest('POST', {}, admin), body: `{"${WRONG}` });
    const session = admin.cookie?.split('=')[1] ?? 'none';
    const secrets = [PASSWORD, WRONG, CLIENT_SECRET, COLLECT_SECRET, IN_QUERY, token, session];
    const log = server.output();
    expect(log.split(link).length - 1, 'the first link is printed once').toBe(1);
    await server.kill('SIGTERM');
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(15);
      expect(log.includes(secret), `the log holds ${secret}`).toBe(false);
      expect(
        answers.some((text) => text.includes(secret)),
        `an answer holds ${secret}`,
      ).toBe(false);
    }
    for (const [name, bytes] of filesOf(home)) {
      const found = [...secrets, link].filter((secret) => bytes.includes(secret));
      expect(found, name).toEqual([]);
    }
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
});
