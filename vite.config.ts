import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const OUT = 'dist/web'

/** Writes `.br` and `.gz` beside each text file, so that the server sends them as they are (`preCompressed`) and never squeezes a file twice. */
function compressed(): Plugin {
  return {
    name: 'firstbell-compressed',
    apply: 'build',
    enforce: 'post',
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const entry of readdirSync(OUT, { recursive: true, encoding: 'utf8' })) {
          if (!/\.(js|css|html|svg|webmanifest)$/.test(entry)) continue
          const path = join(OUT, entry)
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
    navigateFallbackDenylist: [/^\/api\//, /^\/docs\//, /^\/health/],
    cleanupOutdatedCaches: true,
  },
})

export default defineConfig({
  plugins: [react(), offlineShell, compressed()],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'charts',
              test: /node_modules[\\/](recharts|@mantine[\\/]charts|d3-|victory-vendor|es-toolkit|@reduxjs|immer|decimal)/,
            },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
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
