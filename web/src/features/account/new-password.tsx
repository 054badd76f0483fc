import { useMessages } from '../../i18n/locale-context.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** A new password as it is typed, twice. */
export interface TypedPassword {
  readonly password: string;
  readonly repeat: string;
}

/** Nothing typed yet. */
export const NOTHING_TYPED: TypedPassword = { password: '', repeat: '' };

/** Whether both are the same. */
export function isSame({ password, repeat }: TypedPassword): boolean {
  return password === repeat;
}

/** The two fields of a new password. */
export function NewPasswordFields({
  typed,
  onChange,
}: {
  typed: TypedPassword;
  onChange: (typed: TypedPassword) => void;
}) {
  const words = useMessages().account.join;
  const differs = typed.repeat !== '' && !isSame(typed);
  return (
    <>
      <TextField
        label={words.password}
        type="password"
        hint={words.passwordHint}
        value={typed.password}
        onChange={(password) => onChange({ ...typed, password })}
        autoComplete="new-password"
        minLength={12}
        maxLength={128}
        required
      />
      <TextField
        label={words.repeat}
        type="password"
        {...(differs ? { error: words.different } : {})}
        value={typed.repeat}
        onChange={(repeat) => onChange({ ...typed, repeat })}
        autoComplete="new-password"
        required
      />
    </>
  );
}
