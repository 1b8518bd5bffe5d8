import { wrapWords } from './wrap-words.ts'

/** What stands around a saved picture, so that it can be understood by itself in a paper for governors. */
export interface ChartWords {
  readonly title: string
  /** Whose it is, of which days and whom: "Anytown School. 1 Sept 2026 to 20 Nov 2026. The whole school". */
  readonly of: string
  /** Where the numbers come from, and when the picture was made. */
  readonly source: string
}

/** One entry of a legend: its sign as it is drawn on the page, and what it means. */
interface LegendEntry {
  readonly sign: SVGElement | undefined
  readonly wide: number
  readonly words: string
}

const INLINED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const
const MARGIN = 16
const NARROWEST = 440
const SVG = 'http://www.w3.org/2000/svg'
const TYPEFACE = 'Atkinson Hyperlegible Next'
/** Where the typeface cannot be had, another of about its width. */
const FAMILY = `'${TYPEFACE}', Arial, 'Liberation Sans', Helvetica, sans-serif`
const TEXT = {
  title: { size: 17, weight: 650, line: 24, fill: '--fb-text' },
  words: { size: 13, weight: 400, line: 19, fill: '--fb-text' },
  quiet: { size: 12, weight: 400, line: 17, fill: '--fb-quiet' },
} as const
type TextLook = keyof typeof TEXT

function make(name: string, attributes: Readonly<Record<string, string | number>>, text?: string): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  if (text !== undefined) element.textContent = text
  return element
}

/** A copy whose colours are written out: nothing of the page reaches into a file. */
function inlined<Drawn extends SVGElement>(svg: Drawn): Drawn {
  const copy = svg.cloneNode(true) as Drawn
  const from = [svg, ...svg.querySelectorAll('*')]
  for (const [place, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const source = from[place]
    if (source === undefined) continue
    const computed = getComputedStyle(source)
    for (const name of INLINED) element.setAttribute(name, computed.getPropertyValue(name))
    element.removeAttribute('class')
  }
  return copy
}

function legendOf(legend: Element | null): readonly LegendEntry[] {
  return [...(legend?.querySelectorAll('li') ?? [])].map((item) => {
    const drawn = item.querySelector('svg')
    const swatch = item.querySelector('span')
    const words = (item.textContent ?? '').trim()
    if (drawn !== null) return { sign: inlined(drawn), wide: drawn.width.baseVal.value, words }
    if (swatch === null) return { sign: undefined, wide: 0, words }
    const { backgroundColor, borderTopColor } = getComputedStyle(swatch)
    const look = { y: -1, width: 18, height: 13, rx: 3, fill: backgroundColor, stroke: borderTopColor }
    return { sign: make('rect', look), wide: 18, words }
  })
}

/** Lays parts out from the top down. */
class Sheet {
  readonly parts: SVGElement[] = []
  readonly width: number
  height = MARGIN
  readonly #measured: CanvasRenderingContext2D | null
  readonly #style: CSSStyleDeclaration

  constructor(width: number, style: CSSStyleDeclaration) {
    this.width = Math.max(width, NARROWEST) + 2 * MARGIN
    this.#style = style
    this.#measured = document.createElement('canvas').getContext('2d')
  }

  /** A length that is known before the words are drawn, a little on the wide side. */
  widthOf(text: string, look: TextLook): number {
    const { size, weight } = TEXT[look]
    if (this.#measured === null) return text.length * size * 0.6
    this.#measured.font = `${weight} ${size}px ${this.#style.fontFamily}`
    return this.#measured.measureText(text).width * 1.03
  }

  text(words: string, look: TextLook): void {
    for (const line of wrapWords(words, this.width - 2 * MARGIN, (one) => this.widthOf(one, look))) {
      this.parts.push(this.#line(line, look, MARGIN))
      this.height += TEXT[look].line
    }
  }

  #line(words: string, look: TextLook, x: number): SVGElement {
    const { size, weight, fill } = TEXT[look]
    const colour = this.#style.getPropertyValue(fill).trim() || this.#style.color
    return make('text', { x, y: this.height + size, fill: colour, 'font-size': size, 'font-weight': weight }, words)
  }

  legend(entries: readonly LegendEntry[]): void {
    if (entries.length === 0) return
    let x = MARGIN
    for (const { sign, wide, words } of entries) {
      const long = wide + 6 + this.widthOf(words, 'words') + 20
      if (x > MARGIN && x + long > this.width - MARGIN) {
        x = MARGIN
        this.height += TEXT.words.line
      }
      if (sign !== undefined) {
        const at = make('g', { transform: `translate(${x} ${this.height + 3})` })
        at.append(sign)
        this.parts.push(at)
      }
      this.parts.push(this.#line(words, 'words', x + wide + 6))
      x += long
    }
    this.height += TEXT.words.line
  }

  drawing(svg: SVGSVGElement): void {
    const at = make('g', { transform: `translate(${MARGIN} ${this.height})` })
    at.append(...inlined(svg).childNodes)
    this.parts.push(at)
    this.height += svg.viewBox.baseVal.height
  }

  space(tall: number): void {
    this.height += tall
  }
}

/** The picture as a file of its own: its title, whose it is, its legend, the drawing, and where it comes from. */
export function chartFile(
  svg: SVGSVGElement,
  { title, of, source }: ChartWords,
  typeface: string | undefined,
): { readonly text: string; readonly width: number; readonly height: number } {
  const style = getComputedStyle(svg)
  const sheet = new Sheet(svg.viewBox.baseVal.width, style)
  sheet.text(title, 'title')
  sheet.text(of, 'words')
  sheet.space(8)
  sheet.legend(legendOf(svg.closest('figure')?.querySelector('ul') ?? null))
  sheet.space(8)
  sheet.drawing(svg)
  sheet.space(12)
  sheet.text(source, 'quiet')
  sheet.space(MARGIN)
  const { width, height } = sheet
  const whole = make('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': FAMILY })
  if (typeface !== undefined)
    whole.append(
      make(
        'style',
        {},
        `@font-face{font-family:'${TYPEFACE}';font-weight:200 800;src:url(${typeface}) format('woff2')}`,
      ),
    )
  const surface = style.getPropertyValue('--fb-surface').trim() || '#ffffff'
  whole.append(make('title', {}, title), make('rect', { width, height, fill: surface }), ...sheet.parts)
  return { text: new XMLSerializer().serializeToString(whole), width, height }
}
