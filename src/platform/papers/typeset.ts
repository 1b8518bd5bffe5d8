import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/**
 * Sets papers from a folder's templates as tagged PDFs (PDF/UA-1: they can be read aloud). What people typed goes in as data that the
 * template reads, never as source, so nothing typed can become markup.
 * @param folder where the templates are, with a slash at its end.
 * @returns sets `template` (a file's name without `.typ`) with its data; throws where the template does not compile: a fault of ours.
 */
export function typesetter(folder: string): (template: string, data: unknown) => Uint8Array {
  let compiler: NodeCompiler | undefined
  return (template, data) => {
    // Made when first asked for: loading its fonts takes longer than a paper.
    compiler ??= NodeCompiler.create({ workspace: folder })
    const source = { mainFilePath: `${folder}${template}.typ`, inputs: { data: JSON.stringify(data) } }
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
}

function isMissingGlyph(error: unknown): boolean {
  return /could not be displayed with|missing glyph|notdef/i.test(String((error as Error).message))
}
