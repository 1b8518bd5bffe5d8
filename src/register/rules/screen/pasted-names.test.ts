import { describe, expect, it } from 'vitest'
import type { PupilId } from '../../../kernel/ids.ts'
import { readPastedNames } from './pasted-names.ts'

const pupil = (pupilId: string, name: [preferred: string, family: string], groupName: string | null = '9A') => ({
  pupilId: pupilId as PupilId,
  preferredName: name[0],
  familyName: name[1],
  groupName,
})
const PUPILS = [
  pupil('1', ['Ada', 'O’Brien']),
  pupil('2', ['Zoë', 'Smith-Jones']),
  pupil('3', ['Sam', 'Lee'], '9A'),
  pupil('4', ['Sam', 'Lee'], '9B'),
  pupil('5', ['Noor', 'Khan'], null),
]
const read = (text: string) => {
  const { found, unknown, several } = readPastedNames(text, PUPILS)
  return [found.map(({ pupilId }) => pupilId).join(''), unknown, several.map(({ line }) => line)]
}

describe('a pasted list of names', () => {
  it.each([
    ['in the order of a register', 'OBrien, Ada\nSmith-Jones, Zoe', '12'],
    ['in the order of speech, with Windows lines', 'ADA O’BRIEN\r\nzoë smith jones\r\n', '12'],
    ['out of a spreadsheet, with the class', 'Sam\tLee\t9B\nNoor\tKhan', '45'],
    ['with somebody twice', 'Ada O’Brien\nAda O’Brien', '1'],
  ])('is read %s', (_, text, ids) => {
    expect(read(text)).toEqual([ids, [], []])
  })

  it('never guesses: a name of two pupils, and a name of nobody, are said', () => {
    expect(read('Sam Lee\nAda Brown\n\nNoor Khan')).toEqual(['5', ['Ada Brown'], ['Sam Lee']])
  })
})
