import { Cadence, DataClass } from '@bada/shared';
import type { Facet } from '@bada/shared/catalogue';
import { useMessages } from '../../i18n/locale-context.tsx';

/** Words for the values of a facet that are one of a fixed list; others stand as they are. */
export function useFacetLabel(facet: Facet): (value: string) => string {
  const { catalog } = useMessages();
  return (value) => {
    switch (facet) {
      case 'domain':
        return catalog.domains[value] ?? value;
      case 'cadence': {
        const cadence = Cadence.safeParse(value);
        return cadence.success ? catalog.cadences[cadence.data] : value;
      }
      case 'class': {
        const dataClass = DataClass.safeParse(value);
        return dataClass.success ? catalog.classes[dataClass.data] : value;
      }
      case 'licence':
        return value === 'unstated' ? catalog.unstated : value;
      case 'department':
      case 'publisher':
      case 'format':
      case 'period':
        return value;
    }
  };
}
