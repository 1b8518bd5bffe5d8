import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { servePages } from './pages.ts'

const app = Fastify()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstbell-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<p>the app</p>')
  await writeFile(join(folder, 'sw.js'), 'worker')
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'plain')
  await writeFile(join(folder, 'assets', 'app-1a2b.js.br'), 'squeezed')
  await writeFile(join(folder, '..', 'firstbell-secret.txt'), 'secret')
  app.setNotFoundHandler((_request, reply) => reply.status(404).send({ code: 'request.no-such-page' }))
  await servePages(app, folder)
})

afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
  await rm(join(folder, '..', 'firstbell-secret.txt'))
})

describe('the pages', () => {
  it.each(['/', '/sign-in?next=/', '/schools/1/registers'])(
    'gives the app for %s, and asks anew each time',
    async (url) => {
      const answer = await app.inject(url)
      expect([answer.statusCode, answer.body]).toEqual([200, '<p>the app</p>'])
      expect(answer.headers['cache-control']).toBe('no-cache')
    },
  )

  it('lets browsers keep what never changes for ever, and asks for the worker anew', async () => {
    expect((await app.inject('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable')
    expect((await app.inject('/sw.js')).headers['cache-control']).toBe('no-cache')
  })

  it('sends the squeezed file to a browser that takes it', async () => {
    const answer = await app.inject({ url: '/assets/app-1a2b.js', headers: { 'accept-encoding': 'br' } })
    expect([answer.headers['content-encoding'], answer.body]).toEqual(['br', 'squeezed'])
  })

  it.each([
    '/api/no-such-thing',
    '/docs/x',
    '/assets/gone.js',
    '/gone.png',
    '/../firstbell-secret.txt',
    '/..%2ffirstbell-secret.txt',
  ])('gives no page for %s', async (url) => {
    const answer = await app.inject(url)
    expect(answer.body).not.toContain('secret')
    if (!url.includes('..')) expect(answer.statusCode).toBe(404)
  })

  it('finds pages that were built while it runs', async () => {
    await writeFile(join(folder, 'assets', 'app-3c4d.js'), 'newer')
    expect((await app.inject('/assets/app-3c4d.js')).body).toBe('newer')
  })
})
