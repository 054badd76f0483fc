import { parse, serialize } from 'hono/utils/cookie';
import { isSecure } from '../transport.ts';

const SESSION = 'bada-session';
const BROWSER = 'bada-browser';
const SIGN_IN = 'bada-sign-in';

/** Over TLS the name says that nobody but this host can have set it: no neighbour plants a session. */
function nameOf(request: Request, name: string): string {
  return isSecure(request) ? `__Host-${name}` : name;
}

function shown(request: Request, name: string): string | undefined {
  const full = nameOf(request, name);
  return parse(request.headers.get('cookie') ?? '', full)[full];
}

function handed(
  request: Request,
  name: string,
  { value, expires, sameSite }: { value: string; expires: Date; sameSite: 'Strict' | 'Lax' },
): string {
  const kept = { httpOnly: true, sameSite, path: '/', expires, secure: isSecure(request) } as const;
  return serialize(nameOf(request, name), value, kept);
}

/** The secret of the session that a request shows. */
export function sessionSecret(request: Request): string | undefined {
  return shown(request, SESSION);
}

/** `Set-Cookie` that hands a browser its session: no script reads it, no other site sends it. */
export function sessionCookie(request: Request, value: string, expires: Date): string {
  return handed(request, SESSION, { value, expires, sameSite: 'Strict' });
}

/** `Set-Cookie` that takes the session away. */
export function noSessionCookie(request: Request): string {
  return sessionCookie(request, '', new Date(0));
}

/** The secret by which a browser is known as one of a person's. */
export function browserSecret(request: Request): string | undefined {
  return shown(request, BROWSER);
}

/** `Set-Cookie` that lets a browser be known. */
export function browserCookie(request: Request, value: string, expires: Date): string {
  return handed(request, BROWSER, { value, expires, sameSite: 'Strict' });
}

/** The secret of a way to the identity provider that this browser began. */
export function signInSecret(request: Request): string | undefined {
  return shown(request, SIGN_IN);
}

/** `Set-Cookie` that lets a browser come back from the identity provider, which is another site. */
export function signInCookie(request: Request, value: string, expires: Date): string {
  return handed(request, SIGN_IN, { value, expires, sameSite: 'Lax' });
}

/** `Set-Cookie` that takes it away. */
export function noSignInCookie(request: Request): string {
  return signInCookie(request, '', new Date(0));
}
