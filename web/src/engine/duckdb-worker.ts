import duckdbWorker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { holdLifeLine } from './life-line.ts';

holdLifeLine(self.name);
// Its package declares itself free of side effects, so that a plain import would be left out.
await import(/* @vite-ignore */ duckdbWorker);
self.postMessage('ready');
