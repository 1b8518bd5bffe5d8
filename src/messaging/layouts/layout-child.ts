import { writeFileSync } from 'node:fs'
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler'

// A process of its own, because what a school wrote may never end, and a compiler that runs cannot be interrupted from within: whoever started this
// ends it. Its folder holds the layout and nothing else, and it has no way into the network (`set-own-layout.ts`).

export interface Asked {
  /** The folder, with a slash at its end. */
  readonly folder: string
  readonly source: string
  readonly data: string
  /** More data to be set by it, each by itself, of which only what can be read is told. */
  readonly alone: readonly string[]
  /** Whether all that can be read in the pages is wanted too, and a letter of a name that the fonts lack is a fault. */
  readonly checked: boolean
}

export type Told =
  | { readonly pdf: Uint8Array; readonly text: string; readonly alone: readonly string[] }
  | { readonly faults: readonly { readonly line: number | null; readonly message: string }[] }

/** Much more than a hundred letters with a crest on each come to: the server holds it in memory. */
const MOST_BYTES = 15_000_000

function compile({ folder, source, data, alone, checked }: Asked): Told {
  const mainFilePath = `${folder}layout.typ`
  writeFileSync(mainFilePath, source)
  const compiler = NodeCompiler.create({ workspace: folder })
  const asked = { mainFilePath, inputs: { data } }
  const done = compiler.compile(asked)
  const error = done.takeError()
  if (error !== null) return { faults: faultsOf(compiler.fetchDiagnostics(error)) }
  try {
    const pdf = toPdf(compiler, asked, checked)
    if (pdf.byteLength > MOST_BYTES)
      return {
        faults: [{ line: null, message: 'The file would be larger than 15 MB. Look for a picture that is too large' }],
      }
    const read = (one: string) => textOf(compiler.svg({ mainFilePath, inputs: { data: one } }))
    return { pdf, text: checked ? read(data) : '', alone: alone.map(read) }
  } catch (thrown) {
    return { faults: messagesOf(thrown) }
  }
}

function toPdf(compiler: NodeCompiler, asked: { mainFilePath: string; inputs: { data: string } }, checked: boolean) {
  try {
    return compiler.pdf(asked, { pdfStandard: 'ua-1' })
  } catch (error) {
    // As for the house layout: better a tagged letter with a gap in a name than none.
    if (checked || !/could not be displayed with|missing glyph|notdef/i.test(String((error as Error).message)))
      throw error
    return compiler.pdf(asked, { pdfTags: true })
  }
}

function faultsOf(diagnostics: ReturnType<NodeCompiler['fetchDiagnostics']>) {
  return diagnostics
    .filter(({ severity }: { severity: number }) => severity === 1)
    .map(({ message, range }: { message: string; range: { start: { line: number } } | null }) => ({
      line: range === null ? null : range.start.line + 1,
      message,
    }))
}

/** Faults of the PDF itself come as one text. */
function messagesOf(thrown: unknown) {
  const said = String((thrown as NodeError & Error).message ?? thrown)
  const messages = [...said.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map(([, message = '']) => message)
  return (messages.length === 0 ? [said.replace(/^\s*\d+:\s*/, '')] : messages).map((message) => ({
    line: null,
    message,
  }))
}

function textOf(svg: string): string {
  return svg
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
}

process.once('message', (asked: Asked) => {
  process.send?.(compile(asked) satisfies Told, () => process.exit())
})
