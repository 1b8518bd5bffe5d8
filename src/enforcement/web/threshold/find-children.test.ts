import { describe, expect, it } from 'vitest'
import type { Standing } from '../../contract.ts'
import { type Find, findChildren } from './find-children.ts'

const child = (name: string, more: Partial<Standing> = {}, yearGroup = 'Year 9') =>
  ({
    ...{ pupil: { id: name, name, yearGroup, group: null }, state: 'met', caseId: null, running: [], steps: [] },
    ...{ considerationId: null, again: false },
    ...more,
  }) as unknown as Standing
const LIST = [
  child('Zofia Łukasik', { caseId: 'c', running: ['Breakfast club'], considerationId: 'q' }),
  child('Ben O’Brien', { state: 'near' }, 'Year 10'),
  child('Ada Smith-Adler', { caseId: 'd', steps: ['Penalty notice: asked for'], considerationId: 'r', again: true }),
]
const names = (find: Find) => findChildren(LIST, find).map(({ pupil }) => pupil.name.split(' ')[0])

describe('the list of the national threshold', () => {
  it.each<[string, Find, readonly string[]]>([
    ['nothing in particular', {}, ['Zofia', 'Ben', 'Ada']],
    ['the beginning of any name, without accents', { text: 'luk' }, ['Zofia']],
    ['a part of a double name, and an apostrophe', { text: 'adler' }, ['Ada']],
    ['an apostrophe left out', { text: 'obr ben' }, ['Ben']],
    ['a year group', { year: 'Year 10' }, ['Ben']],
    ['who is near', { stands: 'near' }, ['Ben']],
    ['who has no case', { has: 'no-case' }, ['Ben']],
    ['who has one', { has: 'case' }, ['Zofia', 'Ada']],
    ['for whom support runs', { has: 'support' }, ['Zofia']],
    ['about whom a step goes on', { has: 'step' }, ['Ada']],
    ['of whom something is still to be considered', { has: 'nothing' }, ['Ben', 'Ada']],
    ['two things at once', { has: 'case', stands: 'near' }, []],
    ['whom a duty led to, first', { pupil: 'Ada Smith-Adler' }, ['Ada', 'Zofia', 'Ben']],
  ])('finds %s', (_, find, found) => expect(names(find)).toEqual(found))
})
