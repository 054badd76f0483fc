/** The composed app's type: all of the server that the web package may name. */
export type { App } from './app.ts';
