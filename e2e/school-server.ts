import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { inject } from 'vitest'
import { listDemoPeople } from '../src/identity/contract.ts'
import type { SchoolId } from '../src/kernel/ids.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { servePages } from '../src/main/pages.ts'
import type { TestPerson } from '../src/testing/builders.ts'
import { openDemoDatabase } from '../src/testing/demo-database.ts'
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

/** What of an installation can be opened: its address, and pages on which somebody is signed in. */
async function served(browser: Browser, server: TestServer) {
  await servePages(server.app, inject('web'))
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  // Listening on TCP, its address has this shape; the others are for pipes.
  const { port } = server.app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const open = async (person: TestPerson | undefined, path: string, options: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext(options)
    const [name = '', ...value] = person === undefined ? [] : (await server.signIn(person)).split('=')
    if (person !== undefined) await context.addCookies([{ name, value: value.join('='), url }])
    const page = await context.newPage()
    watch(page)
    await page.goto(`${url}${path}`)
    return page
  }
  return { url, server, open, close: () => server.close() }
}

export async function startSchool(
  browser: Browser,
  options: { pupilsInGroup?: number; families?: boolean; offline?: boolean } = {},
): Promise<SchoolServer> {
  const serviceWorkers = options.offline ? 'allow' : 'block'
  const at = await served(browser, await startTestServer())
  const school = await registerSchool(at.server, options)
  return {
    ...at,
    school,
    open: (person, path, wishes) =>
      at.open(person, `/schools/${school.id}${path}`, { ...contextOptions(1440, 'light'), ...wishes, serviceWorkers }),
  }
}

/** The demonstration as `npm start` makes it, at its secondary school on the morning of the test Monday. */
export interface DemoServer {
  readonly url: string
  readonly server: TestServer
  readonly schoolId: SchoolId
  /** The first of those who hold a role there, or whose position begins so: `Form Tutor 9A`. */
  readonly person: (as: string) => TestPerson
  /** A page of the school on which this person is signed in; a page of nobody's, from the root, where undefined. */
  readonly open: (person: TestPerson | undefined, path: string, options?: BrowserContextOptions) => Promise<Page>
  /** Moves the clock of server and pages: `2026-12-03T10:00`. */
  readonly moveTo: (minute: string) => void
  readonly close: () => Promise<void>
}

export async function startDemo(browser: Browser): Promise<DemoServer> {
  const server = await startTestServer({ demo: true, database: await openDemoDatabase() })
  const moveTo = (minute: string) => server.clock.moveTo(`${minute}:00.000Z` as Moment)
  const at = await served(browser, server)
  const { places } = (await server.as(undefined)(listDemoPeople)).json()
  const [school] = places as { id: SchoolId; people: (TestPerson & { roles: string[] })[] }[]
  if (school === undefined) throw new Error('the demonstration has a school')
  return {
    ...at,
    schoolId: school.id,
    person: (as) => {
      const found = school.people.find(({ roles, position }) => roles.includes(as) || position.startsWith(`${as},`))
      if (found === undefined) throw new Error(`the demonstration has nobody as ${as}`)
      return found
    },
    open: (person, path, wishes) =>
      at.open(person, person === undefined ? path : `/schools/${school.id}${path}`, {
        ...contextOptions(1440, 'light'),
        ...wishes,
      }),
    moveTo,
  }
}
