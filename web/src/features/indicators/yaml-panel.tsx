import type { Indicator } from '@bada/shared';
import { checkDefinitionText, type DefinitionWorld } from '@bada/shared/definitions';
import { useId } from 'react';
import { definitionFile } from '../../api/definitions.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './editor.module.css';

/** A definition as text: problems are told by line, and what is right is taken over at once. */
export function YamlPanel({
  id,
  text,
  world,
  onText,
  onTake,
}: {
  id: string;
  text: string;
  world: DefinitionWorld;
  onText: (text: string) => void;
  onTake: (indicator: Indicator) => void;
}) {
  const locale = useLocale();
  const { yaml } = useMessages().definition;
  const fileId = useId();
  const { problems } = checkDefinitionText(text, world);
  function write(next: string) {
    onText(next);
    const { indicator } = checkDefinitionText(next, world);
    if (indicator) onTake(indicator);
  }
  async function read(file: File | undefined) {
    if (file) write(await file.text());
  }
  return (
    <div className={styles.yaml}>
      <div className={styles.fields}>
        <p className={styles.text}>
          {yaml.intro} <a href={definitionFile(id)}>{yaml.export}</a>
        </p>
        <label htmlFor={fileId}>{yaml.file}</label>
        <input
          id={fileId}
          type="file"
          accept=".yaml,.yml,text/yaml"
          onChange={(event) => void read(event.target.files?.[0])}
        />
        <TextArea label={yaml.text} value={text} rows={28} spellCheck={false} onChange={write} />
        <p role="status" className={styles.text}>
          {problems.length === 0 ? yaml.clean : yaml.problems(problems.length)}
        </p>
        <ul className={styles.list}>
          {problems.map(({ line, where, message, suggestion }) => (
            <li key={`${line} ${where} ${message.en}`}>
              <strong>{yaml.line(line)}</strong> {where !== '' && <code>{where}</code>}{' '}
              {message[locale]} {suggestion?.[locale]}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
