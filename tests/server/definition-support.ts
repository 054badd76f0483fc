import { type Indicator, Problem, type Viewer } from '@bada/shared';
import { DefinitionState } from '@bada/shared/definitions';
import { asPerson, person } from './contract-support.ts';
import { jsonRequest, openTestApp, type TestApp, type TestAppOptions } from './support.ts';

const PEOPLE: Readonly<Record<string, Viewer>> = {
  steward: person(['steward']),
  administrator: person(['administrator']),
  manager: person(['manager'], ['statistics']),
  'other-manager': person(['manager'], ['budget']),
  executive: person(['executive'], ['statistics']),
  'other-executive': { ...person(['executive'], ['budget']), id: 'other-executive' },
  analyst: person(['analyst'], ['statistics']),
  viewer: person(['viewer']),
};

const DEPARTMENTS = [
  { code: 'statistics', name: { ko: '통계과', en: 'Statistics' }, from: '2020-01-01' },
  { code: 'budget', name: { ko: '예산과', en: 'Budget' }, from: '2020-01-01' },
];

/** The day that the tests are on, within the fixture's figures. */
export const TODAY = '2021-06-01';

/** An app with two departments whose people are told apart by a header. */
export async function openDefinitionApp(
  options: TestAppOptions = { now: TODAY },
): Promise<TestApp> {
  const world = await openTestApp({
    viewerOf: (request) => {
      const name = request.headers.get('x-test-viewer') ?? 'steward';
      return PEOPLE[name] ?? person([]);
    },
    ...options,
  });
  await world.store.documents.addVersion(person(['administrator']), {
    kind: 'organisation',
    id: 'organisation',
    version: 1,
    department: null,
    body: { v: 1, departments: DEPARTMENTS },
  });
  return world;
}

/** A definition as its reader gets it, with its tag. */
export interface Told {
  readonly state: DefinitionState;
  readonly tag: string;
}

/** What came back of a change. */
export interface Moved {
  readonly status: number;
  readonly tag: string;
  readonly code: string | undefined;
  readonly state: DefinitionState | undefined;
}

async function movedOf(response: Response): Promise<Moved> {
  const body: unknown = response.status === 204 ? {} : await response.json();
  return {
    status: response.status,
    tag: response.headers.get('etag') ?? '',
    code: Problem.safeParse(body).data?.code,
    state: DefinitionState.safeParse(body).data,
  };
}

/** Someone at the desk of one indicator, who always holds the newest tag. */
export class Desk {
  readonly #world: TestApp;
  readonly id: string;

  constructor(world: TestApp, id = 'people') {
    this.#world = world;
    this.id = id;
  }

  async read(as = 'steward'): Promise<Told> {
    const headers = asPerson(as);
    const response = await this.#world.request(`/api/indicators/${this.id}/definition`, {
      headers,
    });
    const state = DefinitionState.parse(await response.json());
    return { state, tag: response.headers.get('etag') ?? '' };
  }

  async document(): Promise<Indicator> {
    const { newest, draft } = (await this.read()).state;
    const document = draft?.document ?? newest;
    if (!document) throw new Error(`there is no ${this.id}`);
    return document;
  }

  async #tag(given: string | undefined): Promise<string> {
    if (given !== undefined) return given;
    return (await this.read()).tag;
  }

  async put(body: object, { as = 'steward', tag }: { as?: string; tag?: string } = {}) {
    const headers = { ...asPerson(as), 'if-match': await this.#tag(tag) };
    const init = jsonRequest('PUT', body, headers);
    return movedOf(await this.#world.request(`/api/indicators/${this.id}/draft`, init));
  }

  async move(
    step: 'submit' | 'return' | 'approve',
    {
      as = 'steward',
      tag,
      ...body
    }: { as?: string; tag?: string; note?: string; name?: string } = {},
  ) {
    const headers = { ...asPerson(as), 'if-match': await this.#tag(tag) };
    const init = jsonRequest('POST', body, headers);
    return movedOf(await this.#world.request(`/api/indicators/${this.id}/draft/${step}`, init));
  }

  async restore(number: number, { as = 'steward' } = {}) {
    const headers = { ...asPerson(as), 'if-match': await this.#tag(undefined) };
    const init = jsonRequest('POST', { number }, headers);
    return movedOf(
      await this.#world.request(`/api/indicators/${this.id}/definition/restore`, init),
    );
  }

  async discard({ as = 'steward' } = {}) {
    const headers = { ...asPerson(as), 'if-match': await this.#tag(undefined) };
    return movedOf(
      await this.#world.request(`/api/indicators/${this.id}/draft`, { method: 'DELETE', headers }),
    );
  }

  /** Writes, hands in and approves a change, by two people. */
  async release(
    change: Partial<Indicator>,
    { effectiveFrom, reason = '까닭' }: { effectiveFrom: string; reason?: string },
  ) {
    const document = { ...(await this.document()), ...change };
    for (const done of [
      await this.put({ document, reason, effectiveFrom }),
      await this.move('submit'),
    ]) {
      if (done.status !== 200) throw new Error(done.code);
    }
    return this.move('approve', { as: 'manager' });
  }
}
