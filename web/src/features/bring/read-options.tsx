import { IngestEncoding, type IngestReadOptions } from '@bada/shared/intake';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { changeMapping } from '../../api/ingests.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState } from '../../ui/states.tsx';
import styles from './bring.module.css';
import type { TableProps } from './table-props.ts';
import { useIngestChange } from './use-ingest-change.ts';

const DELIMITERS = { comma: ',', tab: '\t', semicolon: ';', bar: '|' } as const;
const NAMES = ['comma', 'tab', 'semicolon', 'bar'] as const;

/** Reads a text file otherwise than it was found to be. */
export function ReadOptions({ ingest, table }: TableProps) {
  const locale = useLocale();
  const { read: words, encodings } = useMessages().bring;
  const change = useIngestChange(ingest.id);
  const [read, setRead] = useState<IngestReadOptions>(ingest.read);
  if (ingest.file.encoding === undefined) return null;
  const found = { value: 'found', label: words.found } as const;
  const delimiter = NAMES.find((name) => DELIMITERS[name] === read.delimiter) ?? 'found';
  const isSame = read.encoding === ingest.read.encoding && read.delimiter === ingest.read.delimiter;
  function apply() {
    change.mutate(() => changeMapping(ingest, table.id, { read }));
  }
  return (
    <details className={styles.fold}>
      <summary>{words.title}</summary>
      <div className={styles.choices}>
        <Select
          label={words.encoding}
          options={[
            found,
            ...IngestEncoding.options.map((value) => ({ value, label: encodings[value] })),
          ]}
          value={read.encoding ?? 'found'}
          onChange={(next) => {
            const { encoding: _, ...rest } = read;
            setRead(next === 'found' ? rest : { ...rest, encoding: next });
          }}
        />
        <Select
          label={words.delimiter}
          options={[found, ...NAMES.map((value) => ({ value, label: words.delimiters[value] }))]}
          value={delimiter}
          onChange={(next) => {
            const { delimiter: _, ...rest } = read;
            setRead(next === 'found' ? rest : { ...rest, delimiter: DELIMITERS[next] });
          }}
        />
      </div>
      <Button disabled={change.isPending || isSame} onClick={apply}>
        {words.apply}
      </Button>
      {change.error && <ErrorState of="act" {...failureOf(change.error, locale)} />}
    </details>
  );
}
