import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const LETTERS = fileURLToPath(new URL('.', import.meta.url))

let compiler: NodeCompiler | undefined

/**
 * Sets a letter as a tagged PDF (PDF/UA-1: it can be read aloud). What people typed goes in as data that the template reads,
 * never as source, so nothing typed can become markup.
 * @throws Error where the template does not compile: a fault of ours.
 */
export function typeset(letter: 'official-register' | 'certificate', data: unknown): Uint8Array {
  // Made when first asked for: loading its fonts takes longer than a letter.
  compiler ??= NodeCompiler.create({ workspace: LETTERS })
  const source = { mainFilePath: `${LETTERS}${letter}.typ`, inputs: { data: JSON.stringify(data) } }
  try {
    return compiler.pdf(source, { pdfStandard: 'ua-1' })
  } catch (error) {
    // A letter of a name that our fonts do not have cannot be in a PDF/UA-1; better a tagged paper with a gap than none.
    if (!isMissingGlyph(error)) throw error
    return compiler.pdf(source, { pdfTags: true })
  } finally {
    compiler.evictCache(10)
  }
}

function isMissingGlyph(error: unknown): boolean {
  return /could not be displayed with|missing glyph|notdef/i.test(String((error as Error).message))
}
