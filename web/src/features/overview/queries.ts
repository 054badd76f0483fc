import type { MetricQuery, QueryContext } from '@bada/shared';
import { queryOptions } from '@tanstack/react-query';
import { sendJson } from '../../api/client.ts';
import { DistrictShapes } from '../../api/shapes.ts';
import type { Answerer } from '../../engine/answerer.ts';

/** Answers to a list of queries, from whichever engine is up. */
export function answersQuery(
  answerer: Answerer,
  context: QueryContext | undefined,
  queries: readonly MetricQuery[],
) {
  return queryOptions({
    queryKey: ['answers', queries],
    queryFn: ({ signal }) => answerer.answer(queries, context, signal),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: queries.length > 0,
  });
}

/** The shapes of the districts; immutable under their address. */
export function shapesQuery(path: string | undefined) {
  return queryOptions({
    queryKey: ['shapes', path],
    queryFn: ({ signal }) => sendJson(DistrictShapes, path ?? '', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: path !== undefined,
  });
}
