import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = process.env.FIRSTBELL_REFERENCE_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))

/** The path of a file that others wrote, which this project does not carry; undefined, with the reason printed, where it is not there. */
export function referenceData(path: string): string | undefined {
  const whole = `${FOLDER}/${path}`
  if (existsSync(whole)) return whole
  console.warn(`Skipped: ${path} is not in ../shared/data nor in the folder that FIRSTBELL_REFERENCE_DATA names.`)
  return undefined
}
