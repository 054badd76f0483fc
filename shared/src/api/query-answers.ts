import { z } from 'zod';
import { Answer } from '../query/answer.ts';
import { Problem } from './problem.ts';

/** What one query of a batch came to: its answer, or the problem that kept it from one. */
export const Outcome = z.union([Answer, z.strictObject({ problem: Problem })]);
export type Outcome = z.infer<typeof Outcome>;

/** The answer to a batch: an outcome per query, in the order of the queries. */
export const QueryAnswers = z.strictObject({ answers: z.array(Outcome) });
export type QueryAnswers = z.infer<typeof QueryAnswers>;
