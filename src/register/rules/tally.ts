import { ALL_CODES, CLASS_OF_BYTE, codeOfByte, meaningOfByte, STATISTICAL_CLASSES } from '../../law/codes.ts'
import type { Tally } from '../contract.ts'

/**
 * Counts a strip from place `from` up to, not including, `to`: possible = present + approved activity + authorised +
 * unauthorised; attended = present + approved activity (DfE pupil absence methodology, 3.1). Marks outside those four classes
 * are never in the denominator.
 */
export function tallyOf(marks: Uint8Array, span: { from: number; to: number }): Tally {
  const byByte = new Uint32Array(256)
  for (let place = span.from; place < span.to; place += 1) {
    const byte = marks[place] ?? 0
    byByte[byte] = (byByte[byte] ?? 0) + 1
  }
  const byClass = new Map<string, number>()
  byByte.forEach((sessions, byte) => {
    const place = CLASS_OF_BYTE[byte] ?? 0
    const statistical = place === 0 ? undefined : STATISTICAL_CLASSES[place - 1]
    if (statistical !== undefined) byClass.set(statistical, (byClass.get(statistical) ?? 0) + sessions)
  })
  const count = (statistical: string) => byClass.get(statistical) ?? 0
  const ofCode = (code: string) =>
    byByte.reduce((sum, sessions, byte) => sum + (codeOfByte(byte) === code ? sessions : 0), 0)
  const attended = count('present') + count('approved-activity')
  const authorised = count('authorised')
  const unauthorised = count('unauthorised')
  const possible = attended + authorised + unauthorised
  return {
    possible,
    attended,
    authorised,
    unauthorised,
    lateBeforeClose: ofCode('L'),
    lateAfterClose: ofCode('U'),
    notPossible: count('not-possible'),
    attendedOf: `${attended} of ${possible}`,
    byCode: ALL_CODES.flatMap(({ byte, code }) => {
      const sessions = byByte[byte] ?? 0
      const meaning = meaningOfByte(byte)
      return sessions === 0 || meaning === undefined ? [] : [{ code, name: meaning.name, sessions }]
    }),
  }
}
