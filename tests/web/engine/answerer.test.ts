import { type Answer, BadaError, type MetricQuery } from '@bada/shared';
import {
  type Answered,
  Answerer,
  type AnswererPorts,
  type BrowserEngine,
} from '@bada/web/src/engine/answerer.ts';
import { UnreadableExtract } from '@bada/web/src/engine/unreadable-extract.ts';
import { describe, expect, test } from 'vitest';
import { answerOf, contextOf, indicatorOf } from '../overview/sample.ts';

const indicator = indicatorOf();
const context = contextOf([indicator]);
const never = new AbortController().signal;

function question(id: string): MetricQuery {
  return { v: 1, indicators: [{ id }], by: [], where: [] };
}

/** An answer that says who gave it and to what. */
function answerBy(engine: 'server' | 'browser', query: MetricQuery): Answer {
  const answer = answerOf([], indicator, query);
  return { ...answer, run: { engine, ms: 1 } };
}

/** What a test says about the browser's engine; `answer` answers one question of a page. */
interface Engine extends Partial<BrowserEngine> {
  readonly answer?: (query: MetricQuery) => Promise<Answer>;
}

function openAnswerer(ports: Partial<AnswererPorts> = {}, { answer, ...engine }: Engine = {}) {
  const asked: string[] = [];
  const closed: string[] = [];
  let clock = 100;
  const browser: BrowserEngine = {
    need: () => ({ fetchBytes: 0, loadRows: 0, tableBytes: 0, loadMs: 0 }),
    answerAll: (queries) =>
      Promise.allSettled(queries.map(answer ?? (async (query) => answerBy('browser', query)))),
    linked: () => ({ numbers: async () => ({}) }),
    close: async () => {
      closed.push('browser');
    },
    ...engine,
  };
  const answerer = new Answerer({
    askServer: async (queries) => {
      asked.push(...queries.map(({ indicators }) => indicators[0]?.id ?? ''));
      return queries.map((query) => answerBy('server', query));
    },
    askLinked: async ({ dataset }) => {
      asked.push(`linked ${dataset}`);
      return { n: { values: new Int32Array([8]) } };
    },
    startBrowser: async () => {
      clock += 250;
      return browser;
    },
    obstacle: () => undefined,
    allowance: () => ({ wish: 'auto', saveData: false, budget: 1000 }),
    forget: async () => {
      closed.push('stored');
    },
    now: () => clock,
    ...ports,
  });
  const phases: string[] = [answerer.state.phase];
  answerer.subscribe(() => phases.push(answerer.state.phase));
  return { answerer, asked, closed, phases };
}

function enginesOf(answers: readonly Answered[]): string[] {
  return answers.map((one) => ('error' in one ? one.error.message : one.run.engine));
}

const two = [question('births'), question('pm10')];

describe('the browser’s engine starts', () => {
  test('from idle over starting to ready, with the time it took, and only once', async () => {
    const { answerer, phases } = openAnswerer();
    await Promise.all([answerer.start(), answerer.start()]);
    await answerer.start();
    expect(phases).toEqual(['idle', 'starting', 'ready']);
    expect(answerer.state).toEqual({ phase: 'ready', startMs: 250 });
  });

  test.each(['insecure', 'small-device'] as const)('not on a device that is %s', async (reason) => {
    const startBrowser = () => Promise.reject(new Error('must not start'));
    const { answerer, phases } = openAnswerer({ obstacle: () => reason, startBrowser });
    await answerer.start();
    expect(answerer.state).toEqual({ phase: 'unsupported', reason });
    expect(phases).toEqual(['idle', 'unsupported']);
    expect(enginesOf(await answerer.answer(two, context, never))).toEqual(['server', 'server']);
  });

  test('or fails with the reason, and the server goes on answering', async () => {
    const startBrowser = () => Promise.reject(new Error('no wasm here'));
    const { answerer, phases } = openAnswerer({ startBrowser });
    await answerer.start();
    expect(answerer.state).toEqual({ phase: 'failed', reason: 'no wasm here' });
    await answerer.start();
    expect(phases).toEqual(['idle', 'starting', 'failed']);
    expect(enginesOf(await answerer.answer(two, context, never))).toEqual(['server', 'server']);
  });

  test('and whoever stopped listening hears nothing', async () => {
    const { answerer } = openAnswerer();
    let heard = 0;
    const stop = answerer.subscribe(() => {
      heard += 1;
    });
    stop();
    await answerer.start();
    expect(heard).toBe(0);
  });
});

describe('questions are answered', () => {
  test('by the server in one request until the browser is ready', async () => {
    const started = Promise.withResolvers<BrowserEngine>();
    const { answerer, asked } = openAnswerer({ startBrowser: () => started.promise });
    void answerer.start();
    expect(answerer.state.phase).toBe('starting');
    expect(enginesOf(await answerer.answer(two, context, never))).toEqual(['server', 'server']);
    expect(asked).toEqual(['births', 'pm10']);
  });

  test('by the browser in the order of asking once it is ready', async () => {
    const { answerer, asked } = openAnswerer();
    await answerer.start();
    const answers = await answerer.answer(two, context, never);
    expect(enginesOf(answers)).toEqual(['browser', 'browser']);
    expect(answers.map((one) => 'proof' in one && one.proof.query)).toEqual(two);
    expect(asked).toEqual([]);
  });

  test('by the server while the contracts are not there yet', async () => {
    const { answerer } = openAnswerer();
    await answerer.start();
    expect(enginesOf(await answerer.answer(two, undefined, never))).toEqual(['server', 'server']);
  });
});

describe('when the browser’s engine breaks', () => {
  test('it is closed and started again, and the question is asked once more', async () => {
    let broken = 1;
    const answer = async (query: MetricQuery) => {
      if (query.indicators[0]?.id === 'pm10' && broken-- > 0) throw new Error('out of memory');
      return answerBy('browser', query);
    };
    const { answerer, asked, closed, phases } = openAnswerer({}, { answer });
    await answerer.start();
    expect(enginesOf(await answerer.answer(two, context, never))).toEqual(['browser', 'browser']);
    expect([asked, closed]).toEqual([[], ['browser']]);
    expect(phases).toEqual(['idle', 'starting', 'ready', 'failed', 'starting', 'ready']);
  });

  test('a question that breaks it twice goes to the server, and after two new starts all do', async () => {
    const answer = async (query: MetricQuery) => {
      if (query.indicators[0]?.id === 'pm10') throw new Error('out of memory');
      return answerBy('browser', query);
    };
    const { answerer, asked, phases } = openAnswerer({}, { answer });
    await answerer.start();
    const [first, second] = await answerer.answer(two, context, never);
    expect(enginesOf([first, second].flatMap((one) => one ?? []))).toEqual(['browser', 'server']);
    expect(asked).toEqual(['pm10']);
    expect(second).toMatchObject({ route: { engine: 'server', reason: 'gave-up' } });
    for (const _ of [1, 2, 3]) await answerer.answer(two, context, never);
    expect(phases.filter((phase) => phase === 'starting')).toHaveLength(3);
    expect(answerer.state).toEqual({ phase: 'failed', reason: 'out of memory' });
    expect(enginesOf(await answerer.answer(two, context, never))).toEqual(['server', 'server']);
  });

  test('a statement that it cannot run breaks nothing: the server answers, the engine goes on', async () => {
    const answer = async (query: MetricQuery) => {
      if (query.indicators[0]?.id === 'pm10') throw new Error('Binder Error: no column sex');
      return answerBy('browser', query);
    };
    const { answerer, closed, phases } = openAnswerer({}, { answer });
    await answerer.start();
    for (const _ of [1, 2, 3, 4]) {
      const answers = await answerer.answer(two, context, never);
      expect(enginesOf(answers)).toEqual(['browser', 'server']);
    }
    expect(closed).toEqual([]);
    expect(phases).toEqual(['idle', 'starting', 'ready']);
  });

  test('what a reader has deleted is gone from memory too, and the engine starts again', async () => {
    const { answerer, closed, phases } = openAnswerer();
    await answerer.start();
    await answerer.clear();
    await answerer.start();
    expect(closed).toEqual(['browser', 'stored']);
    expect(phases).toEqual(['idle', 'starting', 'ready', 'idle', 'starting', 'ready']);
    expect(enginesOf(await answerer.answer(two, context, never))).toEqual(['browser', 'browser']);
  });

  test('linked views go on with the new engine, and on the server where that breaks too', async () => {
    let broken = 1;
    const linked = () => ({
      numbers: async () => {
        if (broken-- > 0) throw new Error('out of memory');
        return { n: { values: new Int32Array([7]) } };
      },
    });
    const { answerer, asked, closed } = openAnswerer({}, { linked });
    const told: string[] = [];
    const read = {
      dataset: 'figures',
      table: 'figures',
      hash: '',
      columns: [],
      rowGroups: [],
      rows: 0,
      bytes: 0,
    };
    const engine = answerer.linked(read, context.manifest, (by) => told.push(by));
    const statement = { sql: '', parameters: [], dimensions: [], scans: [] };
    const ask = async () => (await engine.numbers(statement, never)).n?.values[0];
    expect(await ask()).toBe(8);
    await answerer.start();
    expect([await ask(), closed]).toEqual([7, ['browser']]);
    broken = 2;
    expect(await ask()).toBe(8);
    expect(told).toEqual(['server', 'browser', 'server']);
    expect(asked).toEqual(['linked figures', 'linked figures']);
  });

  test('an engine that cannot even be closed disturbs nobody', async () => {
    const broken = () => Promise.reject(new Error('dead'));
    const { answerer } = openAnswerer({}, { answer: broken, close: broken });
    await answerer.start();
    expect(enginesOf(await answerer.answer(two, context, never))).toEqual(['server', 'server']);
  });

  test('an abort stays an abort: nobody is asked and nothing has failed', async () => {
    const controller = new AbortController();
    const answer = async (): Promise<Answer> => {
      controller.abort(new Error('turned the page'));
      throw new Error('interrupted');
    };
    const { answerer, asked, closed } = openAnswerer({}, { answer });
    await answerer.start();
    const answering = answerer.answer(two, context, controller.signal);
    await expect(answering).rejects.toThrow('turned the page');
    expect(answerer.state.phase).toBe('ready');
    expect([asked, closed]).toEqual([[], []]);
  });

  test('a refusal stands in its place: the server would refuse it too', async () => {
    const error = new BadaError('query.grain', { id: 'births', grain: 'month', finest: 'year' });
    const answer = async (query: MetricQuery) => {
      if (query.indicators[0]?.id === 'births') throw error;
      return answerBy('browser', query);
    };
    const { answerer, asked } = openAnswerer({}, { answer });
    await answerer.start();
    const answers = await answerer.answer(two, context, never);
    expect(answers[0]).toEqual({ error });
    expect(enginesOf(answers)[1]).toBe('browser');
    expect([answerer.state.phase, asked]).toEqual(['ready', []]);
  });

  test('an extract that cannot be read is left to the server, and the engine stays', async () => {
    const answer = async (query: MetricQuery) => {
      if (query.indicators[0]?.id === 'births') throw new UnreadableExtract('damaged');
      return answerBy('browser', query);
    };
    const { answerer, asked } = openAnswerer({}, { answer });
    await answerer.start();
    expect(enginesOf(await answerer.answer(two, context, never))).toEqual(['server', 'browser']);
    expect([answerer.state.phase, asked]).toEqual(['ready', ['births']]);
  });

  test('and where the server cannot read it either, only its own question fails', async () => {
    const answer = async (query: MetricQuery) => {
      if (query.indicators[0]?.id === 'births') throw new UnreadableExtract('damaged');
      return answerBy('browser', query);
    };
    const askServer = () => Promise.reject(new Error('503'));
    const { answerer } = openAnswerer({ askServer }, { answer });
    await answerer.start();
    expect(enginesOf(await answerer.answer(two, context, never))).toEqual(['503', 'browser']);
    expect(answerer.state.phase).toBe('ready');
  });
});

describe('the engine is chosen', () => {
  test('question by question: the server is asked in one request for what it serves better', async () => {
    const need = (query: MetricQuery) => {
      const tableBytes = query.indicators[0]?.id === 'births' ? 5000 : 10;
      return { fetchBytes: 0, loadRows: 0, tableBytes, loadMs: 0 };
    };
    const { answerer, asked } = openAnswerer({}, { need });
    await answerer.start();
    const answers = await answerer.answer(two, context, never);
    expect(enginesOf(answers)).toEqual(['server', 'browser']);
    expect(answers).toMatchObject([
      { route: { reason: 'too-big' } },
      { route: { reason: 'at-hand' } },
    ]);
    expect(asked).toEqual(['births']);
  });

  test('the reader’s own choice: the browser is started and waited for, or never asked', async () => {
    let wish: 'browser' | 'server' = 'browser';
    const allowance = () => ({ wish, saveData: true, budget: 1000 });
    const { answerer, asked, phases } = openAnswerer({ allowance });
    const own = await answerer.answer(two, context, never);
    expect([enginesOf(own), asked]).toEqual([['browser', 'browser'], []]);
    expect(phases).toEqual(['idle', 'starting', 'ready']);
    wish = 'server';
    const theirs = await answerer.answer(two, context, never);
    expect([enginesOf(theirs), asked]).toEqual([
      ['server', 'server'],
      ['births', 'pm10'],
    ]);
    const values = (answers: readonly Answered[]) =>
      answers.map((one) => 'columns' in one && [one.columns, one.proof]);
    expect(values(theirs)).toEqual(values(own));
  });
});
