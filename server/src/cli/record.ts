import { readConfig } from '../config.ts';
import { openStore } from '../store/store.ts';

/** Help of the commands below. */
export const RECORD_HELP = `  verify     활동 기록이 바뀌거나 빠지지 않았는지 확인합니다.
             Checks that nothing in the record of activity was changed or taken out.
`;

async function verify(): Promise<number> {
  const store = await openStore(readConfig(process.env).database);
  const { entries, broken } = await store.audit.verify().finally(() => store.close());
  const lines = [
    `기록 ${entries}건, 어긋난 곳 ${broken.length}건 · ${entries} entries, ${broken.length} broken`,
    ...broken.map(({ chain, seq, what }) => `  ${chain} #${seq}: ${what}`),
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return broken.length === 0 ? 0 : 1;
}

/** Commands about the record of what was done: their arguments in, the exit code out. */
export const RECORD_COMMANDS: Readonly<
  Record<string, (args: readonly string[]) => Promise<number>>
> = { verify };
