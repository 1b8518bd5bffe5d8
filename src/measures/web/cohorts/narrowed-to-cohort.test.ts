import { describe, expect, test } from 'vitest'
import { narrowedToCohort } from './narrowed-to-cohort.ts'

const ASKED = { year: 2026, with: 'fsm', yearGroups: '7,8' }

describe('The question behind a cohort', () => {
  test.each([
    ['sex', 'F', { sex: 'F' }],
    ['year-group', '7', { yearGroups: '7' }],
    ['group', 'an-id', { groupIds: 'an-id' }],
    ['sen', 'ehcp', { with: 'fsm,ehcp' }],
    ['sen', 'sen-support', { with: 'fsm,sen-support', without: 'ehcp' }],
    ['sen', 'no-sen', { without: 'ehcp,sen-support' }],
    ['eal', 'eal', { with: 'fsm,eal' }],
    ['eal', 'not-eal', { without: 'eal' }],
    ['fsm', 'fsm', {}],
    ['group', 'none', { inNo: 'group' }],
    ['year-group', 'none', { inNo: 'year-group' }],
    ['ethnicity', 'asian', { ethnicity: 'asian' }],
    ['ethnicity', 'AIND', { ethnicity: 'AIND' }],
    ['ethnicity', 'not-asked', { ethnicity: 'not-asked' }],
    ['saved-1', 'saved-1', { savedGroup: '1', inSaved: 'yes' }],
    ['saved-1', 'not-saved-1', { savedGroup: '1', inSaved: 'no' }],
  ])('of %s, %s is what was asked, narrowed to it', (division, cohort, more) => {
    expect(narrowedToCohort(ASKED, division, cohort)).toEqual({ ...ASKED, ...more })
  })

  test.each([
    ['asian', 'AIND,ABAN,WBRI', 'AIND,ABAN'],
    ['asian', 'asian,AIND', 'asian'],
    ['white', 'AIND,WBRI', 'WBRI'],
    ['AIND', 'asian', 'AIND'],
  ])('of %s, where %s were asked for, is of %s only', (cohort, ethnicity, only) => {
    expect(narrowedToCohort({ ethnicity }, 'ethnicity', cohort)).toEqual({ ethnicity: only })
  })
})
