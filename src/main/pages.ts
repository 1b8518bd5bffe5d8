import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { StartUpError } from '../platform/start-up-error.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Where the built pages lie. */
export const PAGES_FOLDER = join(ROOT, 'dist', 'web')

const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']
const A_YEAR = 31_536_000

/**
 * Serves the web app: its files as they are, and the app itself for every address that is a page of it. Files are looked for
 * when they are asked for, so pages built anew while the server runs are served at once.
 */
export async function servePages(app: FastifyInstance, folder: string = PAGES_FOLDER): Promise<void> {
  await app.register(staticFiles, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Files below assets/ carry a hash of their content in their name, so they never change; all else is asked for anew.
      const forEver = path.startsWith(join(folder, 'assets'))
      reply.header('cache-control', forEver ? `public, max-age=${A_YEAR}, immutable` : 'no-cache')
    },
  })
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = new URL(request.url, 'http://here').pathname
    if (/^\/(api|docs)\//.test(path)) return reply.callNotFound()
    const file = path.startsWith('/assets/') || /\.[a-z0-9]+$/i.test(path)
    return reply.sendFile(file ? path.slice(1) : 'index.html')
  })
}

/** Builds the pages where there are none, or where what they are made of has changed since. */
export async function buildPages(say: (line: string) => void): Promise<void> {
  if (!pagesAreOld()) return
  say('Building the pages, about 10 s …')
  // In a process of its own: building takes half a gigabyte that the server should not hold on to.
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: ROOT, stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0)
    throw new StartUpError('The pages could not be built; the lines above say why. Run "npm ci" and start again.')
}

function pagesAreOld(): boolean {
  const built = join(PAGES_FOLDER, 'index.html')
  if (!existsSync(built)) return true
  const since = statSync(built).mtimeMs
  return SOURCES.map((name) => join(ROOT, name)).some((path) => existsSync(path) && newest(path) > since)
}

function newest(path: string): number {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
