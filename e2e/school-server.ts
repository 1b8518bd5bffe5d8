import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { inject } from 'vitest'
import { servePages } from '../src/main/pages.ts'
import type { TestPerson } from '../src/testing/builders.ts'
import { type RegisterSchool, registerSchool } from '../src/testing/register-school.ts'
import { startTestServer, type TestServer } from '../src/testing/test-server.ts'
import { contextOptions } from './look.ts'
import { watch } from './quiet.ts'

/** A whole installation on a port of its own: the built pages, the real server, a school whose registers can be taken. */
export interface SchoolServer {
  readonly url: string
  readonly server: TestServer
  readonly school: RegisterSchool
  /** A page of a browser in which this person is signed in. */
  readonly open: (person: TestPerson, path: string, options?: BrowserContextOptions) => Promise<Page>
  readonly close: () => Promise<void>
}

export async function startSchool(
  browser: Browser,
  options: { pupilsInGroup?: number; families?: boolean; offline?: boolean } = {},
): Promise<SchoolServer> {
  const serviceWorkers = options.offline ? 'allow' : 'block'
  const server = await startTestServer()
  await servePages(server.app, inject('web'))
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  // Listening on TCP, its address has this shape; the others are for pipes.
  const { port } = server.app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const school = await registerSchool(server, options)
  return {
    url,
    server,
    school,
    open: async (person, path, wishes) => {
      const context = await browser.newContext({ ...contextOptions(1440, 'light'), ...wishes, serviceWorkers })
      const [name = '', ...value] = (await server.signIn(person)).split('=')
      await context.addCookies([{ name, value: value.join('='), url }])
      const page = await context.newPage()
      watch(page)
      await page.goto(`${url}/schools/${school.id}${path}`)
      return page
    },
    close: async () => {
      await server.close()
    },
  }
}
