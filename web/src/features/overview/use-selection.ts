import { useApp } from '../../state/context.tsx';

/** The chosen districts and how to change them, the same from map, tiles, ranking and table. */
export function useSelection() {
  const places = useApp((state) => state.view.places);
  const changeView = useApp((state) => state.changeView);
  function toggle(place: string) {
    changeView((view) => ({
      places: view.places.includes(place)
        ? view.places.filter((other) => other !== place)
        : [...view.places, place],
    }));
  }
  return { places, toggle, clear: () => changeView({ places: [] }) };
}
