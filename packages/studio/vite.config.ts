import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

// The app is built from the packages' sources (`weir-source` condition), so that it never runs a stale build of them.
// It is kept apart from the type declarations in dist/types. Nothing is inlined: the server's content policy allows
// scripts and fonts from its own address only.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['weir-source', ...defaultClientConditions] },
  worker: { format: 'es' },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
});
