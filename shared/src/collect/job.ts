import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { Collection } from './collection.ts';

/** Kinds of work that runs in the background. */
export const JobKind = z.enum(['collection']);
export type JobKind = z.infer<typeof JobKind>;

/** Where a job stands; the last three are final. */
export const JobState = z.enum(['queued', 'paused', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof JobState>;

/** Why a job did not end well. */
export const JobError = z.strictObject({
  code: z.string(),
  message: Localized,
  next: Localized,
});
export type JobError = z.infer<typeof JobError>;

/** What a job made. */
export const JobResult = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rows'),
    /** Rows fetched, and rows kept by the mapping; null where they were handed to a person. */
    rows: z.number().int().min(0),
    kept: z.number().int().min(0).nullable(),
    /** Dataset that got a new version; null where the rows wait as an ingest. */
    dataset: KebabId.nullable(),
    manifest: z.string().nullable(),
    /** Ingest in which a person maps and publishes them. */
    ingest: z.uuid().nullable().default(null),
    /** Whether the rows are those that wait in the ingest since an earlier run. */
    unchanged: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('harvest'),
    entries: z.number().int().min(0),
    added: z.number().int().min(0),
    changed: z.number().int().min(0),
    vanished: z.number().int().min(0),
    /** Entries that were edited here and differ at their source. */
    conflicts: z.array(z.string()),
    /** Entries that could not be understood. */
    problems: z.array(z.string()),
  }),
]);
export type JobResult = z.infer<typeof JobResult>;

/** Work in the background. At most one of a subject is not final, and one process alone runs it. */
export const Job = z.strictObject({
  id: z.uuid(),
  kind: JobKind,
  subject: KebabId,
  state: JobState,
  version: z.number().int().positive(),
  /** Not before then. */
  runAt: z.iso.datetime(),
  /** Whether the next one waits until somebody resumes it. */
  held: z.boolean(),
  /** Who runs it, and until when it is theirs unless they say that they are alive. */
  lease: z.strictObject({ owner: z.string(), until: z.iso.datetime() }).nullable(),
  attempts: z.number().int().min(0),
  error: JobError.nullable(),
  result: JobResult.nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type Job = z.infer<typeof Job>;

/** `GET /api/jobs`, the newest first. */
export const JobList = z.strictObject({ jobs: z.array(Job) });
export type JobList = z.infer<typeof JobList>;

/** Body of `POST /api/jobs`: run it now. */
export const JobRequest = z.strictObject({ kind: JobKind, subject: KebabId });
export type JobRequest = z.infer<typeof JobRequest>;

/** Body of `PUT /api/jobs/{id}`. Cancelling stops one run; a schedule goes on with the next. */
export const JobChange = z.strictObject({ action: z.enum(['pause', 'resume', 'cancel']) });
export type JobChange = z.infer<typeof JobChange>;

/** A collection with its run under way or to come, and the last one that ended. */
export const CollectionStatus = z.strictObject({
  collection: Collection,
  next: Job.nullable(),
  last: Job.nullable(),
});
export type CollectionStatus = z.infer<typeof CollectionStatus>;

/** `GET /api/collections`, by title. */
export const CollectionList = z.strictObject({ collections: z.array(CollectionStatus) });
export type CollectionList = z.infer<typeof CollectionList>;
