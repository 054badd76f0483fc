import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { RecordKeeper, writeDown, writtenDown } from '../jobs/record-keeper.ts';
import { openRecordKey } from '../record-key.ts';
import type { Attested } from '../store/checkpoints.ts';
import { openStore, type Store } from '../store/store.ts';

const DAY_MS = 86_400_000;

/** Help of the commands below. */
export const RECORD_HELP = `  verify     활동 기록이 바뀌거나 빠지지 않았는지, 서명된 확인점과 맞는지 확인합니다.
             Checks that nothing in the record of activity was changed or taken out, against the signed checkpoints.
  checkpoint 지금까지의 활동 기록에 서명합니다. 서버는 10분마다 스스로 합니다.
             Signs what the record holds now; the server does so every ten minutes.
  prune-record --days <일수 days> --yes
             그보다 오래된 활동 기록을 확인점을 남기고 지웁니다.
             Removes entries older than that, behind a checkpoint.
`;

function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function withRecord<T>(work: (store: Store, home: string) => Promise<T>): Promise<T> {
  const { database, home } = readConfig(process.env);
  const store = await openStore(database);
  return work(store, home).finally(() => store.close());
}

/** Places of checkpoints that do not hold, the one that was written down outside among them. */
async function brokenCheckpoints(home: string, { broken, hashes }: Attested): Promise<number[]> {
  const outside = await writtenDown(home);
  const isGone = outside !== undefined && hashes.get(outside.seq) !== outside.hash;
  return [...new Set([...broken, ...(isGone ? [outside.seq] : [])])];
}

function verify(): Promise<number> {
  return withRecord(async (store, home) => {
    const attested = await store.checkpoints.attested(openRecordKey(home));
    const checkpoints = await brokenCheckpoints(home, attested);
    const { entries, broken } = await store.audit.verify(attested);
    const count = broken.length + checkpoints.length;
    print(
      `기록 ${entries}건, 확인점 ${attested.last.seq}개, 어긋난 곳 ${count}건 · ${entries} entries, ${attested.last.seq} checkpoints, ${count} broken`,
      ...broken.map(({ chain, seq, what }) => `  ${chain} #${seq}: ${what}`),
      ...checkpoints.map((seq) => `  checkpoint #${seq}: changed or missing`),
    );
    return count === 0 ? 0 : 1;
  });
}

function checkpoint(): Promise<number> {
  return withRecord(async (store, home) => {
    const { checkpoints } = store;
    const tell = ({ seq, hash }: { seq: number; hash: string }) =>
      print(`확인점 ${seq} · checkpoint ${seq}: ${hash}`);
    await new RecordKeeper({ checkpoints, key: openRecordKey(home), home, tell }).sign();
    return 0;
  });
}

function pruneRecord(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { days: { type: 'string' }, yes: { type: 'boolean' } },
  });
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1 || values.yes !== true) {
    print(RECORD_HELP);
    return Promise.resolve(1);
  }
  return withRecord(async (store, home) => {
    const key = openRecordKey(home);
    const { removed, made } = await store.checkpoints.prune(
      key,
      new Date(Date.now() - days * DAY_MS),
    );
    for (const one of made) await writeDown(home, one);
    print(`기록 ${removed}건을 지웠습니다. · ${removed} entries removed.`);
    return 0;
  });
}

/** Commands about the record of what was done: their arguments in, the exit code out. */
export const RECORD_COMMANDS: Readonly<
  Record<string, (args: readonly string[]) => Promise<number>>
> = { verify, checkpoint, 'prune-record': pruneRecord };
