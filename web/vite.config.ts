import { defineConfig } from 'vite';

/** Where `npm run mock` or `./meridian up` answers while the page is developed with `npm run dev`. */
const server = process.env['MERIDIAN_SERVER'] ?? 'http://127.0.0.1:8089';

export default defineConfig({
  build: {
    target: 'es2022',
    // A sourcemap would double the application jar; the sources are public anyway.
    sourcemap: false,
    // The Content-Security-Policy allows no `data:` outside images.
    assetsInlineLimit: 0,
    // MapLibre's worker is a module with the ending .mjs, which not every server knows to be JavaScript.
    rolldownOptions: {
      output: {
        assetFileNames: ({ names }) =>
          names.some((name) => name.endsWith('.mjs'))
            ? 'assets/[name]-[hash].js'
            : 'assets/[name]-[hash][extname]',
      },
    },
    modulePreload: { polyfill: false },
    // MapLibre alone is more than Vite's usual limit; it is a chunk of its own, loaded after the page stands.
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': { target: server, ws: true } } },
});
