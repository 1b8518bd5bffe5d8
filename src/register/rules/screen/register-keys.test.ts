import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { timeOfDay } from '../../../kernel/time-of-day.ts'
import { ALL_CODES, type Code, codesInUseOn } from '../../../law/codes.ts'
import { press, settle } from './register-keys.ts'
import {
  countsOf,
  firstIncomplete,
  goTo,
  markOn,
  markRest,
  marksToSave,
  minutesLate,
  put,
  refreshed,
  type Sheet,
  type SheetCode,
  type SheetRow,
  saved,
  withDetails,
} from './register-sheet.ts'

const NAMES = ['Amira', 'Ben', 'Chloe', 'Dev', 'Ella', 'Finn']
const codes = (...wanted: Code[]): SheetCode[] =>
  ALL_CODES.filter(({ code }) => wanted.includes(code)).map(({ code, name, details }) => ({
    code,
    name,
    details: details.filter(({ derived }) => !derived),
  }))
const TEACHER = codes('/', '\\', 'L', 'N')
const OFFICE: SheetCode[] = codesInUseOn(day('2026-11-23')).map(({ code, name, details }) => ({
  code,
  name,
  details: details.filter(({ derived }) => !derived),
}))

function row(name: string, stood: Code | null = null, locked: string | null = null): SheetRow {
  return { id: name as PupilId, name, stood, locked, details: {} }
}

function sheetOf(rows: readonly SheetRow[], palette: readonly SheetCode[] = TEACHER, half: 'AM' | 'PM' = 'AM'): Sheet {
  return {
    half,
    palette,
    rows,
    opens: timeOfDay('08:40'),
    closes: timeOfDay('09:10'),
    drafts: {},
    at: 0,
    back: 0,
    earlier: 20,
    mode: { kind: 'ready' },
    said: '',
  }
}

const blankSheet = (palette?: readonly SheetCode[], half?: 'AM' | 'PM') =>
  sheetOf(
    NAMES.map((name) => row(name)),
    palette,
    half,
  )
const type = (sheet: Sheet, ...keys: string[]) => keys.reduce((last, key) => press(last, key) ?? last, sheet)
const marks = (sheet: Sheet) => sheet.rows.map((one) => markOn(sheet, one) ?? '').join(' ')

describe('keys of the register', () => {
  it.each([
    [' ', 'AM', '/'],
    ['p', 'AM', '/'],
    ['P', 'PM', '\\'],
    ['/', 'PM', '\\'],
    ['\\', 'AM', '/'],
  ] as const)('%j in the %s puts %s and goes down', (key, half, code) => {
    const sheet = type(blankSheet(TEACHER, half), key)
    expect(markOn(sheet, sheet.rows[0] as SheetRow)).toBe(code)
    expect(sheet.at).toBe(1)
  })

  it.each<[string, string[], string, number]>([
    ['a code letter fills the cell and goes down', ['n', 'N'], 'N N    ', 2],
    ['letters that are no code of this palette change nothing', ['x', 'm', '7'], '     ', 0],
    ['arrows move without marking', ['ArrowDown', 'ArrowDown', 'ArrowUp', 'n'], ' N    ', 2],
    ['Backspace takes an unsaved mark away', ['n', 'ArrowUp', 'Backspace'], '     ', 0],
    ['L waits for minutes; Enter goes on without', ['l', 'Enter', 'n'], 'L N    ', 2],
    ['Escape goes on without minutes too', ['l', 'Escape', 'n'], 'L N    ', 2],
    ['whoever has no time for minutes types the next pupil’s mark', ['l', ' ', 'n'], 'L / N   ', 3],
    ['digits after L are minutes, not codes', ['l', '1', '2', 'Enter', ' '], 'L /    ', 2],
    ['Backspace after L takes a digit, then the L', ['l', '5', 'Backspace', 'Backspace'], '     ', 0],
  ])('%s', (_title, keys, ...expected) => {
    const sheet = type(blankSheet(), ...keys)
    expect([marks(sheet), sheet.at]).toEqual(expected)
  })

  it.each<[string, string[], string, number]>([
    ['two characters make a code', ['c', '1', 'j', '1'], 'C1 J1    ', 2],
    ['C and then another pupil’s mark leaves C alone', ['c', 'i'], 'C I    ', 2],
    ['C and then an arrow leaves C and moves once', ['c', 'ArrowDown', 'i'], 'C I    ', 2],
    ['C and Backspace leaves what was there', ['c', 'Backspace'], '     ', 0],
    ['C and a number that makes no code keeps C and waits', ['c', '9'], 'C     ', 0],
    ['J alone marks nobody, and the next letter is not taken for the next pupil', ['j', ' ', 'i'], '     ', 0],
    ['J is left with Escape', ['j', 'Escape', 'i'], 'I     ', 1],
  ])('%s', (_title, keys, ...expected) => {
    const sheet = type(blankSheet(OFFICE), ...keys)
    expect([marks(sheet), sheet.at]).toEqual(expected)
  })

  it('after the wait, C stands alone and asks what must be recorded beside it', () => {
    const sheet = settle(type(blankSheet(OFFICE), 'c'))
    expect([marks(sheet), sheet.mode.kind]).toEqual(['C     ', 'details'])
    expect(settle(type(blankSheet([...TEACHER, { code: 'C', name: 'C', details: [] }, ...codes('C1')]), 'c')).at).toBe(
      1,
    )
  })

  it('after the wait, J says what it lacks and marks nobody', () => {
    const sheet = settle(type(blankSheet(OFFICE), 'j'))
    expect([marks(sheet), sheet.at, sheet.said]).toEqual(['     ', 0, 'J needs its number: J1.'])
  })

  it('minutes are kept as the time of arrival, and not beyond the register’s close', () => {
    const sheet = type(blankSheet(), 'l', '1', '2')
    expect(sheet.drafts.Amira?.details).toEqual({ arrival_time: '08:52' })
    expect(minutesLate(sheet.opens, sheet.drafts.Amira?.details ?? {})).toBe(12)
    const beyond = type(sheet, '0')
    expect(beyond.drafts.Amira?.details).toEqual({ arrival_time: '08:52' })
    expect(beyond.said).toContain('closes at 09:10')
  })

  it('a locked mark stays and says why', () => {
    const sheet = type(sheetOf([row('Amira', 'V', 'Year 9 trip to the coast'), row('Ben')]), 'n')
    expect([marks(sheet), sheet.said]).toEqual(['V ', 'Amira is locked: Year 9 trip to the coast'])
  })

  it('a key goes past the marks that stand already', () => {
    const sheet = type(sheetOf([row('Amira'), row('Ben', 'L'), row('Chloe', 'M', 'Dentist'), row('Dev')]), ' ', ' ')
    expect(marks(sheet)).toBe('/ L M /')
  })

  it('one press too many at the end changes nobody', () => {
    const sheet = type(sheetOf([row('Amira'), row('Ben')]), ' ', 'n', ' ', ' ', 'l')
    expect(marks(sheet)).toBe('/ N')
    expect(sheet.said).toContain('Everybody has a mark')
    expect(marks(type(sheet, 'ArrowUp', 'n'))).toBe('N N')
  })

  it('the mark just made at the end can be put right after Backspace', () => {
    expect(marks(type(sheetOf([row('Amira'), row('Ben')]), ' ', 'n', 'Backspace', ' '))).toBe('/ /')
  })

  it('a saved mark is not taken away, only changed', () => {
    const sheet = type(sheetOf([row('Amira', 'N'), row('Ben')]), 'Backspace')
    expect([marks(sheet), sheet.said]).toEqual(['N ', 'A saved mark is never taken away. Type the right code over it.'])
  })

  it('in the columns of earlier sessions nothing is typed', () => {
    expect(marks(type(blankSheet(), 'ArrowLeft', 'n'))).toBe('     ')
    expect(marks(type(blankSheet(), 'ArrowLeft', 'ArrowRight', 'n'))).toBe('N     ')
  })

  it('keys of the browser are left to the browser', () => {
    expect(press(blankSheet(), 'Tab')).toBeUndefined()
    expect(press(blankSheet(), 'F5')).toBeUndefined()
  })
})

describe('the sheet', () => {
  it('marks the rest present and leaves every other mark', () => {
    const sheet = markRest(type(sheetOf([row('Amira'), row('Ben', 'V', 'Trip'), row('Chloe')]), 'n'))
    expect(marks(sheet)).toBe('N V /')
    expect(countsOf(sheet)).toEqual({ present: 1, late: 0, absent: 1, elsewhere: 1, notRequired: 0, left: 0 })
  })

  it.each(['B', 'V', 'P', 'W', 'K', 'D', 'activity-elsewhere'] as const)(
    'counts a pupil marked %s as elsewhere, never as absent',
    (stood) => {
      const { absent, elsewhere } = countsOf(sheetOf([{ ...row('Amira'), stood }, row('Ben', 'I')]))
      expect({ absent, elsewhere }).toEqual({ absent: 1, elsewhere: 1 })
    },
  )

  it.each(['X', 'Q', 'Y1', 'Y5', 'Z', '#', 'not-required'] as const)(
    'counts a pupil marked %s as not due, never as absent',
    (stood) => {
      const { absent, notRequired } = countsOf(sheetOf([{ ...row('Amira'), stood }, row('Ben', 'I')]))
      expect({ absent, notRequired }).toEqual({ absent: 1, notRequired: 1 })
    },
  )

  it('sends each draft with what its maker saw', () => {
    const sheet = type(sheetOf([row('Amira', 'N'), row('Ben')]), ' ', 'n')
    expect(marksToSave(sheet).map(({ pupilId, code, seen }) => [pupilId, code, seen])).toEqual([
      ['Amira', '/', 'N'],
      ['Ben', 'N', null],
    ])
  })

  it('what somebody else saved meanwhile stays hidden from the draft’s “seen”, so that the server asks', () => {
    const typed = type(sheetOf([row('Amira'), row('Ben')]), 'n')
    const later = refreshed(typed, [row('Amira', 'L'), row('Ben')])
    expect(marksToSave(type(later, 'ArrowUp', ' '))[0]).toMatchObject({ code: '/', seen: null })
  })

  it('keeps what was typed while a save was on its way', () => {
    const first = type(sheetOf([row('Amira'), row('Ben')]), ' ')
    const sent = first.drafts
    const after = saved(type(first, 'ArrowUp', 'n'), sent)
    expect(marksToSave(after)).toMatchObject([{ pupilId: 'Amira', code: 'N', seen: '/' }])
    expect(marksToSave(saved(first, sent))).toEqual([])
  })

  it('finds the mark that still lacks what the law asks to be recorded', () => {
    const sheet = put(blankSheet(OFFICE), 2, 'B')
    expect([sheet.mode.kind, firstIncomplete(sheet)]).toEqual(['details', 2])
    const whole = withDetails(sheet, { nature: 'University taster day' })
    expect([whole.mode.kind, firstIncomplete(whole)]).toEqual(['ready', undefined])
  })
})

const anyRows = fc.array(
  fc.record({ stood: fc.option(fc.constantFrom<Code>('/', 'L', 'N', 'M')), locked: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 8,
  },
)
const anyKey = fc.constantFrom(
  ...[' ', 'p', '/', '\\', 'l', 'n', 'c', '1', '2', 'j', 'i', 'm', 'y', '9', 'Backspace', 'Enter', 'Escape'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'x', 'Tab', 'settle'],
)

function anySheet(rows: readonly { readonly stood: Code | null; readonly locked: boolean }[]): Sheet {
  return sheetOf(
    rows.map(({ stood, locked }, place) => row(`Pupil ${place}`, stood, locked && stood !== null ? 'planned' : null)),
    OFFICE.filter(({ details }) => details.every(({ required }) => !required)),
  )
}

const step = (sheet: Sheet, key: string) => (key === 'settle' ? settle(sheet) : (press(sheet, key) ?? sheet))

describe('whatever is typed', () => {
  it('no key changes more than one pupil, nor without saying whose, nor a locked one', () => {
    fc.assert(
      fc.property(anyRows, fc.array(anyKey, { maxLength: 60 }), (rows, keys) => {
        let sheet = anySheet(rows)
        for (const key of keys) {
          const next = step(sheet, key)
          const changed = sheet.rows.filter((one) => markOn(sheet, one) !== markOn(next, one))
          expect(changed.length).toBeLessThanOrEqual(1)
          for (const one of changed) {
            expect(one.locked).toBeNull()
            expect(next.said).toContain(one.name)
          }
          sheet = next
        }
      }),
    )
  })

  it('no mark is written over unless somebody went to it on purpose', () => {
    fc.assert(
      fc.property(anyRows, fc.array(anyKey, { maxLength: 60 }), (rows, keys) => {
        let sheet = anySheet(rows)
        // The pupil that a person moved to, or whose mark they are still typing.
        let chosen: string | undefined = sheet.rows[0]?.id
        for (const key of keys) {
          const next = step(sheet, key)
          const changed = sheet.rows.find((one) => markOn(sheet, one) !== markOn(next, one))
          const hadMark = changed !== undefined && markOn(sheet, changed) !== null
          if (hadMark && key !== 'Backspace') expect(changed.id).toBe(chosen)
          const moved = key.startsWith('Arrow') || ['Home', 'End', 'Backspace'].includes(key)
          const typing = next.mode.kind === 'second' || next.mode.kind === 'minutes'
          if (moved || typing) chosen = next.rows[next.at]?.id
          else if (next.at !== sheet.at || next.mode.kind === 'held') chosen = undefined
          sheet = next
        }
      }),
    )
  })

  it('codes typed one after another are the marks of the pupils one after another', () => {
    const easy = OFFICE.filter(
      ({ code, details }) => details.every(({ required }) => !required) && !['\\', 'P'].includes(code),
    ).map(({ code }) => code)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...easy), { minLength: 1, maxLength: 35 }), (wanted) => {
        const sheet = wanted.reduce(
          (last, code) => type(last, ...code.toLowerCase()),
          sheetOf(
            wanted.map((_, place) => row(`Pupil ${place}`)),
            OFFICE,
          ),
        )
        expect(sheet.rows.map((one) => markOn(sheet, one))).toEqual(wanted)
      }),
    )
  })

  it('every mark on the sheet that does not stand is sent, and nothing else', () => {
    fc.assert(
      fc.property(anyRows, fc.array(anyKey, { maxLength: 40 }), (rows, keys) => {
        const sheet = keys.reduce(step, anySheet(rows))
        const sent = new Map<string, string>(marksToSave(sheet).map(({ pupilId, code }) => [pupilId, code]))
        for (const one of sheet.rows) expect(sent.get(one.id) ?? one.stood).toBe(markOn(sheet, one))
      }),
    )
  })

  it('the counts are everybody, each once', () => {
    fc.assert(
      fc.property(anyRows, fc.array(anyKey, { maxLength: 40 }), (rows, keys) => {
        const counts = countsOf(keys.reduce(step, anySheet(rows)))
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(rows.length)
      }),
    )
  })

  it('the cursor never leaves the sheet', () => {
    fc.assert(
      fc.property(anyRows, fc.array(anyKey, { maxLength: 40 }), fc.integer(), (rows, keys, place) => {
        const sheet = keys.reduce(step, goTo(anySheet(rows), place))
        expect(sheet.rows[sheet.at]).toBeDefined()
        expect(sheet.back).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
