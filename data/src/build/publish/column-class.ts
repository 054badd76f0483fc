import { type Column, DataClass, type DatasetContract } from '@bada/shared';

/** Whether a column's class is narrower than its dataset's: its values do not go out with the rest. */
export function isNarrower(column: Column, dataset: DatasetContract): boolean {
  const order = DataClass.options;
  const own = column.classification ?? dataset.class;
  return order.indexOf(own) > order.indexOf(dataset.class);
}
