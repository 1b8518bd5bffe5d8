import { unzipSync } from 'fflate'
import { z } from 'zod'
import { schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import type { Tx } from '../../platform/database/database.ts'
import { sha256 } from '../../platform/files/zip.ts'
import { journalHashAt } from '../../register/index.ts'
import { hashShape } from '../contract/events/pack.ts'
import type { PackContent } from '../rules/pack/section.ts'
import { PACK_FORMAT } from './pack-files.ts'
import { readPack } from './store.ts'

/** One thing that was looked at. */
export interface Found {
  readonly agrees: boolean
  readonly words: string
}

const manifestShape = z.object({
  format: z.literal(PACK_FORMAT),
  packId: uuidShape(),
  schoolId: schoolIdShape,
  made: z.string(),
  journal: z.object({ number: z.number().int().min(0), hash: hashShape }),
  files: z.array(z.object({ path: z.string(), sha256: hashShape })),
})

/** What a ZIP says of itself, read and compared with what is in it; and the whole of it with what the school kept. */
export async function verifyZip(
  zip: Uint8Array,
  inSchool: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
): Promise<readonly Found[]> {
  const files = unzipped(zip)
  const manifest = files === undefined ? undefined : manifestOf(files)
  if (files === undefined || manifest === undefined)
    return [{ agrees: false, words: 'This is no evidence pack, or its list of files (manifest.json) was broken.' }]
  const within = manifest.files.map(({ path, sha256: told }): Found => {
    const content = files[path]
    if (content === undefined) return { agrees: false, words: `${path} is missing.` }
    const agrees = sha256(content) === told
    return {
      agrees,
      words: agrees ? `${path} has its hash.` : `${path} was changed: it does not have the hash that the pack lists.`,
    }
  })
  const known = new Set(['manifest.json', ...manifest.files.map(({ path }) => path)])
  const added = Object.keys(files)
    .filter((path) => !known.has(path))
    .map((path): Found => ({ agrees: false, words: `${path} does not belong to the pack.` }))
  const kept = await inSchool((tx) => readPack(tx, manifest))
  const whole: Found =
    kept === undefined
      ? { agrees: false, words: 'No such pack was made in this installation.' }
      : kept.hash === sha256(zip)
        ? { agrees: true, words: `The whole is the pack that was made on ${kept.content.made} by ${kept.content.by}.` }
        : {
            agrees: false,
            words: `The whole is not the pack that was made on ${kept.content.made}: its hash is another.`,
          }
  return [...within, ...added, whole, await inSchool((tx) => journalAgrees(tx, manifest))]
}

/** Whether the journal has this hash at this entry now, as it had when the pack was made. */
export async function journalAgrees(
  tx: Tx,
  { schoolId, journal }: Pick<z.output<typeof manifestShape>, 'schoolId'> & Pick<PackContent, 'journal'>,
): Promise<Found> {
  const { number, hash } = journal
  const now = await journalHashAt(tx, { schoolId, number })
  // A journal without entries has the hash of nothing.
  const agrees = now === hash || (number === 0 && now === undefined)
  return {
    agrees,
    words: agrees
      ? `Entry ${number} of the register’s journal has the hash ${hash}.`
      : `Entry ${number} of the register’s journal ${now === undefined ? 'is not there' : 'has another hash'}: the pack was not made from this register, or the register was altered.`,
  }
}

function unzipped(zip: Uint8Array): Record<string, Uint8Array> | undefined {
  try {
    return unzipSync(zip)
  } catch {
    return undefined
  }
}

function manifestOf(files: Record<string, Uint8Array>): z.output<typeof manifestShape> | undefined {
  try {
    const read = manifestShape.safeParse(JSON.parse(new TextDecoder().decode(files['manifest.json'])))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}
