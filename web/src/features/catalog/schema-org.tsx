import { type DatasetNode, schemaOrgDataset } from '@bada/shared/catalogue';
import { useEffect } from 'react';

/** The dataset as schema.org data for whoever indexes the page. A block of data is never run, so
 * the content security policy lets it stand. */
export function SchemaOrg({ dataset }: { dataset: DatasetNode }) {
  useEffect(() => {
    const block = document.createElement('script');
    block.type = 'application/ld+json';
    block.textContent = JSON.stringify(
      schemaOrgDataset(dataset, { origin: window.location.origin }),
    );
    document.head.append(block);
    return () => block.remove();
  }, [dataset]);
  return null;
}
