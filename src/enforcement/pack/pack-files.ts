import { fileURLToPath } from 'node:url'
import { type PackedFile, sha256, zipOf } from '../../platform/files/zip.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import type { PackContent, PackStatement } from '../rules/pack/section.ts'

const setPaper = typesetter(fileURLToPath(new URL('../papers/', import.meta.url)))

/** The name by which a ZIP says that it is one of these, and in which version of its form. */
export const PACK_FORMAT = 'firstbell-evidence-pack-1'

/** A pack as its two files. The same content gives the same bytes. */
export function filesOfPack(content: PackContent): { readonly pdf: Uint8Array; readonly zip: Uint8Array } {
  const papers = [...statementFiles(content), ...letterFiles(content)]
  const pdf = setPaper('pack', {
    ...content,
    files: papers.map(({ path, content: bytes }) => ({ path, hash: sha256(bytes) })),
  })
  const files = [{ path: 'evidence-pack.pdf', content: pdf }, ...papers]
  const listed = [...files, textFile('index.txt', indexOf(content, files))]
  const manifest = {
    format: PACK_FORMAT,
    packId: content.packId,
    schoolId: content.schoolId,
    made: content.madeAt,
    journal: content.journal,
    files: listed.map((file) => ({ path: file.path, sha256: sha256(file.content) })),
  }
  return { pdf, zip: zipOf([...listed, textFile('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)]) }
}

function textFile(path: string, text: string): PackedFile {
  return { path, content: new TextEncoder().encode(text) }
}

function statementFiles({ statements }: PackContent): PackedFile[] {
  return statements.map((one) => textFile(`statements/${one.id}.txt`, statementText(one)))
}

function statementText({ title, status, paragraphs, sign }: PackStatement): string {
  return `${[title, status, ...paragraphs, ...sign.map((line) => `${line}: `)].join('\n\n')}\n`
}

function letterFiles({ sections }: PackContent): PackedFile[] {
  const letters = sections.find(({ id }) => id === 'letters')
  return (letters?.lines ?? []).map(({ cells, text }, place) => {
    const head = letters?.columns.map((column, at) => `${column}: ${cells[at] ?? ''}`) ?? []
    return textFile(`letters/${String(place + 1).padStart(3, '0')}.txt`, `${head.join('\n')}\n\n${text}\n`)
  })
}

function indexOf(content: PackContent, files: readonly PackedFile[]): string {
  const { school, child, parent, from, to, made, by, journal, sections, redactions } = content
  return `${[
    `Evidence pack: ${child}, for ${parent}`,
    `${school.name}, URN ${school.urn}`,
    `From ${from} to ${to}. Made on ${made} by ${by}.`,
    '',
    'Parts of evidence-pack.pdf, in their order (its list of contents has the pages):',
    ...sections.map(({ title, lines }, place) => `${place + 1}. ${title} (${lines.length})`),
    '',
    'Files, each with its SHA-256:',
    ...files.map((file) => `${sha256(file.content)}  ${file.path}`),
    '',
    `Register journal: entry ${journal.number}, hash ${journal.hash}`,
    `Redactions: ${redactions.length === 0 ? 'none' : redactions.map((one) => `${one.section}: ${one.what}, ${one.because}`).join('; ')}`,
    '',
    'To check this ZIP at the school: ./firstbell pack verify FILE.zip (of the demonstration: ./firstbell pack verify --demo FILE.zip)',
  ].join('\n')}\n`
}
