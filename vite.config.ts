import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const OUT = 'dist/web'

const CHARTS = /node_modules[\\/](recharts|@mantine[\\/]charts|d3-|victory-vendor|es-toolkit|@reduxjs|immer|decimal)/

/** A shared chunk's full name lists every page that shares it, and would in time be too long for a file. */
function shortName(name: string): string {
  return name.replace(/~.*$/, '').replace(/\.\w+$/, '')
}

/** Writes `.br` and `.gz` beside each text file, so that the server sends them as they are (`preCompressed`) and never squeezes a file twice. */
function compressed(): Plugin {
  let out = OUT
  return {
    name: 'firstbell-compressed',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      out = config.build.outDir
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const entry of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
          if (!/\.(js|css|html|svg|webmanifest)$/.test(entry)) continue
          const path = join(out, entry)
          const bytes = readFileSync(path)
          writeFileSync(`${path}.br`, brotliCompressSync(bytes))
          writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
        }
      },
    },
  }
}

/** The app shell works offline. Answers of the API are never put in a cache: they are about children, and devices are shared. */
const offlineShell = VitePWA({
  registerType: 'prompt',
  injectRegister: false,
  manifest: {
    name: 'Firstbell',
    short_name: 'Firstbell',
    description: 'School attendance: every mark kept, every figure explained.',
    lang: 'en-GB',
    start_url: '/',
    display: 'standalone',
    theme_color: '#14284b',
    background_color: '#f6f7f9',
    icons: [
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
  workbox: {
    globPatterns: ['index.html', 'colour-scheme.js', 'bell.svg', 'assets/**/*.{js,css,woff2}'],
    // Charts and the gallery are not needed where there is no network; leaving them out keeps a phone's first day cheap.
    globIgnores: ['**/charts-*', '**/gallery-*'],
    navigateFallback: '/index.html',
    navigateFallbackDenylist: [/^\/api\//, /^\/docs\//, /^\/health/, /^\/policies\//],
    cleanupOutdatedCaches: true,
    // From the first visit on: a network that fails a minute later must not leave half an app.
    clientsClaim: true,
  },
})

export default defineConfig({
  resolve: {
    alias: [
      { find: /^temporal-polyfill$/, replacement: fileURLToPath(new URL('src/ui/temporal.ts', import.meta.url)) },
    ],
  },
  plugins: [react(), offlineShell, compressed()],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      output: {
        // Pages share chunks that import one another; without this a table could be read before it is made.
        strictExecutionOrder: true,
        chunkFileNames: ({ name }) => `assets/${shortName(name)}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${shortName(names[0] ?? 'file')}-[hash][extname]`,
        codeSplitting: {
          groups: [
            { name: 'charts', test: CHARTS, priority: 3 },
            // What every first visit needs, in three files instead of thirty: each file costs a phone a turn in the queue.
            { name: 'vendor', test: /node_modules/, tags: ['$initial'], priority: 2 },
            { name: 'frame', test: /src[\\/]/, tags: ['$initial'], priority: 2 },
            // What several pages share, by who needs it; scraps join their neighbours.
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 24_000, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': `http://127.0.0.1:${process.env.FIRSTBELL_PORT ?? '4310'}` },
  },
})
