import { type AccountDraft, BadaError } from '@bada/shared';
import type { People } from './ports.ts';
import { SYSTEM_VIEWER } from './viewer.ts';

/** Four made-up people, one for each way to use the product. */
const SAMPLES: readonly AccountDraft[] = [
  {
    id: 'sample-executive',
    name: '예시 간부 (Executive)',
    roles: ['executive'],
    departments: ['population-policy'],
    class: 'internal',
  },
  {
    id: 'sample-manager',
    name: '예시 부서장 (Manager)',
    roles: ['manager'],
    departments: ['population-policy'],
    class: 'internal',
  },
  {
    id: 'sample-analyst',
    name: '예시 분석가 (Analyst)',
    roles: ['analyst'],
    departments: ['data-statistics'],
    class: 'internal',
  },
  {
    id: 'sample-steward',
    name: '예시 데이터 관리자 (Steward)',
    roles: ['steward'],
    departments: ['data-statistics'],
    class: 'restricted',
  },
];

/** Lets the made-up people in, or keeps them out: they stay as accounts, so that what they made has
 * an owner. */
export async function offerSamples(accounts: People, offered: boolean): Promise<void> {
  for (const sample of SAMPLES) {
    const known = await accounts.find(SYSTEM_VIEWER, sample.id);
    if (!known && offered) {
      await accounts.create(SYSTEM_VIEWER, sample, { sample: true });
    }
    const isOut = known?.account.state === 'disabled';
    if (known?.account.sample && isOut === offered) {
      const { id: _, ...rights } = sample;
      const change = { draft: { ...rights, disabled: !offered }, expected: 'any' as const };
      await accounts.change(SYSTEM_VIEWER, sample.id, change);
    }
  }
}

/** Made-up people have no password, so nobody but this machine may reach a server that offers them.
 * @throws BadaError `server.config` */
export function refuseSamplesElsewhere(samples: boolean, isLocal: boolean): void {
  if (!samples || isLocal) return;
  throw new BadaError('server.config', {
    name: 'BADA_DEMO_USERS',
    what: 'made-up people are for a server on this machine alone (HOST=127.0.0.1)',
  });
}
