import { SYSTEM_VIEWER } from '../auth/viewer.ts';
import { PROJECT_ROOT, readConfig } from '../config.ts';
import { failureText } from '../failure.ts';
import { alignClasses } from '../jobs/align-classes.ts';
import { DatasetVersions } from '../jobs/dataset-versions.ts';
import { ensureExtracts } from '../jobs/extracts.ts';
import { lineageSink } from '../jobs/lineage-sink.ts';
import { openStore } from '../store/store.ts';
import { ADMIN_COMMANDS, ADMIN_HELP } from './admin/admin.ts';
import { INGEST_COMMANDS, INGEST_HELP } from './ingest.ts';
import { LINEAGE_COMMANDS, LINEAGE_HELP } from './lineage.ts';
import { PUBLICATION_COMMANDS, PUBLICATION_HELP } from './publication.ts';
import { RECORD_COMMANDS, RECORD_HELP } from './record.ts';
import { VERSION_COMMANDS, VERSION_HELP } from './versions.ts';

const COMMANDS = {
  ...VERSION_COMMANDS,
  ...LINEAGE_COMMANDS,
  ...INGEST_COMMANDS,
  ...PUBLICATION_COMMANDS,
  ...RECORD_COMMANDS,
  ...ADMIN_COMMANDS,
};

const HELP = `pnpm bada <command>

  extracts   자료를 추출본으로 만듭니다. 바뀐 것이 없으면 아무것도 하지 않습니다.
             Builds the extracts of the embedded data; does nothing when nothing changed.
${INGEST_HELP}${VERSION_HELP}${LINEAGE_HELP}${PUBLICATION_HELP}${RECORD_HELP}${ADMIN_HELP}  help       이 도움말을 보입니다.
             Shows this help.
`;

async function extracts(): Promise<number> {
  const { home, database, lineageUrl } = readConfig(process.env);
  const onStep = (text: string) => process.stdout.write(`  ${text}\n`);
  const store = await openStore(database);
  const { datasets: contracts } = await store.documents.contracts(SYSTEM_VIEWER);
  await store.close();
  const job = { root: PROJECT_ROOT, home, now: new Date(), lineageUrl, onStep, contracts };
  const manifest = await ensureExtracts(job);
  const versions = new DatasetVersions({ home, sink: lineageSink(job) });
  await alignClasses(SYSTEM_VIEWER, { manifest, contracts, versions });
  process.stdout.write(`${manifest.datasets.length} datasets, manifest ${manifest.id}\n`);
  return 0;
}

function help(code: number): number {
  process.stdout.write(HELP);
  return code;
}

async function main(command: string | undefined): Promise<number> {
  switch (command) {
    case 'extracts':
      return extracts();
    case 'help':
    case '--help':
    case undefined:
      return help(0);
    default:
      return COMMANDS[command]?.(process.argv.slice(3)) ?? help(1);
  }
}

process.exitCode = await main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${failureText(error)}\n`);
  return 1;
});
