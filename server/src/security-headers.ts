import type { MiddlewareHandler } from 'hono';
import { isSecure } from './transport.ts';

/** All that a page may load comes from this server; WASM may run, `eval` may not. */
function contentPolicy(frames: readonly string[]): string {
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `frame-ancestors ${frames.length === 0 ? "'none'" : ["'self'", ...frames].join(' ')}`,
    "form-action 'self'",
  ].join('; ');
}

const TWO_YEARS = 'max-age=63072000';

/** What every response says; `frames` are the origins that may show the app in a frame. */
function headersOf(frames: readonly string[]): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentPolicy(frames),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(frames.length === 0 ? { 'X-Frame-Options': 'DENY' } : {}),
  };
}

/** Puts the security headers on every response, errors included; over TLS the browser is told to
 * come by TLS alone. */
export function securityHeaders(frames: readonly string[] = []): MiddlewareHandler {
  const headers = headersOf(frames);
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    if (isSecure(c.req.raw)) c.header('Strict-Transport-Security', TWO_YEARS);
  };
}
