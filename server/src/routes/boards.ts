import { BadaError, Board, BoardDraft, BoardPage } from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Change, Expected } from '../store/boards.ts';
import { decodeCursor } from '../store/cursor.ts';
import { matchTags } from './conditional.ts';
import { type Access, type AppEnv, documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const PAGE = 50;
const MAX_PAGE = 200;

const ListQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(PAGE),
});
const BoardParams = z.object({ id: z.string().max(80) });
const IfMatch = z.object({ 'if-match': z.string().optional() });

const NOT_FOUND = problem('There is no such board, or it is in the bin (`board.not-found`).');
const CONFLICT = problem('The board was changed in the meantime (`board.conflict`).');
const UNCONDITIONAL = problem('If-Match is missing (`board.precondition-required`).');
const INVALID = problem('The request does not fit its schema (`request.invalid`).');

const listRoute = createRoute({
  method: 'get',
  path: '/api/boards',
  operationId: 'listBoards',
  summary: "The viewer's own boards, newest first",
  request: { query: ListQuery },
  responses: { 200: json(BoardPage, 'A page of boards.'), 400: INVALID, ...COMMON_PROBLEMS },
});

const createBoardRoute = createRoute({
  method: 'post',
  path: '/api/boards',
  operationId: 'createBoard',
  summary: 'Saves a new board',
  description: 'It is on disk when this answers. `Location` and `ETag` say where and which.',
  request: jsonBody(BoardDraft),
  responses: { 201: json(Board, 'The new board.'), 400: INVALID, ...COMMON_PROBLEMS },
});

const readRoute = createRoute({
  method: 'get',
  path: '/api/boards/{id}',
  operationId: 'getBoard',
  summary: 'One board',
  request: { params: BoardParams },
  responses: { 200: json(Board, 'The board.'), 404: NOT_FOUND, ...COMMON_PROBLEMS },
});

const updateRoute = createRoute({
  method: 'put',
  path: '/api/boards/{id}',
  operationId: 'updateBoard',
  summary: 'Replaces what the author wrote of a board',
  request: { params: BoardParams, headers: IfMatch, ...jsonBody(BoardDraft) },
  responses: {
    200: json(Board, 'The board as it stands now.'),
    400: INVALID,
    404: NOT_FOUND,
    412: CONFLICT,
    428: UNCONDITIONAL,
    ...COMMON_PROBLEMS,
  },
});

const deleteRoute = createRoute({
  method: 'delete',
  path: '/api/boards/{id}',
  operationId: 'deleteBoard',
  summary: 'Puts a board into the bin',
  description: 'The ETag of the answer is that of the board in the bin.',
  request: { params: BoardParams, headers: IfMatch },
  responses: {
    204: { description: 'It is in the bin.' },
    404: NOT_FOUND,
    412: CONFLICT,
    428: UNCONDITIONAL,
    ...COMMON_PROBLEMS,
  },
});

const restoreRoute = createRoute({
  method: 'post',
  path: '/api/boards/{id}/restore',
  operationId: 'restoreBoard',
  summary: 'Takes a board out of the bin',
  description: 'If-Match is optional here: undoing a deletion overwrites nothing.',
  request: { params: BoardParams, headers: IfMatch },
  responses: {
    200: json(Board, 'The board as it stands now.'),
    404: problem('There is no such board (`board.not-found`).'),
    412: CONFLICT,
    ...COMMON_PROBLEMS,
  },
});

function tag(version: number): string {
  return `"${version}"`;
}

function expectedBy(header: string | undefined): Expected {
  if (header === undefined) throw new BadaError('board.precondition-required');
  const tags = matchTags(header);
  return tags === 'any' ? 'any' : tags.filter((one) => /^\d{1,15}$/.test(one)).map(Number);
}

/** The changed board. A refused writer learns the current tag, to load and merge. */
function changed(c: Context, change: Change, id: string): Board {
  switch (change.kind) {
    case 'done':
      c.header('ETag', tag(change.board.version));
      return change.board;
    case 'conflict':
      c.header('ETag', tag(change.current));
      throw new BadaError('board.conflict');
    case 'missing':
      throw new BadaError('board.not-found', { id });
  }
}

/** Access to one board by its owner; what is not there belongs to the one who asks. */
function ownBoard({ store }: Services, action: Access['action']): Access {
  return {
    action,
    async resource(c: Context<AppEnv>, viewer) {
      const owner = await store.boards.ownerOf(viewer, c.req.param('id') ?? '');
      return { kind: 'board', owner: owner ?? viewer.id };
    },
  };
}

function readRoutes(services: Services): RouteEntry[] {
  const { boards } = services.store;
  const ownList: Access = {
    action: 'read',
    resource: (_c, viewer) => ({ kind: 'board', owner: viewer.id }),
  };
  return [
    documentedRoute(listRoute, ownList, async (c) => {
      const { cursor, limit } = c.req.valid('query');
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      if (cursor !== undefined && !after) {
        throw new BadaError('request.invalid', { where: 'query.cursor', what: 'no such cursor' });
      }
      c.header('Cache-Control', 'no-store');
      return c.json(await boards.list(c.get('viewer'), { limit, after }), 200);
    }),
    documentedRoute(readRoute, ownBoard(services, 'read'), async (c) => {
      const { id } = c.req.valid('param');
      const board = await boards.find(c.get('viewer'), id);
      if (!board) throw new BadaError('board.not-found', { id });
      c.header('ETag', tag(board.version));
      c.header('Cache-Control', 'no-cache');
      return c.json(board, 200);
    }),
  ];
}

function writeRoutes(services: Services): RouteEntry[] {
  const { boards } = services.store;
  const newBoard: Access = { action: 'create', resource: () => ({ kind: 'board' }) };
  return [
    documentedRoute(createBoardRoute, newBoard, async (c) => {
      const board = await boards.create(c.get('viewer'), c.req.valid('json'));
      c.header('Location', `/api/boards/${board.id}`);
      c.header('ETag', tag(board.version));
      return c.json(board, 201);
    }),
    documentedRoute(updateRoute, ownBoard(services, 'update'), async (c) => {
      const { id } = c.req.valid('param');
      const expected = expectedBy(c.req.header('if-match'));
      const draft = c.req.valid('json');
      const change = await boards.update(c.get('viewer'), id, { draft, expected });
      return c.json(changed(c, change, id), 200);
    }),
    documentedRoute(deleteRoute, ownBoard(services, 'delete'), async (c) => {
      const { id } = c.req.valid('param');
      const expected = expectedBy(c.req.header('if-match'));
      changed(c, await boards.remove(c.get('viewer'), id, expected), id);
      return c.body(null, 204);
    }),
    documentedRoute(restoreRoute, ownBoard(services, 'update'), async (c) => {
      const { id } = c.req.valid('param');
      const expected = expectedBy(c.req.header('if-match') ?? '*');
      return c.json(changed(c, await boards.restore(c.get('viewer'), id, expected), id), 200);
    }),
  ];
}

/** Saved views: listing, reading, and changes with optimistic concurrency. */
export function boardRoutes(services: Services): RouteEntry[] {
  return [...readRoutes(services), ...writeRoutes(services)];
}
