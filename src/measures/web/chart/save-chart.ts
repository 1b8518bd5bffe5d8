import { offerFile } from '../../../ui/use-file-download.ts'

const INLINED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const
const MARGIN = 16
const TITLE = 32
const SHARPNESS = 2

/** A file name of a title: small letters and hyphens. */
function fileNameOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** The drawing as a file of its own: colours written out, a surface behind it and its title over it. */
function standalone(svg: SVGSVGElement, title: string): { text: string; width: number; height: number } {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const from = [...svg.querySelectorAll('*')]
  for (const [place, element] of [...copy.querySelectorAll('*')].entries()) {
    const source = from[place]
    if (source === undefined) continue
    const computed = getComputedStyle(source)
    for (const name of INLINED) element.setAttribute(name, computed.getPropertyValue(name))
    element.removeAttribute('class')
  }
  const { width: drawn, height: tall } = svg.viewBox.baseVal
  const width = drawn + 2 * MARGIN
  const height = tall + 2 * MARGIN + TITLE
  const { color, fontFamily } = getComputedStyle(svg)
  const surface = getComputedStyle(svg).getPropertyValue('--fb-surface').trim() || '#ffffff'
  const make = (name: string, attributes: Readonly<Record<string, string | number>>) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
    return element
  }
  const whole = make('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` })
  const heading = make('text', {
    x: MARGIN,
    y: MARGIN + 14,
    fill: color,
    'font-family': fontFamily,
    'font-size': 16,
    'font-weight': 650,
  })
  heading.textContent = title
  const inner = make('g', { transform: `translate(${MARGIN} ${MARGIN + TITLE})` })
  inner.append(...copy.childNodes)
  whole.append(make('rect', { width, height, fill: surface }), heading, inner)
  return { text: new XMLSerializer().serializeToString(whole), width, height }
}

export function saveSvg(svg: SVGSVGElement, title: string): void {
  offerFile({
    content: new Blob([standalone(svg, title).text], { type: 'image/svg+xml' }),
    name: `${fileNameOf(title)}.svg`,
  })
}

/** Twice as sharp as on screen, for slides and letters. */
export async function savePng(svg: SVGSVGElement, title: string): Promise<void> {
  const { text, width, height } = standalone(svg, title)
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
    if (content !== null) offerFile({ content, name: `${fileNameOf(title)}.png` })
  } finally {
    URL.revokeObjectURL(address)
  }
}
