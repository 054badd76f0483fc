import { Link } from '@tanstack/react-router';
import { useMessages } from '../i18n/locale-context.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { shell } = useMessages();
  const { title, reason, back } = shell.notFound;
  return <EmptyState isPage title={title} reason={reason} action={<Link to="/">{back}</Link>} />;
}

/** A page that could not be drawn; what was chosen is in the address. */
export function CrashPage() {
  const { shell } = useMessages();
  const { title, next, reload } = shell.crashed;
  const action = <Button onClick={() => window.location.reload()}>{reload}</Button>;
  return <EmptyState isPage title={title} reason={next} action={action} />;
}
