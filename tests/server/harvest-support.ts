import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Collection, CollectionList, HarvestedPage } from '@bada/shared/catalogue';
import { expect } from 'vitest';
import type { z } from 'zod';
import { SYSTEM_VIEWER } from '../../server/src/auth/viewer.ts';
import { openRunner } from '../../server/src/jobs/collect/open-runner.ts';
import { createLogger } from '../../server/src/logger.ts';
import { projectRoot } from '../support/project.ts';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

/** An app beside another catalogue, which a local server answers for. */
export class HarvestWorld {
  readonly app: TestApp;
  readonly host: string;
  /** Paths with their search parts, in the order in which they were asked for. */
  readonly asked: string[];
  readonly #close: () => Promise<void>;
  #now: Date;

  private constructor(parts: {
    app: TestApp;
    host: string;
    asked: string[];
    close: () => Promise<void>;
    now: Date;
  }) {
    this.app = parts.app;
    this.host = parts.host;
    this.asked = parts.asked;
    this.#close = parts.close;
    this.#now = parts.now;
  }

  static async open(
    answer: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<HarvestWorld> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    const host = `127.0.0.1:${address.port}`;
    const now = new Date('2024-05-01T00:00:00Z');
    const world: { it?: HarvestWorld } = {};
    const clock = () => world.it?.now ?? now;
    const app = await openTestApp({ collectHosts: [host], clock });
    const close = async () => {
      await app.close();
      await new Promise((resolve) => server.close(resolve));
    };
    world.it = new HarvestWorld({ app, host, asked, close, now });
    return world.it;
  }

  get now(): Date {
    return this.#now;
  }

  close(): Promise<void> {
    return this.#close();
  }

  async ask<S extends z.ZodType>(schema: S, path: string, init?: RequestInit, status = 200) {
    const response = await this.app.request(path, init);
    expect(response.status, path).toBe(status);
    return schema.parse(await response.json());
  }

  /** Defines the collection `city`. */
  define(source: Readonly<Record<string, unknown>>) {
    const draft = {
      id: 'city',
      title: '시 목록',
      source: { kind: 'catalogue', url: `http://${this.host}/c`, ...source },
      mapping: null,
      schedule: null,
      department: null,
    };
    return this.ask(Collection, '/api/collections', jsonRequest('POST', draft), 201);
  }

  /** Harvests once and gives the report. */
  async harvest(secrets: Readonly<Record<string, string>> = {}) {
    this.#now = new Date(this.#now.getTime() + 60_000);
    const { app } = this;
    await app.request('/api/jobs', jsonRequest('POST', { kind: 'collection', subject: 'city' }));
    const runner = openRunner({
      store: app.store,
      system: SYSTEM_VIEWER,
      home: app.home,
      data: join(projectRoot, 'data'),
      lineageUrl: undefined,
      collect: { hosts: [this.host], secrets: async (name) => secrets[name] ?? '' },
      leaseMs: 60_000,
      clock: () => this.#now,
      log: createLogger('silent'),
      receive: (file) => app.ingests.receive(SYSTEM_VIEWER, file),
      onPublished: async () => {},
    });
    await runner.runDue();
    const [status] = (await this.ask(CollectionList, '/api/collections')).collections;
    return status?.last;
  }

  async find(q = '', rest = '') {
    const path = `/api/harvested?q=${encodeURIComponent(q)}${rest}`;
    return (await this.ask(HarvestedPage, path)).entries;
  }
}
