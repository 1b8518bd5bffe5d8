import { describe, expect, it } from 'vitest'
import { findPupils } from './find-pupil.ts'

const pupils = [
  ['Amira', 'Khan'],
  ['Akua', 'Boateng'],
  ['Ben', 'O’Brien'],
  ['Zoë', 'Lévi-Strauss'],
  ['Kit', 'Akers'],
  ['Alan', 'Kerr'],
].map(([preferredName = '', familyName = '']) => ({ preferredName, familyName }))

describe('finding a child at the desk', () => {
  it.each([
    ['ak', ['Alan Kerr', 'Amira Khan', 'Akua Boateng', 'Kit Akers']],
    ['AK', ['Alan Kerr', 'Amira Khan', 'Akua Boateng', 'Kit Akers']],
    ['obr', ['Ben O’Brien']],
    ['zoe', ['Zoë Lévi-Strauss']],
    ['strauss', ['Zoë Lévi-Strauss']],
    ['am kh', ['Amira Khan']],
    ['khan am', ['Amira Khan']],
    ['eng', ['Akua Boateng']],
    ['', []],
    ['xyz', []],
  ])('%j finds %j', (typed, names) => {
    expect(findPupils(pupils, typed).map((one) => `${one.preferredName} ${one.familyName}`)).toEqual(names)
  })

  it('puts those first who are likely to be meant, among names that fit as well', () => {
    const likely = ({ preferredName }: { preferredName: string }) => (preferredName === 'Amira' ? 0 : 1)
    expect(findPupils(pupils, 'ak', { likely })[0]?.preferredName).toBe('Amira')
    expect(findPupils(pupils, 'kit', { likely })[0]?.preferredName).toBe('Kit')
  })
})
