import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkPublished } from './check-published.ts'

const folder = mkdtempSync(join(tmpdir(), 'published-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function check(...paths: readonly string[]) {
  const said: string[] = []
  const outcome = await checkPublished(paths, (line) => void said.push(line))
  return { outcome, said: said.join('\n') }
}

let files = 0
function write(content: string | Uint8Array): string {
  files += 1
  const path = join(folder, `file-${files}.csv`)
  writeFileSync(path, content)
  return path
}

const checkText = (content: string | Uint8Array) => check(write(content))

// A made-up week of two authorities in one region, with the codes of before 2024: D and H in the list, no K, C1, C2 or J1.
const CODES = ['reason_present_am', 'reason_present_pm', 'reason_l_present_late', 'reason_i_authorised_illness'].concat(
  ['reason_h_authorised_holiday', 'reason_b_aea_education_off_site', 'reason_d_aea_dual_registration'],
  ['reason_p_aea_sport', 'reason_v_aea_trip', 'reason_w_aea_work_experience', 'reason_g_unauthorised_holiday'],
  ['reason_u_unauthorised_late', 'reason_o_other_unauthorised', 'reason_n_no_reason_yet'],
)
const KEYS = [
  'time_period',
  'time_identifier',
  'geographic_level',
  'region_code',
  'region_name',
  'new_la_code',
  'la_name',
  'school_type',
]
const SUMS = [
  'present_sessions',
  'overall_attendance',
  'approved_educational_activity',
  'overall_absence',
  'authorised_absence',
].concat(['unauthorised_absence', 'late_sessions', 'possible_sessions'])
const RATES = ['attendance_perc', 'overall_absence_perc', 'illness_perc']
type Row = Readonly<Record<string, string | number>>

/** Sums worked out by hand-written additions, not by the code under test. */
function row(place: Row, counts: readonly number[], residual = 0): Row {
  const [am = 0, pm = 0, l = 0, i = 0, h = 0, b = 0, , p = 0, v = 0, w = 0, g = 0, u = 0, o = 0, n = 0] = counts
  const present = am + pm + l
  const activity = b + p + v + w
  const authorised = i + h + residual
  const unauthorised = g + u + o + n
  const possible = present + activity + authorised + unauthorised
  return {
    ...place,
    ...Object.fromEntries(CODES.map((code, at) => [code, counts[at] ?? 0])),
    present_sessions: present,
    overall_attendance: present + activity,
    approved_educational_activity: activity,
    overall_absence: authorised + unauthorised,
    authorised_absence: authorised,
    unauthorised_absence: unauthorised,
    late_sessions: l + u,
    possible_sessions: possible,
    attendance_perc: ((100 * (present + activity)) / possible).toFixed(4),
    overall_absence_perc: ((100 * (authorised + unauthorised)) / possible).toFixed(4),
    illness_perc: ((100 * i) / possible).toFixed(4),
  }
}

const WHEN = {
  time_period: 2022,
  time_identifier: 'Week 40',
  region_code: 'E12000099',
  region_name: 'Middle',
  school_type: 'Primary',
}
const AUTHORITY = { ...WHEN, geographic_level: 'Local authority' }
const ONE = [4000, 3980, 110, 240, 12, 9, 33, 4, 70, 0, 61, 17, 88, 3]
const OTHER = [2000, 1990, 51, 99, 1, 0, 12, 0, 5, 2, 20, 6, 41, 0]
const SAMPLE: readonly Row[] = [
  row({ ...AUTHORITY, new_la_code: 'E06000901', la_name: 'Northshire' }, ONE, 5),
  row({ ...AUTHORITY, new_la_code: 'E06000902', la_name: 'Southshire' }, OTHER),
  row(
    { ...WHEN, geographic_level: 'Regional', new_la_code: '', la_name: '' },
    ONE.map((count, at) => count + (OTHER[at] ?? 0)),
    5,
  ),
]
const NAMES = [...KEYS, ...CODES, ...SUMS, ...RATES]

const csv = (rows: readonly Row[], names = NAMES, join = ',') =>
  [names.join(join), ...rows.map((one) => names.map((name) => `${one[name] ?? ''}`).join(join))].join('\r\n')

const changed = (at: number, change: Row) => SAMPLE.map((one, place) => (place === at ? { ...one, ...change } : one))

describe('a published week, with the codes of before 2024', () => {
  it('agrees with the functions that count pupils: D is listed and counted nowhere, the residual is reported', async () => {
    const { outcome, said } = await checkText(csv(SAMPLE))
    expect(said).toContain('3 weekly rows')
    expect(said).toContain('rows checked 3, equal 3, different 0')
    expect(said).toContain('authorised above its listed reasons on 2 rows, by 5 to 5 sessions')
    expect(said).toMatch(/authorities to region: 22 of 22 cells/)
    expect(outcome).toBe('agrees')
  })

  it.each([
    ['with the columns in another order', () => csv(SAMPLE, [...NAMES].reverse())],
    ['with a byte order mark', () => `\ufeff${csv(SAMPLE)}`],
    [
      'with semicolons, and commas in the percentages',
      () =>
        csv(
          SAMPLE.map((one) => ({
            ...one,
            ...Object.fromEntries(RATES.map((rate) => [rate, `${one[rate]}`.replace('.', ',')])),
          })),
          NAMES,
          ';',
        ),
    ],
    ['with tabs', () => csv(SAMPLE, NAMES, '\t')],
    [
      'with thousands separators in quotes',
      () =>
        csv(
          SAMPLE.map((one) => ({
            ...one,
            possible_sessions: `"${Number(one.possible_sessions).toLocaleString('en-GB')}"`,
            reason_present_am: `"${Number(one.reason_present_am).toLocaleString('en-GB')}"`,
          })),
        ),
    ],
    ['in UTF-16', () => new Uint8Array(Buffer.from(`\ufeff${csv(SAMPLE)}`, 'utf16le'))],
    ['in UTF-16 without a mark', () => new Uint8Array(Buffer.from(csv(SAMPLE), 'utf16le'))],
    [
      'in Windows-1252',
      () => new Uint8Array(Buffer.from(csv(SAMPLE).replaceAll('Northshire', 'Northsh\u00efre'), 'latin1')),
    ],
    [
      'with the row numbers that R writes',
      () =>
        csv(
          SAMPLE.map((one, at) => ({ ...one, '': at + 1 })),
          ['', ...NAMES],
        ),
    ],
    [
      'with renamed columns',
      () =>
        csv(SAMPLE)
          .replace('possible_sessions', 'Sessions possible')
          .replace('reason_i_authorised_illness', 'Illness (I)')
          .replace('illness_perc', 'Illness rate')
          .replace('overall_absence,', 'Absence,'),
    ],
    [
      'with notes below',
      () => `${csv(SAMPLE)}\r\n\r\nSource: Department for Education\r\n"Notes: c is hidden, z is not applicable"\r\n`,
    ],
    [
      'with a last line of totals',
      () =>
        `${csv(SAMPLE)}\r\nTotal${','.repeat(KEYS.length)}${CODES.map(() => 99).join()}${',77'.repeat(SUMS.length + RATES.length)}\r\n`,
    ],
  ])('agrees %s', async (_, content) => {
    const { outcome, said } = await checkText(content())
    expect(said).toContain('rows checked 3, equal 3')
    expect(outcome).toBe('agrees')
  })

  it('names columns that it does not understand, and goes on', async () => {
    const { outcome, said } = await checkText(
      csv(
        SAMPLE.map((one) => ({ ...one, mood: 3 })),
        [...NAMES, 'mood'],
      ),
    )
    expect(said).toContain('not understood, and so not checked: "mood"')
    expect(outcome).toBe('agrees')
  })

  it.each([
    ['possible_sessions', 9999],
    ['overall_attendance', 8001],
    ['present_sessions', 1],
    ['approved_educational_activity', 84],
    ['unauthorised_absence', 170],
    ['late_sessions', 128],
    ['authorised_absence', 251],
    ['overall_absence', 427],
    ['attendance_perc', '95.0000'],
    ['illness_perc', '2.7911'],
    ['reason_o_other_unauthorised', 89],
    ['reason_l_present_late', 'lots'],
    ['reason_i_authorised_illness', -1],
    ['reason_present_am', 4000.5],
  ])('finds one wrong cell, in %s', async (column, value) => {
    const { outcome, said } = await checkText(csv(changed(0, { [column]: value })))
    expect(outcome).toBe('differs')
    expect(said).toContain('DIFFERS line 2, Northshire, Primary, 2022 Week 40')
  })

  it('says what was published, what it comes to, and why', async () => {
    const { said } = await checkText(csv(changed(1, { late_sessions: 58 })))
    expect(said).toContain('late_sessions is published as 58, computed as 57, off by 1: late is L and U')
  })

  it('finds a region that is not the sum of its authorities, though every row agrees with itself', async () => {
    const { outcome, said } = await checkText(csv([SAMPLE[0] ?? {}, SAMPLE[0] ?? {}, SAMPLE[2] ?? {}]))
    expect(said).toContain('rows checked 3, equal 3')
    expect(said).toContain('Middle, Primary, 2022 Week 40: / is published as 6,000, its parts come to 8,000')
    expect(outcome).toBe('differs')
  })
})

describe('a file of more periods than are kept at once', () => {
  const weeks = Array.from({ length: 104 }, (_, place) => ({
    time_period: 2020 + Math.floor(place / 52),
    time_identifier: `Week ${(place % 52) + 1}`,
  }))
  const inOrder = weeks.flatMap((when) => SAMPLE.map((one) => ({ ...one, ...when })))
  const byPlace = SAMPLE.flatMap((one) => weeks.map((when) => ({ ...one, ...when })))

  it('is added up alike in order of time and place by place', async () => {
    const cells = 22 * weeks.length
    for (const rows of [inOrder, byPlace]) {
      const { outcome, said } = await checkText(csv(rows))
      expect(outcome).toBe('agrees')
      expect(said).toContain(`rows checked ${rows.length}, equal ${rows.length}, different 0`)
      expect(said).toContain(`authorities to region: ${cells.toLocaleString('en-GB')} of`)
    }
  })

  it('gives its days to the weeks of another file once, though it was read twice', async () => {
    const daily = byPlace.map((one) => ({ ...one, attendance_date: `${one.time_identifier} Monday` }))
    const { outcome, said } = await check(write(csv(daily, [...NAMES, 'attendance_date'])), write(csv(inOrder)))
    const cells = (66 * weeks.length).toLocaleString('en-GB')
    expect(said).toContain(`days to week: ${cells} of ${cells} cells are the sum of their parts`)
    expect(outcome).toBe('agrees')
  })
})

describe('hidden figures', () => {
  const hiddenRow = Object.fromEntries([...CODES, ...SUMS, ...RATES].map((name) => [name, 'c']))

  it('a row marked c is no row of zeros: its region must only not be below the others', async () => {
    const { outcome, said } = await checkText(csv(changed(0, hiddenRow)))
    expect(said).toContain('rows without counts 1: marked c, hidden to protect individuals')
    expect(said).toContain('rows checked 2, equal 2')
    expect(said).toMatch(/22 with hidden parts not below the known ones/)
    expect(outcome).toBe('agrees')
  })

  it('a region below the authorities that are known is found', async () => {
    const hidden = changed(0, hiddenRow)
    const small = row({ ...WHEN, geographic_level: 'Regional', new_la_code: '', la_name: '' }, [10, 10, 1])
    const { outcome, said } = await checkText(csv([hidden[0] ?? {}, hidden[1] ?? {}, small]))
    expect(said).toContain('/ is published as 10, its parts come to 2,000 without 1 hidden')
    expect(outcome).toBe('differs')
  })

  it('nothing possible has no percentage: z is right and 0 is wrong', async () => {
    const none = { ...Object.fromEntries([...CODES, ...SUMS].map((name) => [name, 0])) }
    const z = await checkText(
      csv([...changed(1, { ...none, attendance_perc: 'z', overall_absence_perc: 'z', illness_perc: 'z' }).slice(0, 2)]),
    )
    expect(z.said).toContain('rows with nothing possible 1')
    expect(z.outcome).toBe('agrees')
    const zero = await checkText(
      csv(changed(1, { ...none, attendance_perc: 'z', overall_absence_perc: 0, illness_perc: 'z' }).slice(0, 2)),
    )
    expect(zero.said).toContain('overall_absence_perc is published as "0": no session was possible')
    expect(zero.outcome).toBe('differs')
  })

  it('one hidden code leaves its class to be filled up by the published total', async () => {
    const { outcome } = await checkText(csv(changed(0, { reason_g_unauthorised_holiday: 'x' }).slice(0, 2)))
    expect(outcome).toBe('agrees')
  })

  it('a file of which every row is hidden proves nothing', async () => {
    const { outcome, said } = await checkText(csv(changed(0, hiddenRow).slice(0, 1)))
    expect(said).toContain('nothing could be checked')
    expect(outcome).toBe('unreadable')
  })
})

describe('a file of possible sessions, absence and its percentage alone', () => {
  const few = (percent: string) =>
    `time_period,time_identifier,geographic_level,country_name,possible_sessions,overall_absence,overall_absence_perc\n202425,Autumn term,National,England,1000,72,${percent}`

  it('is checked by its percentage', async () => {
    expect((await checkText(few('7.2'))).outcome).toBe('agrees')
    expect((await checkText(few('7.3'))).said).toContain('published as 7.3, computed as 7.2')
  })
})

describe('a file that is none', () => {
  it.each([
    ['of no bytes', '', 'The file is empty'],
    ['a zip', 'PK\u0003\u0004 and so on', 'a zip archive or an Excel workbook'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'a picture'],
    ['bytes of no text', new Uint8Array([1, 2, 3, 0, 0, 7, 200, 9]), 'not text'],
    ['a web page', '<!DOCTYPE html><html></html>', 'a web page'],
    ['a roster', 'UPN,Surname,Forename\nA1,Field,Ada', 'names no columns of these figures'],
    ['with a delimiter that nobody uses', csv(SAMPLE, NAMES, '#'), 'names no columns of these figures'],
    ['with nothing but its first line', csv([]), 'nothing could be checked'],
    ['cut off in the middle of a line', csv(SAMPLE).slice(0, -150), 'cut short or damaged'],
    ['cut off inside a quote', `${csv(SAMPLE)}\r\n"2022","Week 4`, 'quote mark is opened and never closed'],
    ['cut off after two cells', `${csv(SAMPLE)}\r\n2022,Week`, 'cut short or damaged'],
  ])('is refused in a sentence: %s', async (_, content, sentence) => {
    const { outcome, said } = await checkText(content)
    expect(said).toContain(sentence)
    expect(outcome).toBe('unreadable')
  })

  it('is refused where there is none, and where it is a folder', async () => {
    expect((await check(join(folder, 'nothing.csv'))).said).toContain('cannot be read')
    expect((await check(folder)).said).toContain('This is a folder')
  })
})

describe('the census', () => {
  const names =
    'time_period,term,geographic_level,school_type,sess_possible,sess_overall,sess_authorised,sess_unauthorised,sess_overall_percent,sess_auth_illness,sess_auth_other,sess_auth_totalreasons,sess_unauth_other,sess_unauth_totalreasons'
  const census = (...rows: string[]) => checkText([names, ...rows].join('\n'))

  it('takes totals above their reasons as the method has it, and percentages to one decimal', async () => {
    const { outcome, said } = await census(
      '201617,Autumn term,National,Special,1000,50,35,15,5.0,20,10,30,15,15',
      '201617,Spring term,National,Special,2000,77,70,7,3.9,70,0,70,7,7',
    )
    expect(said).toContain('authorised above its listed reasons on 1 rows, by 5 to 5')
    expect(outcome).toBe('agrees')
  })

  it('finds absence greater than possible, a wrong rounding, and reasons far above their total', async () => {
    expect((await census('201617,Autumn term,National,Special,40,50,35,15,.,35,0,35,15,15')).outcome).toBe('differs')
    expect((await census('201617,Autumn term,National,Special,1000,50,35,15,5.1,35,0,35,15,15')).outcome).toBe(
      'differs',
    )
    expect((await census('201617,Autumn term,National,Special,1000,50,35,15,5.0,40,0,40,15,15')).outcome).toBe(
      'differs',
    )
  })
})

describe('persistent absence in a file of pupil referral units', () => {
  const names =
    'time_period,time_identifier,geographic_level,enrolments,sess_possible,sess_overall,sess_authorised,sess_unauthorised,sess_overall_percent,enrolments_pa_10_exact,enrolments_pa_10_exact_percent,sess_possible_pa_10_exact,sess_overall_pa_10_exact,sess_overall_percent_pa_10_exact'

  it('is a share of enrolments, and has possible sessions of its own', async () => {
    const good = await checkText(
      `${names}\n202223,Autumn and spring term,National,1234,500000,203500,111000,92500,40.7,1002,81.2,400000,200000,50.0`,
    )
    expect(good.said).toContain('rows checked 1, equal 1')
    expect(good.outcome).toBe('agrees')
    const bad = await checkText(
      `${names}\n202223,Autumn and spring term,National,1234,500000,203500,111000,92500,40.7,1002,81.4,400000,200000,40.7`,
    )
    expect(bad.said).toContain('enrolments_pa_10_exact_percent')
    expect(bad.said).toContain('sess_overall_percent_pa_10_exact')
  })
})
