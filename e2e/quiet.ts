import type { Page, Request } from 'playwright-core'

const asking = new WeakMap<Page, Set<Request>>()

/** Begins to watch what this page asks for; to be called before it goes anywhere. */
export function watch(page: Page): void {
  const open = new Set<Request>()
  asking.set(page, open)
  page.on('request', (request) => open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
}

const TWICE_DRAWN = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))'

/**
 * Waits until everything that the page asked for was answered and drawn, and drawing it asked for nothing more. What
 * Playwright calls `networkidle` waits half a second on top, on each of hundreds of pages. @throws after 20 s
 */
export async function quiet(page: Page): Promise<void> {
  const open = asking.get(page)
  if (open === undefined) throw new Error('Watch the page before it is opened.')
  const until = Date.now() + 20_000
  for (let calm = 0; calm < 2; ) {
    await page.evaluate(TWICE_DRAWN)
    calm = open.size === 0 ? calm + 1 : 0
    if (Date.now() > until)
      throw new Error(`Still waiting for ${[...open].map((request) => request.url()).join(', ') || 'a calm page'}`)
  }
}
