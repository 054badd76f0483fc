import type { ListingProposals } from '@bada/shared/catalogue';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { saveContract } from '../../api/contracts.ts';
import { failureOf } from '../../api/failure.ts';
import { proposeFromListing } from '../../api/listing.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Button } from '../../ui/button.tsx';
import { ChangeList } from '../../ui/change-list.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './contract.module.css';

import { Section } from './section.tsx';

type Row = ListingProposals['rows'][number];

function useSave({ dataset, document, tag }: Row) {
  const locale = useLocale();
  const { listing } = useMessages();
  const client = useQueryClient();
  const confirm = useApp((state) => state.confirm);
  return useMutation({
    mutationFn: async () => {
      if (dataset && document) {
        await saveContract(dataset.id, { reason: listing.reason, document }, tag);
      }
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['datasets'] });
      await client.invalidateQueries({ queryKey: ['contracts'] });
      if (dataset) confirm(listing.saved(dataset.title[locale]));
    },
  });
}

function Verdict({ row, isSaved }: { row: Row; isSaved: boolean }) {
  const { listing } = useMessages();
  if (!row.dataset) return <p className={styles.note}>{listing.noDataset}</p>;
  if (isSaved) return <p role="status">{listing.done}</p>;
  if (row.changes.length === 0) return <p className={styles.note}>{listing.same}</p>;
  return (
    <>
      <ChangeList changes={row.changes} />
      {!row.mayEdit && <p className={styles.note}>{listing.notAllowed}</p>}
    </>
  );
}

function Proposal({ row }: { row: Row }) {
  const locale = useLocale();
  const { listing } = useMessages();
  const save = useSave(row);
  const { dataset, document, title } = row;
  return (
    <li className={styles.version}>
      <p>
        <strong>{title}</strong>{' '}
        {dataset && (
          <Link to="/catalog/$id" params={{ id: dataset.id }}>
            {dataset.title[locale]}
          </Link>
        )}
      </p>
      <Verdict row={row} isSaved={save.isSuccess} />
      {save.error && <ErrorState of="save" {...failureOf(save.error, locale)} />}
      {dataset && document && !save.isSuccess && (
        <Button variant="primary" disabled={save.isPending} onClick={() => save.mutate()}>
          {listing.save(dataset.title[locale])}
        </Button>
      )}
    </li>
  );
}

function Found({ found }: { found: ListingProposals }) {
  const { listing } = useMessages();
  const { rows, problems } = found;
  const matched = rows.filter(({ dataset }) => dataset !== null).length;
  return (
    <Section title={listing.found(matched, rows.length)}>
      <ul className={styles.versions}>
        {rows.map((row, at) => (
          <Proposal key={`${at + 1} ${row.title}`} row={row} />
        ))}
      </ul>
      {problems.length > 0 && (
        <>
          <h3>{listing.problems}</h3>
          <ul className={styles.problems}>
            {problems.map(({ row, column, value }) => (
              <li key={`${row} ${column}`}>{listing.problem(String(row), column, value)}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

/** Rows that were pasted are a file of their own; JSON begins with a bracket. */
function pasted(text: string): { name: string; file: Blob } {
  const isJson = /^\s*[[{]/.test(text);
  return { name: isJson ? 'listing.json' : 'listing.csv', file: new Blob([text]) };
}

/** Filling descriptions from rows of the national portal's listing. */
export function ListingPage() {
  const locale = useLocale();
  const { listing, dataset } = useMessages();
  const [text, setText] = useState('');
  const fileId = useId();
  const read = useMutation({
    mutationFn: ({ name, file }: { name: string; file: Blob }) => proposeFromListing(name, file),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    read.mutate(pasted(text));
  }
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <Link to="/catalog">{dataset.back}</Link>
        <h1>{listing.title}</h1>
        <p>{listing.intro}</p>
      </header>
      <form className={styles.form} onSubmit={submit}>
        <label htmlFor={fileId}>{listing.file}</label>
        <input
          id={fileId}
          type="file"
          accept=".csv,.xlsx,.json"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) read.mutate({ name: file.name, file });
          }}
        />
        <TextArea label={listing.text} hint={listing.textHint} value={text} onChange={setText} />
        <div className={styles.buttons}>
          <Button type="submit" disabled={text.trim() === '' || read.isPending}>
            {listing.read}
          </Button>
        </div>
      </form>
      {read.error && <ErrorState of="act" {...failureOf(read.error, locale)} />}
      {read.data && <Found key={read.submittedAt} found={read.data} />}
    </article>
  );
}
