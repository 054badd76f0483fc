import { Problem } from '@bada/shared';
import type { z } from 'zod';
import { PROBLEM_JSON } from '../problems.ts';

/** A JSON response in an API description. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A JSON request body that must be there. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { body: { required: true, content: { 'application/json': { schema } } } };
}

/** An error in an API description. */
export function problem(description: string) {
  return { description, content: { [PROBLEM_JSON]: { schema: Problem } } };
}

/** Errors that every route can answer with. */
export const COMMON_PROBLEMS = {
  401: problem('Nobody has signed in (`access.sign-in`).'),
  403: problem('The viewer may not do this (`access.denied`).'),
  500: problem('Something unexpected failed (`server.internal`).'),
  503: problem(
    'The database cannot be reached, is busy or takes no writes (`store.unreachable`, `store.busy`, `store.full`, `store.read-only`).',
  ),
};
