import { canonicalJson, type MetricQuery, type QueryContext } from '@bada/shared';
import { queryOptions } from '@tanstack/react-query';
import { sendJson } from '../../api/client.ts';
import { DistrictShapes } from '../../api/shapes.ts';
import type { Answerer } from '../../engine/answerer.ts';
import type { EngineWish } from '../../state/preferences.ts';

/** What answers are computed by and from. */
export interface Answering {
  readonly answerer: Answerer;
  readonly context: QueryContext | undefined;
  /** Another wish asks again. */
  readonly wish: EngineWish;
}

/** Answers to a list of queries, from the engine that is wished for. */
export function answersQuery(
  { answerer, context, wish }: Answering,
  queries: readonly MetricQuery[],
) {
  return queryOptions({
    queryKey: ['answers', wish, queries],
    queryFn: ({ signal }) => answerer.answer(queries, context, signal),
    staleTime: Number.POSITIVE_INFINITY,
    // The browser's engine needs the contracts; the server has them.
    enabled: queries.length > 0 && (wish !== 'browser' || context !== undefined),
    placeholderData: (before, query) =>
      canonicalJson(query?.queryKey[2]) === canonicalJson(queries) ? before : undefined,
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
