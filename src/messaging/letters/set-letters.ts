import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { typesetter } from '../../platform/papers/typeset.ts'
import { setOwnLayout } from '../layouts/set-own-layout.ts'
import type { LettersData } from '../rules/letter-layout.ts'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const setByHouse = typesetter(FOLDER)

/** The house layout, as a school may begin its own from it. */
export function HOUSE_LAYOUT(): string {
  return readFileSync(`${FOLDER}letter.typ`, 'utf8')
}

/** Letters as one PDF, by the school's own layout or the house's. */
export async function setLetters(data: LettersData, own: string | undefined): Promise<Uint8Array> {
  if (own === undefined) return setByHouse('letter', data)
  const set = await setOwnLayout({ source: own, data })
  // It was tried when it was saved. Where these very letters are too much for it, families are written to all the same.
  return 'pdf' in set ? set.pdf : setByHouse('letter', data)
}
