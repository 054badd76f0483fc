import { Facet, type FacetChoice, type FacetList } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { harvestedQuery } from '../../api/collections.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { HERE, toggled, withToggled } from '../../state/catalog.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './facets.module.css';
import { useFacetLabel } from './use-facet-label.ts';

/** Values that are shown before more are asked for. */
const FEW = 5;
/** From so many on, values are looked for by typing. */
const MANY = 13;

function FacetValueRow({
  label,
  count,
  chosen,
  onToggle,
}: {
  label: string;
  count: number;
  chosen: boolean;
  onToggle: () => void;
}) {
  return (
    <li>
      <label className={styles.value}>
        <input type="checkbox" checked={chosen} onChange={onToggle} />
        <span>{label}</span>
        <span className={styles.count}>{formatNumber(count)}</span>
      </label>
    </li>
  );
}

/** Whether a name holds what was typed, whatever the case and the blanks. */
function isAlike(name: string, typed: string): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(' ', '');
  return plain(name).includes(plain(typed));
}

interface NamedValue {
  readonly value: string;
  readonly name: string;
  readonly count: number;
}

function ValueGroup({
  title,
  values,
  chosen,
  onToggle,
}: {
  title: string;
  values: readonly NamedValue[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
}) {
  const { catalog } = useMessages();
  const [isWhole, setIsWhole] = useState(false);
  const [typed, setTyped] = useState('');
  // One more line is no longer than the button that would ask for it.
  const isShort = values.length <= FEW + 1;
  const shown = values.filter(({ value, name }, at) =>
    isWhole ? isAlike(name, typed) : isShort || at < FEW || chosen.includes(value),
  );
  if (values.length === 0) return null;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.name}>{title}</legend>
      {isWhole && values.length >= MANY && (
        <TextField
          type="search"
          label={catalog.findValue(title)}
          value={typed}
          onChange={setTyped}
        />
      )}
      <ul>
        {shown.map(({ value, name, count }) => (
          <FacetValueRow
            key={value}
            label={name}
            count={count}
            chosen={chosen.includes(value)}
            onToggle={() => onToggle(value)}
          />
        ))}
      </ul>
      {(isWhole || shown.length < values.length) && (
        <Button
          variant="link"
          aria-expanded={isWhole}
          onClick={() => {
            setIsWhole(!isWhole);
            setTyped('');
          }}
        >
          {isWhole
            ? catalog.fewerValues(title)
            : catalog.moreValues(title, values.length - shown.length)}
        </Button>
      )}
    </fieldset>
  );
}

function FacetGroup({
  list: { facet, values },
  choice,
  onChoose,
}: {
  list: FacetList;
  choice: FacetChoice;
  onChoose: (choice: FacetChoice) => void;
}) {
  const locale = useLocale();
  const { catalog } = useMessages();
  const labelOf = useFacetLabel(facet);
  return (
    <ValueGroup
      title={catalog.facets[facet]}
      values={values.map(({ value, label, count }) => ({
        value,
        name: label?.[locale] ?? labelOf(value),
        count,
      }))}
      chosen={choice[facet] ?? []}
      onToggle={(value) => onChoose(toggled(choice, facet, value))}
    />
  );
}

/** Our own catalogue and the others, where there are any. */
function OriginGroup({ text, own, origin, onOrigin }: OriginProps & { own: number }) {
  const { catalog } = useMessages();
  const { data } = useQuery(harvestedQuery(text, origin));
  const others = data?.origins ?? [];
  if (others.length === 0) return null;
  const named = others.map(({ id, title, count }) => ({
    value: id,
    name: catalog.origins.elsewhere(title),
    count,
  }));
  return (
    <ValueGroup
      title={catalog.origins.title}
      values={[{ value: HERE, name: catalog.origins.here, count: own }, ...named]}
      chosen={origin}
      onToggle={(value) => onOrigin(withToggled(origin, value))}
    />
  );
}

interface OriginProps {
  readonly text: string;
  readonly origin: readonly string[];
  readonly onOrigin: (origin: readonly string[]) => void;
}

function numberChosen(choice: FacetChoice): number {
  return Facet.options.reduce((sum, facet) => sum + (choice[facet]?.length ?? 0), 0);
}

/** What results can be narrowed by; folded away on narrow screens. */
export function FacetPanel({
  facets,
  own,
  choice,
  onChoose,
  onClear,
  ...origins
}: OriginProps & {
  facets: readonly FacetList[];
  /** Datasets of our own that were found. */
  own: number;
  choice: FacetChoice;
  onChoose: (choice: FacetChoice) => void;
  onClear: () => void;
}) {
  const { catalog } = useMessages();
  const id = useId();
  const chosen = numberChosen(choice) + origins.origin.length;
  const { data: harvested } = useQuery(harvestedQuery(origins.text, origins.origin));
  const hasOthers = (harvested?.origins.length ?? 0) > 0;
  return (
    <aside className={styles.panel} aria-label={catalog.narrow}>
      <input type="checkbox" id={id} className={styles.fold} />
      <label htmlFor={id} className={styles.unfold}>
        {catalog.narrow}
        {chosen > 0 && ` · ${catalog.chosen(chosen)}`}
      </label>
      <div className={styles.groups}>
        {chosen > 0 && <Button onClick={onClear}>{catalog.clear}</Button>}
        <OriginGroup {...origins} own={own} />
        {hasOthers && <p className={styles.note}>{catalog.origins.narrowsOwn}</p>}
        {facets.map((list) => (
          <FacetGroup key={list.facet} list={list} choice={choice} onChoose={onChoose} />
        ))}
      </div>
    </aside>
  );
}
