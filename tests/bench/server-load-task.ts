import { z } from 'zod';

/** What autocannon is to do, in a process of its own. */
export const LoadTask = z.object({
  /** Its main file. */
  autocannon: z.string(),
  url: z.string(),
  connections: z.number(),
  seconds: z.number(),
  paths: z.array(z.string()),
  /** Bodies of POST requests to each path; none for GET. */
  bodies: z.array(z.string()),
});
export type LoadTask = z.infer<typeof LoadTask>;

/** What is used of its result. */
export const LoadResult = z.object({
  errors: z.number(),
  timeouts: z.number(),
  non2xx: z.number(),
  /** Milliseconds. */
  latency: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
  /** Each second. */
  requests: z.object({ average: z.number(), total: z.number() }),
  /** Bytes each second. */
  throughput: z.object({ average: z.number() }),
});
export type LoadResult = z.infer<typeof LoadResult>;
