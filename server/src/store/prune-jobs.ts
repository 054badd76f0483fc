import type { JobState } from '@bada/shared/catalogue';
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Ended later, with one of these ends, about the same subject. */
function newer({ selectFrom }: ExpressionBuilder<Database, 'jobs'>, states: JobState[]) {
  return selectFrom('jobs as other')
    .select('other.id')
    .whereRef('other.kind', '=', 'jobs.kind')
    .whereRef('other.subject', '=', 'jobs.subject')
    .where('other.state', 'in', states)
    .whereRef('other.finished_at', '>', 'jobs.finished_at');
}

/** Forgets jobs that ended before a time. Of each subject the newest that ended and the newest that went well stay,
 * since they tell how it stands.
 * @returns how many were forgotten */
export async function pruneJobs(db: Kysely<Database>, before: Date): Promise<number> {
  const gone = await db
    .deleteFrom('jobs')
    .where('finished_at', '<', before.toISOString())
    .where((build) => {
      const { or, and, eb, exists } = build;
      const isFollowed = exists(newer(build, ['done', 'failed']));
      const isBettered = or([eb('state', '=', 'failed'), exists(newer(build, ['done']))]);
      return or([eb('state', '=', 'cancelled'), and([isFollowed, isBettered])]);
    })
    .returning('id')
    .execute();
  return gone.length;
}
