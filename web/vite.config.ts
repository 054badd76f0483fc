import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pretendardGov } from './build/fonts.ts';

const server = `http://127.0.0.1:${process.env.PORT ?? 4600}`;

// Whatever started the build, what is built is the production app: the test runner sets NODE_ENV to
// `test`, and React would then carry its development checks and run every effect twice.
export default defineConfig(({ command }) => {
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    plugins: [react(), pretendardGov()],
    build: {
      target: 'es2023',
      sourcemap: false,
      // The content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1200,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              // What changes rarely stays in the browser's cache over releases.
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
              { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/ },
            ],
          },
        },
      },
    },
    worker: { format: 'es' },
    server: {
      port: 4601,
      strictPort: true,
      proxy: { '/api': server, '/extracts': server },
    },
  };
});
