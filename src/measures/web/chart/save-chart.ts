import typefaceAddress from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'
import { offerFile } from '../../../ui/use-file-download.ts'
import { type ChartWords, chartFile } from './chart-file.ts'

const SHARPNESS = 2

/** A file name of a title: small letters and hyphens. */
function fileNameOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** The product's typeface to write into a file; nothing where it cannot be had, and then the file names others. */
async function typeface(): Promise<string | undefined> {
  try {
    const answer = await fetch(typefaceAddress)
    if (!answer.ok) return undefined
    const content = await answer.blob()
    return await new Promise((done) => {
      const reader = new FileReader()
      reader.onload = () => done(typeof reader.result === 'string' ? reader.result : undefined)
      reader.onerror = () => done(undefined)
      reader.readAsDataURL(content)
    })
  } catch {
    return undefined
  }
}

const SCHEME = 'data-mantine-color-scheme'

/** Does something while the page's colours are the light ones: pictures go on paper. It is not painted in between. */
function inLight<Made>(make: () => Made): Made {
  const root = document.documentElement
  const scheme = root.getAttribute(SCHEME)
  root.setAttribute(SCHEME, 'light')
  try {
    return make()
  } finally {
    if (scheme === null) root.removeAttribute(SCHEME)
    else root.setAttribute(SCHEME, scheme)
  }
}

export async function saveSvg(svg: SVGSVGElement, words: ChartWords): Promise<void> {
  const face = await typeface()
  const { text } = inLight(() => chartFile(svg, words, face))
  offerFile({ content: new Blob([text], { type: 'image/svg+xml' }), name: `${fileNameOf(words.title)}.svg` })
}

/** Twice as sharp as on screen, for slides and letters. */
export async function savePng(svg: SVGSVGElement, words: ChartWords): Promise<void> {
  const face = await typeface()
  const { text, width, height } = inLight(() => chartFile(svg, words, face))
  const image = new Image(width, height)
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  try {
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width * SHARPNESS
    canvas.height = height * SHARPNESS
    const context = canvas.getContext('2d')
    if (context === null) return
    context.scale(SHARPNESS, SHARPNESS)
    context.drawImage(image, 0, 0, width, height)
    const content = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    if (content !== null) offerFile({ content, name: `${fileNameOf(words.title)}.png` })
  } finally {
    URL.revokeObjectURL(address)
  }
}
