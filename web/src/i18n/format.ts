/** The formatting of numbers, changes and periods, in one place for the pages. */
export { formatChange, formatRelativeChange } from './change.ts';
export { formatNumber, formatQuantity, formatValue, type Quantity } from './number.ts';
export { formatDate, formatPeriod, formatTick, periodTime, startAt } from './period.ts';
