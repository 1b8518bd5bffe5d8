import type { PublicText, TextPart } from './public-text.ts'
import type { Block } from './wording/blocks.ts'

const STYLE = `:root{color-scheme:light dark;background:Canvas}a{color:inherit}body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
h1{line-height:1.2;margin-bottom:.25rem}h2{margin-top:2.5rem}h3{margin-top:1.75rem}dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}
dt{font-weight:600}dd{margin:0}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .5rem;border-bottom:1px solid #8886}
div.wide{overflow-x:auto}@media print{body{margin:0;max-width:none}}`

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}

/**
 * The public text as one web page that stands by itself: no script, nothing from elsewhere. For the school's own website.
 * @param paper the address of the same as a PDF, where there is one to open.
 */
export function asPage(text: PublicText, footer: string, paper?: string): string {
  const facts = text.facts.map(({ name, value }) => `<dt>${safe(name)}</dt><dd>${safe(value)}</dd>`).join('')
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(text.title)}, ${safe(text.school)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${safe(text.title)}</h1>
<p>${safe(text.school)}</p>${
    paper === undefined
      ? ''
      : `
<p><a href="${safe(paper)}">As a PDF, to print or to keep</a></p>`
  }
<dl>${facts}</dl>
${text.parts.map(partOf).join('\n')}
</main>
<footer><p><small>${safe(footer)}</small></p></footer>
</body>
</html>
`
}

/** What whoever follows an address that is none, or is none any more, reads. It says nothing of which schools there are. */
export function notFoundPage(): string {
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>No policy here</title><style>${STYLE}</style></head>
<body><main><h1>No policy is published here</h1><p>Check the address, or ask the school’s office for its attendance policy.</p></main></body>
</html>
`
}

function partOf({ number, title, blocks }: TextPart): string {
  const level = number.includes('.') ? 'h3' : 'h2'
  const name = number === '' ? safe(title) : `${safe(number)} ${safe(title)}`
  return `<${level}>${name}</${level}>\n${blocks.map(blockOf).join('\n')}`
}

function blockOf(block: Block): string {
  if (block.kind === 'paragraph') return `<p>${safe(block.text)}</p>`
  if (block.kind === 'list')
    return `<p>${safe(block.lead)}</p>\n<ul>${block.items.map((item) => `<li>${safe(item)}</li>`).join('')}</ul>`
  const head = block.columns.map((column) => `<th scope="col">${safe(column)}</th>`).join('')
  const rows = block.rows.map((row) => `<tr>${row.map((cell) => `<td>${safe(cell)}</td>`).join('')}</tr>`).join('')
  // It takes the focus, so that it scrolls by keyboard on a narrow screen.
  return `<div class="wide" role="region" aria-label="${safe(block.label)}" tabindex="0"><table><caption>${safe(block.label)}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`
}
