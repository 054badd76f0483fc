import { z } from 'zod';
import { KebabId } from './ids.ts';

/** Title of a saved view as its author typed it, 1 to 120 characters without outer blanks. */
const BoardTitle = z.string().trim().min(1).max(120);

/** One page of the app in the state that its URL holds; `search` is empty or starts with `?`. */
export const BoardTile = z.strictObject({
  kind: z.literal('view'),
  path: z.literal('/'),
  search: z
    .string()
    .max(4000)
    .regex(/^(\?.*)?$/, 'expected a URL search part such as `?t=2021`'),
});
export type BoardTile = z.infer<typeof BoardTile>;

/** What an author writes of a board; version 1 holds exactly one tile. */
export const BoardDraft = z.strictObject({
  title: BoardTitle,
  tiles: z.array(BoardTile).length(1),
});
export type BoardDraft = z.infer<typeof BoardDraft>;

/** A saved view as it is stored. `version` counts changes from 1 and is the ETag in quotes. */
export const Board = z.strictObject({
  v: z.literal(1),
  id: z.uuid(),
  title: BoardTitle,
  tiles: z.array(BoardTile).length(1),
  version: z.number().int().positive(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  owner: z.string().min(1),
  department: KebabId.nullable(),
});
export type Board = z.infer<typeof Board>;

/** Address of the view that a board keeps. */
export function boardHref({ tiles: [tile] }: Pick<Board, 'tiles'>): string {
  return tile ? `${tile.path}${tile.search}` : '/boards';
}

/** A page of boards, newest first; `next` is the cursor of the following page, null on the last. */
export const BoardPage = z.strictObject({ boards: z.array(Board), next: z.string().nullable() });
export type BoardPage = z.infer<typeof BoardPage>;
