import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser that came with `npm ci`, or the machine's own where that one cannot run. No address but 127.0.0.1 resolves. */
export async function launchBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']
  try {
    sparticuz.setGraphicsMode = false
    return await chromium.launch({
      executablePath: await sparticuz.executablePath(),
      args: [...sparticuz.args.filter((arg) => !arg.startsWith('--headless') && arg !== '--single-process'), ...args],
      headless: true,
    })
  } catch (reason) {
    const path = SYSTEM_BROWSERS.find((candidate) => existsSync(candidate))
    if (path === undefined) throw reason
    return chromium.launch({ executablePath: path, args, headless: true })
  }
}
