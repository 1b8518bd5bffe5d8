import { type EthnicityCode, parseEthnicity } from '../../law/ethnicity.ts'
import { hashText, randomFrom } from './random.ts'

/** Invented shares, not those of any place. Nothing about a child goes into the draw: neither name nor language nor address. */
const SHARES: readonly (readonly [string, number])[] = [
  ['WBRI', 46],
  ['WENG', 6],
  ['WIRI', 3],
  ['WIRT', 1],
  ['WROM', 1],
  ['WEEU', 5],
  ['WOTW', 3],
  ['MWBC', 4],
  ['MWBA', 2],
  ['MWAS', 3],
  ['MOTM', 2],
  ['AIND', 4],
  ['APKN', 3],
  ['ABAN', 2],
  ['AOTA', 2],
  ['BCRB', 2],
  ['BAFR', 2],
  ['BNGN', 2],
  ['CHNE', 2],
  ['OOEG', 2],
  ['REFU', 2],
  ['NOBT', 2],
  ['', 1],
]

/** One answer for a household, at whichever school; undefined where nobody has been asked. */
export function drawEthnicity(householdKey: string): EthnicityCode | undefined {
  return parseEthnicity(randomFrom(hashText(`ethnicity of ${householdKey}`)).weighted(SHARES))?.code
}
