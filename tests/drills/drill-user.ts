import { setTimeout as wait } from 'node:timers/promises';
import { Board, BoardPage } from '@bada/shared';
import { randomFrom } from './random.ts';

/** What a person works with. */
interface Work {
  /** Address of the server that is asked. */
  readonly url: () => string;
  /** Id of a board of somebody else. */
  readonly neighbour: () => string | undefined;
  readonly pauseMs: number;
  readonly isOver: () => boolean;
}

/** What was said of one board. */
interface Saved {
  /** Version that the server acknowledged last. */
  version: number;
  title: string;
  /** Titles that were sent later and never answered: each of them may have arrived. */
  readonly unsure: Set<string>;
}

/** A person who has signed in, reads, saves and changes boards, and remembers what was promised. */
export class DrillUser {
  readonly id: string;
  readonly times: number[] = [];
  readonly foreign: string[] = [];
  readonly odd: string[] = [];
  acknowledged = 0;
  unanswered = 0;
  readonly #headers: Record<string, string>;
  readonly #random: () => number;
  readonly #saved = new Map<string, Saved>();
  #count = 0;

  constructor(id: string, secret: string, seed: number) {
    this.id = id;
    this.#headers = { cookie: `bada-session=${secret}`, 'content-type': 'application/json' };
    this.#random = randomFrom(seed + 1);
  }

  /** Id of the board that was saved last. */
  newest(): string | undefined {
    return [...this.#saved.keys()].at(-1);
  }

  /** Reads and saves until it is time. */
  async work(work: Work): Promise<void> {
    await wait(this.#random() * work.pauseMs);
    while (!work.isOver()) {
      const what = this.#random();
      if (what < 0.4) await this.#list(work);
      else if (what < 0.6) await this.#peek(work);
      else if (what < 0.8 || this.#saved.size === 0) await this.#save(work);
      else await this.#change(work);
      await wait(work.pauseMs * (0.5 + this.#random()));
    }
  }

  /** Boards that are not there as the server acknowledged them.
   * @param find what the store holds */
  async lost(find: (id: string) => Promise<Board | undefined>): Promise<string[]> {
    const lost: string[] = [];
    for (const [id, saved] of this.#saved) {
      const held = await find(id);
      const isAsPromised = held?.version === saved.version && held.title === saved.title;
      const isLater = held && held.version > saved.version && saved.unsure.has(held.title);
      if (!isAsPromised && !isLater) lost.push(`${this.id} ${id}: ${held?.title} ≠ ${saved.title}`);
    }
    return lost;
  }

  /** Sends a request; nothing when no answer came. */
  async #send(
    { url }: Work,
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<{ status: number; body: unknown } | undefined> {
    const since = performance.now();
    try {
      const headers = { ...this.#headers, ...init.headers };
      const response = await fetch(url() + path, { ...init, headers });
      const body: unknown = await response.json();
      this.times.push(performance.now() - since);
      return { status: response.status, body };
    } catch {
      this.unanswered += 1;
      return undefined;
    }
  }

  #expect(answer: { status: number; body: unknown }, statuses: readonly number[], what: string) {
    const isExpected = statuses.includes(answer.status);
    if (!isExpected) this.odd.push(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return isExpected;
  }

  async #list(work: Work): Promise<void> {
    const answer = await this.#send(work, '/api/boards?limit=20');
    if (!answer || !this.#expect(answer, [200], 'list')) return;
    for (const { owner, title } of BoardPage.parse(answer.body).boards) {
      if (owner !== this.id || !title.startsWith(`${this.id} `)) this.foreign.push(title);
    }
  }

  async #peek(work: Work): Promise<void> {
    const id = work.neighbour();
    if (id === undefined) return;
    const answer = await this.#send(work, `/api/boards/${id}`);
    if (answer && answer.status === 200) this.foreign.push(id);
    else if (answer) this.#expect(answer, [403, 404], 'peek');
  }

  #draft(): { title: string; body: string } {
    this.#count += 1;
    const title = `${this.id} ${this.#count}`;
    return {
      title,
      body: JSON.stringify({ title, tiles: [{ kind: 'view', path: '/', search: '' }] }),
    };
  }

  async #save(work: Work): Promise<void> {
    const { title, body } = this.#draft();
    const answer = await this.#send(work, '/api/boards', { method: 'POST', body });
    if (!answer || !this.#expect(answer, [201], 'save')) return;
    const board = Board.parse(answer.body);
    if (board.owner !== this.id) this.foreign.push(board.title);
    this.#saved.set(board.id, { version: board.version, title, unsure: new Set() });
    this.acknowledged += 1;
  }

  async #change(work: Work): Promise<void> {
    const id = this.newest();
    const saved = id === undefined ? undefined : this.#saved.get(id);
    if (!saved) return;
    const { title, body } = this.#draft();
    saved.unsure.add(title);
    const headers = { 'if-match': `"${saved.version}"` };
    const answer = await this.#send(work, `/api/boards/${id}`, { method: 'PUT', headers, body });
    // A change whose answer was lost may have arrived: then the next one meets a newer version.
    if (!answer || !this.#expect(answer, [200, 412], 'change')) return;
    if (answer.status === 412) return this.#catchUp(work, id ?? '', saved);
    this.#note(saved, Board.parse(answer.body));
    this.acknowledged += 1;
  }

  async #catchUp(work: Work, id: string, saved: Saved): Promise<void> {
    const answer = await this.#send(work, `/api/boards/${id}`);
    if (!answer || !this.#expect(answer, [200], 'read')) return;
    const board = Board.parse(answer.body);
    if (!saved.unsure.has(board.title)) this.odd.push(`${id} has ${board.title}`);
    this.#note(saved, board);
  }

  #note(saved: Saved, { version, title }: Board): void {
    saved.version = version;
    saved.title = title;
    saved.unsure.clear();
  }
}
