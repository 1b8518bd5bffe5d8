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
})
