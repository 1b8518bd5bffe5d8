import { fileURLToPath } from 'node:url'
import { typesetter } from '../../../platform/papers/typeset.ts'

/** Sets the papers of this folder: `plan`, `passport`. */
export const typeset = typesetter(fileURLToPath(new URL('.', import.meta.url)))
