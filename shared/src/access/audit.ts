import { z } from 'zod';

/** One thing that somebody did: who, what, with which outcome, when and from where. Entries of one
 * server process form a chain: each holds the hash of the one before. */
export const AuditEntry = z.strictObject({
  /** The server process that wrote it, and its place in that process's chain. */
  chain: z.uuid(),
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  /** Id of the account, `local`, or `anonymous`. */
  actor: z.string(),
  /** The route, e.g. `PUT /api/boards/{id}`, or a doing of the server, e.g. `session.create`. */
  action: z.string(),
  /** What it was done to: the path that was asked, without its query. */
  target: z.string(),
  /** HTTP status of the answer. */
  status: z.number().int(),
  /** Network address of the client; empty where there is none. */
  address: z.string(),
  /** Request id, as in the log. */
  request: z.string(),
  previous: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What to look for in the record. */
export const AuditQuery = z.object({
  actor: z.string().max(80).optional(),
  action: z.string().max(200).optional(),
  target: z.string().max(400).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  before: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** A page of the record, latest first. */
export const AuditPage = z.strictObject({
  entries: z.array(AuditEntry),
  next: z.string().nullable(),
});
export type AuditPage = z.infer<typeof AuditPage>;
