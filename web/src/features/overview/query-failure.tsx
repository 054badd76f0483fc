import { failureOf } from '../../api/failure.ts';
import { useLocale } from '../../i18n/locale-context.tsx';
import { ErrorState } from '../../ui/states.tsx';

/** Stands where a question failed, with a way to ask again. */
export function QueryFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const locale = useLocale();
  return <ErrorState {...failureOf(error, locale)} onRetry={onRetry} />;
}
