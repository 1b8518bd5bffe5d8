import { fileURLToPath } from 'node:url'
import { typesetter } from '../../platform/papers/typeset.ts'

const set = typesetter(fileURLToPath(new URL('.', import.meta.url)))

/** Sets one of the register's papers. @throws Error where the template does not compile: a fault of ours. */
export function typeset(letter: 'official-register' | 'certificate', data: unknown): Uint8Array {
  return set(letter, data)
}
