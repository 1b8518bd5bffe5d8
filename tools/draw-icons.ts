import { readFileSync } from 'node:fs'
import { launchBrowser } from '../e2e/browser.ts'

// Draws the app's icons from public/bell.svg: `node tools/draw-icons.ts`. Run again when the bell changes.
const SIZES = [180, 192, 512]

const bell = readFileSync('public/bell.svg', 'utf8').replace(' rx="14"', '')
const browser = await launchBrowser()
try {
  for (const size of SIZES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0;background:#14284b}svg{display:block;width:${size}px}</style>${bell}`)
    await page.screenshot({ path: `public/icon-${size}.png` })
  }
} finally {
  await browser.close()
}
