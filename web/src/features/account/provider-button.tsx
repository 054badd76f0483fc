import { ERRORS, type ErrorCode, errorText, type Localized } from '@bada/shared';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/states.tsx';
import styles from './account.module.css';

function isCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text);
}

/** Goes to the identity provider, and from there back to the page that is open now. */
function leave(): void {
  const { pathname, search } = window.location;
  window.location.assign(`/api/session/provider?to=${encodeURIComponent(pathname + search)}`);
}

/** What became of the way to the identity provider; the server tells it in the fragment. */
export function ProviderFailure() {
  const locale = useLocale();
  const code = window.location.hash.slice(1);
  if (!isCode(code)) return null;
  const { message, next } = errorText(code);
  return <ErrorState of="act" message={`${message[locale]} ${next[locale]}`} code={code} />;
}

/** The way in for everybody but administrators, where the organisation has an identity provider. */
export function ProviderButton({ label }: { label: Localized }) {
  const locale = useLocale();
  const words = useMessages().account.signIn;
  return (
    <section className={styles.form}>
      <Button variant="primary" onClick={leave}>
        {words.byProvider(label[locale])}
      </Button>
      <p className={styles.note}>{words.byPassword}</p>
    </section>
  );
}
