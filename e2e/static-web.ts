import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

/** What the web app needs to be allowed, and nothing more: the real server sends the same. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

export interface StaticWeb {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Serves the built app from a free port of 127.0.0.1, for journeys about the shell and the parts alone.
 * `answers` stands in for the server: the JSON of each path below `/api/`; any other is a 401 as from a server that knows nobody.
 */
export async function serveStaticWeb(
  folder: string,
  answers: Readonly<Record<string, unknown>> = {},
): Promise<StaticWeb> {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://127.0.0.1').pathname)
    if (path.startsWith('/api/')) {
      const answer = answers[path]
      const refused = { title: 'Signed out', status: 401, code: 'identity.signed-out', detail: 'Sign in again.' }
      response.writeHead(answer === undefined ? 401 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer ?? refused))
      return
    }
    const file = extname(path) === '' ? '/index.html' : path
    const squeezed = await readFile(join(folder, `${file}.br`)).catch(() => undefined)
    const content = squeezed ?? (await readFile(join(folder, file)).catch(() => undefined))
    response.writeHead(content === undefined ? 404 : 200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      ...(squeezed === undefined ? {} : { 'content-encoding': 'br' }),
      'cache-control': file.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': CONTENT_SECURITY_POLICY,
    })
    response.end(content)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => closed(server) }
}

function portOf(server: Server): number {
  // A server that listens on TCP has an address of this shape; the other shapes are for pipes.
  return (server.address() as AddressInfo).port
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((done) => server.close(() => done()))
}
