import type { Page } from 'playwright-core'

// Every number of a page of figures opens its explanation, or is a link to precisely what it counts. This finds those that do neither.

/**
 * A number inside one of these explains itself, is something to type, or is a label or the page's name and no figure. What is hidden from people who hear the page
 * only repeats, for the eye, what a control beside it says to them.
 */
const CONTROLS =
  'button, a, summary, input, select, textarea, option, label, legend, th, dt, h1, svg, time, [aria-hidden="true"]'

/**
 * A part of the page whose numbers are no figures says so, with one of these reasons:
 * `list`   it counts the rows of the list that stands right below it, which are its explanation;
 * `name`   it is a name ("Year 9", "9A", "Census: summer, first half"), or words that somebody typed;
 * `rule`   it tells a rule of law, of DfE or of this product in a sentence ("a chance of at least 1 in 4");
 * `source` it says where a published figure or a target comes from: the title and release of a table;
 * `case`   it is a worked example of a definition, of made-up pupils;
 * `axis`   it labels the scale of a drawing;
 * `inside` it stands within an explanation that has been opened, among what the number was made from.
 */
const REASONS = ['list', 'name', 'rule', 'source', 'case', 'axis', 'inside'] as const

/** A part that is excepted is small: a sentence or two, never a table or a section of the page. */
const MOST_WORDS: Readonly<Record<(typeof REASONS)[number], number>> = {
  ...{ list: 60, name: 80, rule: 900, source: 700, case: 700, axis: 200, inside: 200 },
}

const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec'

/** What is no figure wherever it stands: days, times, school years, names of year groups and classes, thresholds of law, references. */
const WORDS: readonly RegExp[] = [
  new RegExp(`\\b\\d{1,2} (?:${MONTHS})[a-z]*(?: \\d{4})?\\b`, 'g'),
  /\b20\d{2}-\d{2}-\d{2}\b/g,
  /\b\d{1,2}:\d{2}\b/g,
  // How long until a register closes: a clock, not a figure.
  /\b\d+ minutes? (?:left|overdue)\b/g,
  /\b20\d{2}\/\d{2}\b/g,
  /\bYears? \d{1,2}\b/g,
  /\b\d{1,2}[A-Z]\b/g,
  /\b(?:C1|C2|J1|Y\d)\b/g,
  /\b[Vv]ersion \d+(?:\.\d+)*/g,
  /\bJournal entry [\d,]+/g,
  // The lines of persistent and severe absence, of being at risk, and the aims: never with a decimal place, which every rate here has.
  /\b(?:5|10|50|90|95) %/g,
  /\b1 to 5\b/g,
  /\bThe last 12 months\b/g,
]

/** What the browser does: JavaScript of the page, so that tests of servers need no types of documents. @returns the words of each part. */
const LOOK = `((controls, reasons, most) => {
  const blocks = 'p, li, td, dd, h1, h2, h3, h4, h5, caption, figcaption, div, section, article'
  const main = document.querySelector('main')
  if (main === null) return ['There is no main part: 0 numbers looked at.']
  const said = []
  for (const plain of main.querySelectorAll('[data-plain]')) {
    const reason = plain.getAttribute('data-plain')
    const words = plain.textContent ?? ''
    if (!reasons.includes(reason)) said.push('“' + reason + '” is no reason, 1 number: ' + words)
    else if (words.length > most[reason]) said.push('Too much to be “' + reason + '”, ' + words.length + ' letters: ' + words.slice(0, 120))
  }
  // A number within a drawing opens too where it is marked as a figure: a button lies over its middle.
  for (const drawn of main.querySelectorAll('svg [data-figure]')) {
    const { left, top, width, height } = drawn.getBoundingClientRect()
    const [x, y] = [left + width / 2, top + height / 2]
    const isOver = (button) => {
      const at = button.getBoundingClientRect()
      return at.left <= x && x <= at.right && at.top <= y && y <= at.bottom
    }
    if (![...(drawn.closest('figure') ?? main).querySelectorAll('button')].some(isOver))
      said.push('Drawn, and opens nothing: ' + drawn.textContent)
  }
  for (const block of main.querySelectorAll(blocks)) {
    if (block.closest(controls + ', [data-plain]') !== null || block.getClientRects().length === 0) continue
    const copy = block.cloneNode(true)
    for (const part of copy.querySelectorAll(controls + ', [data-plain], ' + blocks)) part.replaceWith(' ')
    const words = []
    const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
    while (texts.nextNode() !== null) words.push(texts.currentNode.data)
    said.push(words.join(' ').replace(/\\s+/g, ' ').trim())
  }
  return said
})`

/** Unfolds what is folded, and waits until it is drawn: tables beside charts are made when somebody opens them. */
const UNFOLD = `(() => {
  for (const folded of document.querySelectorAll('main details:not([open])')) {
    folded.setAttribute('open', '')
    folded.setAttribute('data-unfolded', '')
  }
  return new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done(null))), 0))
})()`

const FOLD = `(() => {
  for (const folded of document.querySelectorAll('[data-unfolded]')) {
    folded.removeAttribute('open')
    folded.removeAttribute('data-unfolded')
  }
})()`

/** The numbers of a page's main part that open nothing, each with the words around it; those too that are folded away. */
export async function bareNumbers(page: Page): Promise<string[]> {
  const given = [CONTROLS, REASONS, MOST_WORDS].map((one) => JSON.stringify(one)).join(', ')
  await page.evaluate(UNFOLD)
  const found = (await page.evaluate(`${LOOK}(${given})`)) as string[]
  await page.evaluate(FOLD)
  const isNumber = (words: string) => /\d/.test(WORDS.reduce((left, pattern) => left.replace(pattern, ''), words))
  return [...new Set(found.filter(isNumber))]
}
