import type { SmallCells } from '@bada/shared';
import {
  newSmallCells,
  type OdcsDocument,
  type SmallCellsForecast,
  smallCellsFrame,
  withGroup,
} from '@bada/shared/catalogue';
import { useMutation } from '@tanstack/react-query';
import { forecastSmallCells } from '../../api/contracts.ts';
import { failureOf } from '../../api/failure.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/check.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './contract.module.css';
import type { DraftProps } from './contract-fields.tsx';

/** Below which most offices hide counts. */
const USUAL_K = 5;

interface Named {
  /** Title of a column in the reader's language. */
  titleOf: (name: string) => string;
}

function useTitles({ columns }: DraftProps['draft']): Named['titleOf'] {
  const locale = useLocale();
  return (name) => columns.find((column) => column.name === name)?.title[locale] ?? name;
}

function Foretold({ rule, found }: { rule: SmallCells; found: SmallCellsForecast }) {
  const { smallCells: words } = useMessages();
  const { rows, hidden } = found;
  if (hidden === 0) return words.wouldHideNone;
  if (hidden === rows) return words.wouldHideAll(formatNumber(rows));
  const cells = formatNumber(hidden * rule.counts.length);
  return words.wouldHide(formatNumber(hidden), formatNumber(rows), cells);
}

/** How much a rule would hide, counted when asked; another rule is asked for anew. */
function Forecast({ id, rule, isValid }: { id: string; rule: SmallCells; isValid: boolean }) {
  const locale = useLocale();
  const { smallCells: words } = useMessages();
  const counted = useMutation({ mutationFn: () => forecastSmallCells(id, rule) });
  return (
    <>
      <Button disabled={!isValid || counted.isPending} onClick={() => counted.mutate()}>
        {words.forecast}
      </Button>
      <p role="status">
        {counted.isPending && words.forecasting}
        {counted.data && <Foretold rule={rule} found={counted.data} />}
      </p>
      {counted.error && <ErrorState of="act" {...failureOf(counted.error, locale)} />}
    </>
  );
}

function Groups({
  rule,
  groups,
  titleOf,
  onRule,
}: Named & {
  rule: SmallCells;
  groups: readonly string[];
  onRule: (rule: SmallCells) => void;
}) {
  const { smallCells: words } = useMessages();
  return (
    <>
      <div className={styles.choices}>
        {rule.dimensions.map((dimension) => (
          <Select
            key={dimension}
            label={words.group(titleOf(dimension))}
            options={[
              { value: '', label: words.allTogether },
              ...groups
                .filter((name) => name !== dimension)
                .map((name) => ({ value: name, label: titleOf(name) })),
            ]}
            value={rule.groups?.[dimension] ?? ''}
            onChange={(group) => onRule(withGroup(rule, dimension, group))}
          />
        ))}
      </div>
      <p className={styles.note}>{words.groupHint}</p>
    </>
  );
}

function RuleFields(
  props: DraftProps & { id: string; rule: SmallCells; groups: readonly string[] },
) {
  const { id, draft, errors, onChange, rule, groups } = props;
  const { smallCells: words } = useMessages();
  const titleOf = useTitles(draft);
  const onRule = (smallCells: SmallCells) => onChange({ smallCells });
  const isWrong = errors.has('smallCells.k');
  return (
    <>
      <TextField
        label={words.k}
        hint={words.kHint}
        inputMode="numeric"
        value={Number.isNaN(rule.k) ? '' : String(rule.k)}
        {...(isWrong ? { error: words.kError } : {})}
        onChange={(text) => onRule({ ...rule, k: text.trim() === '' ? Number.NaN : Number(text) })}
      />
      <p>{words.counts(rule.counts.map(titleOf).join(', '))}</p>
      <p>{words.dimensions(rule.dimensions.map(titleOf).join(', '))}</p>
      <Groups {...{ rule, groups, titleOf, onRule }} />
      <Forecast key={JSON.stringify(rule)} id={id} rule={rule} isValid={!isWrong} />
    </>
  );
}

/** Declares, changes or takes back the rule on small counts; stewards alone do so. */
export function SmallCellFields({
  id,
  document,
  mayReclassify,
  ...fields
}: DraftProps & { id: string; document: OdcsDocument; mayReclassify: boolean }) {
  const { smallCells: words } = useMessages();
  const { draft, onChange } = fields;
  const frame = smallCellsFrame(document);
  const { smallCells: rule } = draft;
  if (!mayReclassify) {
    const said = rule ? words.hidden(formatNumber(rule.k), undefined) : words.none;
    return (
      <>
        <p>{said}</p>
        <p className={styles.note}>{words.onlyStewards}</p>
      </>
    );
  }
  if (!rule && !frame.isPossible) return <p className={styles.note}>{words.notPossible}</p>;
  return (
    <>
      <p className={styles.note}>{words.help}</p>
      <Check
        label={words.on}
        checked={rule !== null}
        onChange={(on) => onChange({ smallCells: on ? newSmallCells(frame, USUAL_K) : null })}
      />
      {rule === null ? (
        <p className={styles.note}>{words.none}</p>
      ) : (
        <RuleFields {...fields} id={id} rule={rule} groups={frame.groups} />
      )}
    </>
  );
}
