import { Facet, type FacetChoice, type FacetList } from '@bada/shared/catalogue';
import { useId } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { toggled } from '../../state/catalog.ts';
import { Button } from '../../ui/button.tsx';
import styles from './facets.module.css';
import { useFacetLabel } from './use-facet-label.ts';

const MAX_SHOWN = 12;

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
  const chosen = choice[facet] ?? [];
  const shown = values.filter(({ value }, at) => at < MAX_SHOWN || chosen.includes(value));
  if (shown.length === 0) return null;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.name}>{catalog.facets[facet]}</legend>
      <ul>
        {shown.map(({ value, label, count }) => (
          <FacetValueRow
            key={value}
            label={label?.[locale] ?? labelOf(value)}
            count={count}
            chosen={chosen.includes(value)}
            onToggle={() => onChoose(toggled(choice, facet, value))}
          />
        ))}
      </ul>
    </fieldset>
  );
}

function numberChosen(choice: FacetChoice): number {
  return Facet.options.reduce((sum, facet) => sum + (choice[facet]?.length ?? 0), 0);
}

/** What results can be narrowed by; folded away on narrow screens. */
export function FacetPanel({
  facets,
  choice,
  onChoose,
}: {
  facets: readonly FacetList[];
  choice: FacetChoice;
  onChoose: (choice: FacetChoice) => void;
}) {
  const { catalog } = useMessages();
  const id = useId();
  const chosen = numberChosen(choice);
  return (
    <aside className={styles.panel} aria-label={catalog.narrow}>
      <input type="checkbox" id={id} className={styles.fold} />
      <label htmlFor={id} className={styles.unfold}>
        {catalog.narrow}
        {chosen > 0 && ` · ${catalog.chosen(chosen)}`}
      </label>
      <div className={styles.groups}>
        {chosen > 0 && <Button onClick={() => onChoose({})}>{catalog.clear}</Button>}
        {facets.map((list) => (
          <FacetGroup key={list.facet} list={list} choice={choice} onChoose={onChoose} />
        ))}
      </div>
    </aside>
  );
}
