import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LineageEvent } from '@bada/shared';

/** Where lineage events go. */
export interface LineageSink {
  write(events: readonly LineageEvent[]): Promise<void>;
}

/** Appends events to one file per month under `<home>/lineage`, a JSON document per line. All events
 * of a call are one write, so that two processes do not mix their lines. */
export function fileSink(home: string): LineageSink {
  const folder = join(home, 'lineage');
  return {
    async write(events) {
      const month = events[0]?.eventTime.slice(0, 7);
      if (month === undefined) return;
      await mkdir(folder, { recursive: true });
      const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
      await appendFile(join(folder, `${month}.ndjson`), lines);
    },
  };
}

const TIMEOUT_MS = 5000;

/** Sends events to an OpenLineage endpoint. The file is the record, so a failure here is reported
 * and stops nothing; the rest of the call is then not sent.
 * @param options.url full address, e.g. `http://host:5000/api/v1/lineage` */
export function httpSink({
  url,
  send = fetch,
  onFailure,
}: {
  url: string;
  send?: typeof fetch;
  onFailure: (reason: string) => void;
}): LineageSink {
  return {
    async write(events) {
      try {
        for (const event of events) {
          const response = await send(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(event),
            signal: AbortSignal.timeout(TIMEOUT_MS),
          });
          if (!response.ok) throw new Error(`status ${response.status}`);
        }
      } catch (error) {
        onFailure(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** Writes to several sinks, one after the other. */
export function allSinks(sinks: readonly LineageSink[]): LineageSink {
  return {
    async write(events) {
      for (const sink of sinks) await sink.write(events);
    },
  };
}
