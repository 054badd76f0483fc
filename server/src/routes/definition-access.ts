import { KebabId } from '@bada/shared';
import { z } from 'zod';
import type { DefinitionDesk } from './definition-desk.ts';
import type { Access } from './registry.ts';
import { problem } from './responses.ts';

/** The indicator that a definition is of. */
export const DefinitionParams = z.object({ id: KebabId });

/** Header of a change. */
export const IfMatch = z.object({ 'if-match': z.string().optional() });

/** Problem of an indicator that is not there. */
export const NO_INDICATOR = problem('There is no such indicator (`indicator.unknown`).');
/** Problem of a body that is not of its schema. */
export const INVALID_BODY = problem('The request does not fit its schema (`request.invalid`).');

/** Reading drafts and their history: people of the house. */
export const READING_DEFINITIONS: Access = {
  action: 'read',
  resource: () => ({ kind: 'definition' }),
};

/** Changing a definition: by whoever keeps those of its owner department. */
export function keepingDefinition(desk: DefinitionDesk): Access {
  return {
    action: 'update',
    async resource(c) {
      const { department } = await desk.find(c, c.req.param('id') ?? '');
      return { kind: 'definition', department };
    },
  };
}

/** Agreeing to another one's change. */
export function approvingDefinition(desk: DefinitionDesk): Access {
  return {
    action: 'create',
    async resource(c) {
      const { department } = await desk.find(c, c.req.param('id') ?? '');
      return { kind: 'approval', department };
    },
  };
}
