import { join, resolve } from 'node:path';
import { BadaError, IsoDate } from '@bada/shared';
import { z } from 'zod';

/** Absolute path of the project: seeds and the built app are found from here, never from the cwd. */
export const PROJECT_ROOT: string = resolve(import.meta.dirname, '..', '..');

function isPostgres(text: string): boolean {
  const url = URL.parse(text);
  return /^postgres(?:ql)?:$/.test(url?.protocol ?? '') && url?.hostname !== '';
}

const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'expected a whole number from 0 to 65535')
    .default('4600')
    .transform(Number)
    .pipe(z.number().max(65_535)),
  HOST: z.string().min(1).default('127.0.0.1'),
  BADA_HOME: z.string().min(1).default('.bada'),
  DATABASE_URL: z
    .string()
    .refine(isPostgres, 'expected postgres://user:password@host:port/database')
    .optional(),
  BADA_NOW: IsoDate.optional(),
  BADA_COLLECT_HOSTS: z
    .string()
    .default('apis.data.go.kr,api.odcloud.kr,kosis.kr,www.data.go.kr')
    .transform((text) => text.split(',').map((host) => host.trim()))
    .pipe(z.array(z.string().regex(/^[\w.-]+(:\d{1,5})?$/, 'expected host or host:port'))),
  BADA_JOB_LEASE: z.coerce.number().int().min(1).max(3600).default(60),
  BADA_JOB_DAYS: z.coerce.number().int().min(0).max(36_500).default(90),
  BADA_MAX_UPLOAD: z.coerce
    .number()
    .int()
    .positive()
    .default(4 * 1024 ** 3),
  BADA_INPUT_DAYS: z.coerce.number().int().min(0).max(36_500).default(30),
  BADA_QUERY_SECONDS: z.coerce.number().min(0.1).max(3600).default(30),
  BADA_QUERY_MEMORY: z.coerce.number().int().min(192).max(1_048_576).default(1536),
  BADA_PROOF_DAYS: z.coerce.number().int().min(1).max(36_500).default(400),
  BADA_DEMO_USERS: z.enum(['0', '1']).default('0'),
  BADA_URL: z
    .url({ protocol: /^https?$/ })
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  BADA_OIDC: z.string().min(1).optional(),
  BADA_OIDC_SECRET: z.string().min(1).optional(),
  BADA_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()])))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))),
  BADA_RATE_PERSON: z.coerce.number().int().min(10).max(1_000_000).default(1200),
  BADA_RATE_ADDRESS: z.coerce.number().int().min(10).max(1_000_000).default(600),
  BADA_FRAMES: z
    .string()
    .default('')
    .transform((text) => text.split(/[ ,]+/).filter((one) => one !== ''))
    .pipe(z.array(z.string().regex(/^https?:\/\/[\w.-]+(:\d{1,5})?$/, 'expected origins'))),
  OPENLINEAGE_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** How a server runs, parsed once from the environment. */
export interface Config {
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  /** Absolute folder of the store and the extracts. */
  readonly home: string;
  /** Where the store is. */
  readonly database: { readonly file: string } | { readonly url: string };
  /** Evaluation date that replaces the data's own end, when set. */
  readonly now: IsoDate | undefined;
  /** Hosts that collections may ask, `host` or `host:port`. */
  readonly collectHosts: readonly string[];
  /** Seconds after which the job of a process that went silent is another's. */
  readonly jobLease: number;
  /** Days that runs which ended are kept. */
  readonly jobDays: number;
  /** Largest file that may be brought, in bytes. */
  readonly maxUpload: number;
  /** Days that a file is kept after a version was published from it. */
  readonly inputDays: number;
  /** Seconds after which a query is stopped. */
  readonly querySeconds: number;
  /** Memory of one manifest's engine in MiB. */
  readonly queryMemory: number;
  /** Days that a proof is kept after it was last minted, unless something stored refers to it. */
  readonly proofDays: number;
  /** Whether made-up people may be tried. */
  readonly samplePeople: boolean;
  /** Address of this server as browsers know it, without a slash at its end. */
  readonly url: string | undefined;
  /** File that describes the identity provider, and the secret by which the provider knows us. */
  readonly provider: { readonly file: string; readonly secret: string | undefined } | undefined;
  /** Addresses and networks of proxies whose word on who asked counts. */
  readonly proxies: readonly string[];
  /** Requests within a minute of one person, and of an address from which nobody has signed in. */
  readonly rates: { readonly perPerson: number; readonly perAddress: number };
  /** Origins that may show the app in a frame. */
  readonly frames: readonly string[];
  /** OpenLineage endpoint that gets a copy of the events, when set. */
  readonly lineageUrl: string | undefined;
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
}

function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

/** Reads the configuration; an empty variable counts as unset.
 * @throws BadaError `server.config` naming the first variable that is wrong */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = Environment.safeParse(withoutEmpty(env));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'environment');
    throw new BadaError('server.config', { name, what: issue?.message ?? 'not valid' });
  }
  const { PORT, HOST, BADA_HOME, BADA_NOW, OPENLINEAGE_URL, LOG_LEVEL } = parsed.data;
  const url = parsed.data.DATABASE_URL;
  const { BADA_MAX_UPLOAD, BADA_INPUT_DAYS } = parsed.data;
  const { BADA_OIDC: file, BADA_OIDC_SECRET: secret } = parsed.data;
  const home = resolve(PROJECT_ROOT, BADA_HOME);
  return {
    port: PORT,
    host: HOST,
    home,
    database: url === undefined ? { file: join(home, 'bada.sqlite') } : { url },
    now: BADA_NOW,
    collectHosts: parsed.data.BADA_COLLECT_HOSTS,
    jobLease: parsed.data.BADA_JOB_LEASE,
    jobDays: parsed.data.BADA_JOB_DAYS,
    maxUpload: BADA_MAX_UPLOAD,
    inputDays: BADA_INPUT_DAYS,
    querySeconds: parsed.data.BADA_QUERY_SECONDS,
    queryMemory: parsed.data.BADA_QUERY_MEMORY,
    proofDays: parsed.data.BADA_PROOF_DAYS,
    url: parsed.data.BADA_URL,
    provider: file === undefined ? undefined : { file: resolve(home, file), secret },
    proxies: parsed.data.BADA_PROXIES,
    rates: { perPerson: parsed.data.BADA_RATE_PERSON, perAddress: parsed.data.BADA_RATE_ADDRESS },
    frames: parsed.data.BADA_FRAMES,
    samplePeople: parsed.data.BADA_DEMO_USERS === '1',
    lineageUrl: OPENLINEAGE_URL,
    logLevel: LOG_LEVEL,
  };
}
