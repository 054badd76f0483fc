import { linksOf } from '@bada/shared/catalogue';
import { useState } from 'react';
import { useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './dataset-page.module.css';
import { DatasetSection } from './section.tsx';

const TOOLS = ['curl', 'Python', 'JavaScript'] as const;
type Tool = (typeof TOOLS)[number];

/** What a program writes to read the first rows. */
function snippetOf(tool: Tool, address: string): string {
  switch (tool) {
    case 'curl':
      return `curl '${address}'`;
    case 'Python':
      return [
        'import json, urllib.request',
        '',
        `with urllib.request.urlopen('${address}') as answer:`,
        '    page = json.load(answer)',
        "print(page['columns'], page['rows'][0])",
      ].join('\n');
    case 'JavaScript':
      return [
        `const answer = await fetch('${address}');`,
        'const { columns, rows, total } = await answer.json();',
        'console.log(columns, rows[0], total);',
      ].join('\n');
  }
}

/** How a program gets at the rows, with the real address. */
export function ApiSnippet({ id }: { id: string }) {
  const { api } = useMessages().dataset;
  const confirm = useApp((state) => state.confirm);
  const [tool, setTool] = useState<Tool>('curl');
  const text = snippetOf(tool, `${linksOf(window.location.origin, id).api}/rows?limit=100`);
  async function copy() {
    await navigator.clipboard.writeText(text);
    confirm(api.copied);
  }
  return (
    <DatasetSection part="api" title={api.title}>
      <p className={styles.note}>
        {api.hint} <a href="/api/openapi.json">{api.description}</a>
      </p>
      <Segmented
        label={api.tool}
        options={TOOLS.map((value) => ({ value, label: value }))}
        value={tool}
        onChange={setTool}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.code} tabIndex={0} aria-label={api.title}>
        <pre>{text}</pre>
      </section>
      {/* Browsers keep the clipboard from pages that did not come over a secure way. */}
      {window.isSecureContext && <Button onClick={() => void copy()}>{api.copy}</Button>}
    </DatasetSection>
  );
}
