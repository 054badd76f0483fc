import type { ExtractRead, Manifest } from '@bada/shared';
import type { DatasetNode, DatasetProfile } from '@bada/shared/catalogue';
import type { Clause } from '@bada/shared/linked';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { datasetProfileQuery } from '../../api/datasets.ts';
import { manifestQuery } from '../../api/knowledge.ts';
import { useAnswerer, useEngineState } from '../../engine/context.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { sizeText } from '../../i18n/size.ts';
import { useApp } from '../../state/context.tsx';
import { Button } from '../../ui/button.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { HiddenCounts } from './hidden-counts.tsx';
import {
  type LinkedAxis,
  type LinkedWeight,
  linkedAxes,
  linkedBase,
  linkedModel,
  TOTAL,
  weighable,
  weightsOf,
} from './linked-axes.ts';
import { barsOf, choiceText, chosenBins, chosenValues } from './linked-bars.ts';
import { LinkedHistogram } from './linked-histogram.tsx';
import styles from './linked-panel.module.css';
import { LinkedTables } from './linked-tables.tsx';
import { LinkedValues } from './linked-values.tsx';
import { DatasetSection } from './section.tsx';
import { type ChoiceAddress, choiceAtStart, useChoiceAddress } from './use-choice-address.ts';
import { type Linked, linkedRead, useLinked } from './use-linked.ts';

interface ViewsProps {
  dataset: DatasetNode;
  manifest: Manifest;
  read: ExtractRead;
  axes: readonly LinkedAxis[];
  base: readonly Clause[];
  rows: number;
  address: ChoiceAddress;
}

/** Decimals of what the bars show. */
function decimalsOf(weight: LinkedWeight): number {
  return weight.kind === 'median' || weight.kind === 'mean' ? 1 : 0;
}

function View({ axis, linked, decimals }: { axis: LinkedAxis; linked: Linked; decimals: number }) {
  const locale = useLocale();
  const { linked: words } = useMessages();
  const { column, dimension } = axis;
  const owner = { view: column.name, dimension: column.name };
  const bars = barsOf(axis, linked.shown, { locale, words });
  const common = {
    axis,
    bars,
    onEnter: () => linked.enter(owner),
    onSelect: linked.select,
    onClear: () => linked.clear(owner),
  };
  return (
    <div className={styles.view}>
      <h3>{column.title[locale]}</h3>
      {dimension.kind === 'binned' ? (
        <LinkedHistogram
          {...common}
          dimension={dimension}
          bins={chosenBins(linked.selection, axis)}
        />
      ) : (
        <LinkedValues
          {...common}
          decimals={decimals}
          chosen={chosenValues(linked.selection, axis)}
        />
      )}
    </div>
  );
}

function Chips({ axes, linked }: { axes: readonly LinkedAxis[]; linked: Linked }) {
  const locale = useLocale();
  const { linked: words } = useMessages();
  const { clauses } = linked.selection;
  const chosen = axes.filter(({ column }) => clauses.some(({ view }) => view === column.name));
  return (
    <ul className={styles.chips} aria-label={words.chips}>
      {chosen.map((axis) => {
        const { name } = axis.column;
        const text = choiceText(linked.selection, axis, { locale, words });
        return (
          <li key={name}>
            <Button
              aria-label={words.remove(text)}
              icon={<CloseIcon size={14} />}
              onClick={() => linked.clear({ view: name, dimension: name })}
            >
              {text}
            </Button>
          </li>
        );
      })}
      {chosen.length > 0 && (
        <li>
          <Button variant="link" onClick={linked.reset}>
            {words.reset}
          </Button>
        </li>
      )}
    </ul>
  );
}

/** Why bars are not there at once, and what is not in them. */
function Notes({ dataset, linked }: { dataset: DatasetNode; linked: Linked }) {
  const { linked: words } = useMessages();
  const reasons = [...linked.shown.now.values()].flatMap(({ from }) =>
    from.kind === 'sql' ? [from.reason] : [],
  );
  return (
    <>
      {linked.engine && <p className={styles.note}>{words.by[linked.engine]}</p>}
      {reasons.length > 0 && (
        <p className={styles.note}>
          {reasons.includes('measure') ? words.sqlMeasure : words.sqlOther}
        </p>
      )}
      <HiddenCounts dataset={dataset} className={styles.note} />
    </>
  );
}

function Sentence({ linked, rows }: { linked: Linked; rows: number }) {
  const { linked: words } = useMessages();
  const left = linked.shown.now.get(TOTAL)?.rows[0];
  if (left === undefined) return <p role="status">{words.starting}</p>;
  const isAll = linked.selection.clauses.length === 0;
  const all = formatNumber(linked.shown.whole.get(TOTAL)?.rows[0] ?? rows);
  return (
    <p role="status" className={styles.sentence}>
      {isAll ? words.everything(all) : words.chosen(formatNumber(left), all)}
    </p>
  );
}

function useWeight(dataset: DatasetNode) {
  const locale = useLocale();
  const { weights } = useMessages().linked;
  const [wanted, setWanted] = useState('rows');
  const choices = useMemo(() => {
    const measures = weighable(dataset).flatMap((column) =>
      weightsOf(column).map((weight) => ({
        weight,
        value: `${weight.kind} ${column.name}`,
        label: weights[weight.kind](column.title[locale]),
      })),
    );
    return [{ weight: { kind: 'rows' as const }, value: 'rows', label: weights.rows }, ...measures];
  }, [dataset, weights, locale]);
  const weight: LinkedWeight = choices.find(({ value }) => value === wanted)?.weight ?? {
    kind: 'rows',
  };
  return { weight, wanted, choices, setWanted };
}

function Views({ dataset, manifest, read, axes, base, rows, address }: ViewsProps) {
  const { linked: words } = useMessages();
  const { weight, wanted, choices, setWanted } = useWeight(dataset);
  const [asTable, setAsTable] = useState(false);
  const model = useMemo(
    () => linkedModel(dataset, rows, { axes, weight }),
    [dataset, rows, axes, weight],
  );
  const columns = useMemo(() => axes.map(({ column }) => column.name), [axes]);
  const start = () => choiceAtStart(address, columns);
  const linked = useLinked({ model, base, start }, read, manifest);
  useChoiceAddress(linked, address, columns);
  if (linked.failed) return <ErrorState message={words.failed} />;
  return (
    <>
      <div className={styles.head}>
        <Sentence linked={linked} rows={rows} />
        <Select label={words.weight} options={choices} value={wanted} onChange={setWanted} />
      </div>
      <Chips axes={axes} linked={linked} />
      {asTable ? (
        <LinkedTables axes={axes} linked={linked} decimals={decimalsOf(weight)} />
      ) : (
        <div className={styles.views}>
          {axes.map((axis) => (
            <View
              key={axis.column.name}
              axis={axis}
              linked={linked}
              decimals={decimalsOf(weight)}
            />
          ))}
        </div>
      )}
      {base.length > 0 && <p className={styles.note}>{words.districtsOnly}</p>}
      <Notes dataset={dataset} linked={linked} />
      <div>
        <Button variant="link" onClick={() => setAsTable(!asTable)}>
          {asTable ? words.charts : words.table}
        </Button>
      </div>
    </>
  );
}

/** What the panel needs to know before it can be opened. */
function useLinkedParts(dataset: DatasetNode, profile: DatasetProfile | undefined) {
  const { data: manifest } = useQuery(manifestQuery());
  return useMemo(() => {
    if (!manifest || !profile) return undefined;
    const axes = linkedAxes(dataset, profile);
    const columns = [...axes.map(({ column }) => column), ...weighable(dataset)];
    const names = [...new Set(columns.map(({ name }) => name))];
    const isUncut = dataset.smallCells?.cut === false;
    const read = isUncut ? undefined : linkedRead(dataset, manifest, names);
    const known = manifest.datasets.find(({ id }) => id === dataset.id);
    const base = linkedBase(axes, known?.places?.levels);
    return { manifest, axes, base, rows: profile.rows, read };
  }, [manifest, dataset, profile]);
}

/** The columns of a dataset beside one another, each filtered by what is chosen in the others. */
export function LinkedPanel({
  dataset,
  manifest,
  address,
}: {
  dataset: DatasetNode;
  manifest: string;
  /** A choice that it holds opens the views. */
  address: ChoiceAddress;
}) {
  const { linked: words } = useMessages();
  const answerer = useAnswerer();
  const { phase } = useEngineState();
  const wish = useApp((state) => state.engine);
  const [open, setOpen] = useState(address.text !== '');
  useEffect(() => {
    if (open && wish !== 'server') void answerer.start();
  }, [open, wish, answerer]);
  const { data: profile } = useQuery(datasetProfileQuery(dataset.id, manifest));
  const parts = useLinkedParts(dataset, profile);
  function body() {
    if (!parts) return <Skeleton height="6rem" />;
    const { axes, read } = parts;
    if (axes.length < 2) return <p>{words.none}</p>;
    if (!read) return <p>{words.unavailable}</p>;
    const onServer = wish === 'server' || phase === 'failed' || phase === 'unsupported';
    if (open && (onServer || phase === 'ready')) {
      return <Views dataset={dataset} {...parts} read={read} address={address} />;
    }
    if (open) return <p role="status">{words.starting}</p>;
    return (
      <>
        <p className={styles.note}>
          {words.intro} {!onServer && words.openSize(sizeText(read.bytes))}
        </p>
        <div>
          <Button onClick={() => setOpen(true)}>{words.open}</Button>
        </div>
      </>
    );
  }
  return (
    <DatasetSection part="linked" title={words.title}>
      {body()}
    </DatasetSection>
  );
}
