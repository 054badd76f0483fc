import { AccountLink, Problem, SessionView } from '@bada/shared';
import { expect } from 'vitest';
import { z } from 'zod';
import { jsonRequest, type TestApp } from './support.ts';

/** A password of the first administrator. */
export const PASSWORD = '파도소리가 들리는 밤 2026';
/** A password of everybody else. */
export const OTHER = 'a-long-enough-passphrase';

/** The cookie that an answer handed over, as a browser would send it. */
export function cookieOf(response: Response): Record<string, string> {
  const [cookie] = response.headers.getSetCookie();
  return { cookie: cookie?.split(';')[0] ?? '' };
}

/** Code of the problem that an answer holds. */
export async function codeOf(response: Response): Promise<string> {
  return Problem.parse(await response.json()).code;
}

/** What people do at the door of an app. */
export function peopleOf(world: () => TestApp) {
  async function firstLink(): Promise<string> {
    return AccountLink.parse(await world().signIn.firstLink()).secret;
  }

  function join(body: object) {
    return world().request('/api/session/join', jsonRequest('POST', body));
  }

  function signIn(id: string, password: string) {
    return world().request('/api/session', jsonRequest('POST', { id, password }));
  }

  return {
    firstLink,
    join,
    signIn,

    /** Makes the first administrator and gives the cookie. */
    async claim(id = 'kim.ga'): Promise<Record<string, string>> {
      const first = { id, name: '가온' };
      const response = await join({ secret: await firstLink(), password: PASSWORD, first });
      expect(response.status).toBe(204);
      return cookieOf(response);
    },

    async session(headers: Record<string, string> = {}): Promise<SessionView> {
      return SessionView.parse(await (await world().request('/api/session', { headers })).json());
    },

    /** Adds a person and lets them choose their password. */
    async addPerson(admin: Record<string, string>, id: string, roles: string[]) {
      const draft = { id, name: '나래', roles, departments: ['statistics'], class: 'internal' };
      const made = await world().request('/api/accounts', jsonRequest('POST', draft, admin));
      const { link } = z.looseObject({ link: AccountLink }).parse(await made.json());
      return cookieOf(await join({ secret: link.secret, password: OTHER }));
    },
  };
}
