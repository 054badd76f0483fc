import type { Action, Resource, Viewer } from '@bada/shared';
import type { Logger } from '../logger.ts';

/** What every handler finds in its context. */
export interface AppEnv {
  Variables: {
    requestId: string;
    log: Logger;
    /** Network address that it came from; empty where it came by no socket. */
    address: string;
    /** Within how many seconds a document has to arrive. */
    bodySeconds: number;
    viewer: Viewer;
    /** Who it turned out to be, where that is what the request was about. */
    actor?: string;
    /** What the record says became of it, where the answer leads a person on instead of saying so. */
    recordedStatus?: number;
    /** What the viewer is called. */
    personName: string;
    /** Asks for a further resource that only the handler knows of.
     * @throws BadaError `access.denied` */
    demand: (action: Action, resource: Resource) => void;
    /** Whether the viewer may, for lists that show only what one may see. */
    may: (action: Action, resource: Resource) => boolean;
  };
}
