import type { DatasetNode } from '@bada/shared/catalogue';
import { createContext, type ReactNode, useContext } from 'react';
import { useLocale } from '../../i18n/locale-context.tsx';

type NameOf = (column: string) => string;

const ColumnNames = createContext<NameOf>((column) => column);

/** Lets what stands inside call the columns of a dataset by their titles. */
export function ColumnNamesProvider({
  dataset,
  children,
}: {
  dataset: DatasetNode;
  children: ReactNode;
}) {
  const locale = useLocale();
  const titles = new Map(dataset.columns.map(({ name, title }) => [name, title[locale]]));
  return <ColumnNames value={(column) => titles.get(column) ?? column}>{children}</ColumnNames>;
}

/** Title of a column; its own name where no dataset is at hand. */
export function useColumnNames(): NameOf {
  return useContext(ColumnNames);
}
