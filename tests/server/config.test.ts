import { resolve } from 'node:path';
import { BadaError, errorText } from '@bada/shared';
import { expect, test } from 'vitest';
import { PROJECT_ROOT, readConfig } from '../../server/src/config.ts';
import { failureText } from '../../server/src/failure.ts';

test('without any variable the defaults hold', () => {
  expect(readConfig({})).toEqual({
    port: 4600,
    host: '127.0.0.1',
    home: resolve(PROJECT_ROOT, '.bada'),
    database: { file: resolve(PROJECT_ROOT, '.bada', 'bada.sqlite') },
    now: undefined,
    maxUpload: 4 * 1024 ** 3,
    inputDays: 30,
    querySeconds: 30,
    queryMemory: 1536,
    proofDays: 400,
    samplePeople: false,
    proxies: [],
    rates: { perPerson: 1200, perAddress: 600 },
    frames: [],
    jobDays: 90,
    logLevel: 'info',
    collectHosts: ['apis.data.go.kr', 'api.odcloud.kr', 'kosis.kr', 'www.data.go.kr'],
    jobLease: 60,
  });
});

test('an empty variable counts as unset', () => {
  expect(readConfig({ PORT: '', BADA_NOW: '' })).toEqual(readConfig({}));
});

test('each variable is read', () => {
  const env = { PORT: '80', HOST: '::1', BADA_HOME: '/srv/bada', BADA_NOW: '2023-01-31' };
  const jobs = {
    BADA_COLLECT_HOSTS: 'db.local:5432, kosis.kr',
    BADA_JOB_LEASE: '5',
    BADA_JOB_DAYS: '14',
    BADA_DEMO_USERS: '1',
  };
  const files = { BADA_MAX_UPLOAD: '1000', BADA_INPUT_DAYS: '7' };
  const limits = { BADA_QUERY_SECONDS: '5', BADA_QUERY_MEMORY: '512', BADA_PROOF_DAYS: '30' };
  const people = {
    BADA_URL: 'https://bada.busan.example/',
    BADA_OIDC: 'oidc.yaml',
    BADA_OIDC_SECRET: 'secret',
    BADA_PROXIES: '127.0.0.1, 10.0.0.0/8',
    BADA_RATE_PERSON: '100',
    BADA_RATE_ADDRESS: '50',
    BADA_FRAMES: 'https://portal.busan.example',
  };
  expect(
    readConfig({ ...env, ...people, ...jobs, ...files, ...limits, LOG_LEVEL: 'warn' }),
  ).toEqual({
    port: 80,
    host: '::1',
    home: resolve('/srv/bada'),
    database: { file: resolve('/srv/bada/bada.sqlite') },
    now: '2023-01-31',
    maxUpload: 1000,
    inputDays: 7,
    querySeconds: 5,
    queryMemory: 512,
    proofDays: 30,
    samplePeople: true,
    url: 'https://bada.busan.example',
    provider: { file: '/srv/bada/oidc.yaml', secret: 'secret' },
    proxies: ['127.0.0.1', '10.0.0.0/8'],
    rates: { perPerson: 100, perAddress: 50 },
    frames: ['https://portal.busan.example'],
    jobDays: 14,
    logLevel: 'warn',
    collectHosts: ['db.local:5432', 'kosis.kr'],
    jobLease: 5,
  });
});

test.each([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['PORT', '-1'],
  ['BADA_NOW', '2023-02-30'],
  ['BADA_NOW', 'today'],
  ['LOG_LEVEL', 'loud'],
  ['BADA_COLLECT_HOSTS', 'https://kosis.kr'],
  ['BADA_JOB_LEASE', '0'],
  ['BADA_JOB_DAYS', '-1'],
  ['BADA_MAX_UPLOAD', '4GB'],
  ['BADA_INPUT_DAYS', '-1'],
  ['BADA_QUERY_SECONDS', '0'],
  ['BADA_QUERY_MEMORY', '1GB'],
  ['BADA_PROOF_DAYS', '0'],
  ['BADA_DEMO_USERS', 'yes'],
  ['BADA_URL', 'bada.busan.example'],
  ['BADA_PROXIES', 'nginx'],
  ['BADA_RATE_PERSON', '0'],
  ['BADA_FRAMES', '*'],
])('%s=%s is refused by name in both languages', (name, value) => {
  let caught: unknown;
  try {
    readConfig({ [name]: value });
  } catch (error) {
    caught = error;
  }
  if (!(caught instanceof BadaError)) throw new Error('a BadaError was expected');
  expect(caught.code).toBe('server.config');
  const { message } = errorText(caught.code, caught.params);
  expect(message.ko).toContain(name);
  expect(message.en).toContain(name);
  expect(failureText(caught)).toContain(message.ko);
  expect(failureText(caught)).toContain(message.en);
});

test('the store is where DATABASE_URL says, and a wrong one is told without its password', () => {
  const url = 'postgres://bada:s3cret%2F@db.local:5433/bada';
  expect(readConfig({ DATABASE_URL: url }).database).toEqual({ url });
  for (const wrong of ['mysql://bada:s3cret@db/bada', 'postgres:s3cret', 's3cret', 'postgres://']) {
    const text = refusalOf({ DATABASE_URL: wrong });
    expect(text).toContain('DATABASE_URL');
    expect(text).not.toContain('s3cret');
  }
});

function refusalOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    return failureText(error);
  }
}
