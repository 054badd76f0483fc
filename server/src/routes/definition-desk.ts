import { BadaError, type Indicator, type IsoDate } from '@bada/shared';
import {
  checkDefinition,
  type DefinitionDraft,
  type DefinitionState,
  type DefinitionStatus,
  type DefinitionWorld,
  definitionChanges,
  isMeaningChanged,
} from '@bada/shared/definitions';
import type { Context } from 'hono';
import { asksNames } from '../auth/named-person.ts';
import type { StoredDraft } from '../store/definition-drafts.ts';
import type { Definition } from '../store/definitions.ts';
import { matchTags } from './conditional.ts';
import type { AppEnv } from './registry.ts';
import type { Services } from './services.ts';

/** A definition as it lies on the desk. */
export interface OpenDefinition {
  readonly id: string;
  /** Absent for an indicator that was never approved. */
  readonly definition: Definition | undefined;
  readonly stored: StoredDraft;
  /** Owner department, of the draft where nothing was approved yet. */
  readonly department: string | null;
}

/** Whether an indicator is offered, and what is to come. */
export function statusOf(definition: Definition | undefined, today: IsoDate): DefinitionStatus {
  if (!definition) return 'new';
  if (definition.retired !== undefined) return 'retired';
  const from = definition.newest.release?.effectiveFrom;
  return from !== undefined && from > today ? 'scheduled' : 'active';
}

/** Where definitions are opened and told. */
export class DefinitionDesk {
  readonly services: Services;

  constructor(services: Services) {
    this.services = services;
  }

  /** The day on which a definition is in force or not. */
  get today(): IsoDate {
    return this.services.store.documents.today;
  }

  /** The definition with its draft, be they there or not. */
  async find(c: Context<AppEnv>, id: string): Promise<OpenDefinition> {
    const { store } = this.services;
    const viewer = c.get('viewer');
    const { definitions } = await store.documents.contracts(viewer);
    const definition = definitions.find((one) => one.id === id);
    const stored = await store.definitions.draft(viewer, id);
    const document = definition?.newest.document ?? stored.draft?.document;
    return { id, definition, stored, department: document?.ownerDepartment ?? null };
  }

  /** @throws BadaError `indicator.unknown` where neither a definition nor a draft is there */
  async open(c: Context<AppEnv>, id: string): Promise<OpenDefinition> {
    const found = await this.find(c, id);
    if (!found.definition && !found.stored.draft) throw new BadaError('indicator.unknown', { id });
    return found;
  }

  /** What definitions may refer to today. */
  async world(c: Context<AppEnv>): Promise<DefinitionWorld> {
    const { store, manifests } = this.services;
    const { departments, strategies } = await store.documents.contracts(c.get('viewer'));
    const { datasets } = await manifests.current();
    return { datasets, departments, strategies };
  }

  /** Tag of a definition with its draft: any change of either gives another one. */
  tag({ definition, stored }: OpenDefinition): string {
    return `"${definition?.newest.number ?? 0}.${stored.version}"`;
  }

  /** @throws BadaError `definition.precondition-required`, `definition.conflict` */
  expect(c: Context<AppEnv>, open: OpenDefinition): void {
    const header = c.req.header('if-match');
    if (header === undefined) throw new BadaError('definition.precondition-required');
    const tags = matchTags(header);
    const own = this.tag(open);
    if (tags !== 'any' && !tags.some((tag) => `"${tag}"` === own)) this.refuse(c, own);
  }

  /** A refused writer learns the current tag, to load and merge. */
  refuse(c: Context<AppEnv>, tag: string): never {
    c.header('ETag', tag);
    throw new BadaError('definition.conflict');
  }

  /** Tells a definition to its reader, with its tag. */
  async tell(c: Context<AppEnv>, open: OpenDefinition): Promise<DefinitionState> {
    const { id, definition, stored, department } = open;
    const { draft = null } = stored;
    const newest = definition?.newest.document ?? null;
    const status = statusOf(definition, this.today);
    const world = await this.world(c);
    c.header('ETag', this.tag(open));
    c.header('Cache-Control', 'no-store');
    const may = c.get('may');
    return {
      id,
      ...{ newest, status, draft },
      inForce: definition?.inForce?.document ?? null,
      scheduledFrom:
        status === 'scheduled' ? (definition?.newest.release?.effectiveFrom ?? null) : null,
      changes: draft ? definitionChanges(newest ?? undefined, draft.document) : [],
      isMeaningChanged: Boolean(draft && newest && isMeaningChanged(newest, draft.document)),
      problems: draft ? [...checkDefinition(draft.document, world).problems] : [],
      mayEdit: may('update', { kind: 'definition', department }),
      mayApprove: may('create', { kind: 'approval', department }),
      asksNames: asksNames(c.get('viewer')),
    };
  }

  /** Stores a draft, or takes it away, unless somebody was faster.
   * @throws BadaError `definition.conflict` */
  async store(
    c: Context<AppEnv>,
    open: OpenDefinition,
    draft: DefinitionDraft | undefined,
  ): Promise<OpenDefinition> {
    const viewer = c.get('viewer');
    const { id, stored } = open;
    const department = draft?.document.ownerDepartment ?? open.department;
    const seen = { id, version: stored.version, department };
    const done = await this.services.store.definitions.put(viewer, [{ seen, draft }]);
    const fresh = await this.find(c, id);
    if (!done) this.refuse(c, this.tag(fresh));
    return fresh;
  }

  /** A change of hands needs the rights over both departments. */
  demandBoth(c: Context<AppEnv>, { department }: OpenDefinition, document: Indicator): void {
    const { ownerDepartment } = document;
    if (ownerDepartment === department) return;
    c.get('demand')('update', { kind: 'definition', department: ownerDepartment });
  }
}
