import type { ComponentProps } from 'react';
import { useMessages } from '../../i18n/locale-context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './account.module.css';
import { SignInForm } from './sign-in-form.tsx';

type Props = ComponentProps<typeof SignInForm>;

/** Stands where the page would be until somebody has signed in. */
export function SignInPage(props: Props) {
  const { signIn } = useMessages().account;
  return (
    <div className={styles.gate}>
      <header className={styles.head}>
        <h1>{signIn.title}</h1>
        <p className={styles.note}>{signIn.intro}</p>
      </header>
      <SignInForm {...props} />
    </div>
  );
}

/** Asks above a page whose session has ended; to close it shows the page as it was left. */
export function SignInDialog(props: Props) {
  const { signIn } = useMessages().account;
  return (
    <Dialog open title={signIn.again} onClose={() => undefined}>
      <div className={styles.section}>
        <p className={styles.note}>{signIn.againIntro}</p>
        <SignInForm {...props} />
      </div>
    </Dialog>
  );
}
