import { parse, serialize } from 'hono/utils/cookie';

const NAME = 'bada-session';

/** The secret of the session that a request shows. */
export function sessionSecret(request: Request): string | undefined {
  return parse(request.headers.get('cookie') ?? '', NAME)[NAME];
}

/** Whether the browser came over TLS, through a proxy that says so or by the address itself. */
function isSecure(request: Request): boolean {
  const forwarded = request.headers.get('x-forwarded-proto');
  return (forwarded ?? new URL(request.url).protocol.replace(':', '')) === 'https';
}

/** `Set-Cookie` that hands a browser its session: no script reads it, no other site sends it. */
export function sessionCookie(request: Request, secret: string, expires: Date): string {
  const kept = { httpOnly: true, sameSite: 'Strict', path: '/' } as const;
  return serialize(NAME, secret, { ...kept, expires, secure: isSecure(request) });
}

/** `Set-Cookie` that takes the session away. */
export function noSessionCookie(request: Request): string {
  return sessionCookie(request, '', new Date(0));
}
