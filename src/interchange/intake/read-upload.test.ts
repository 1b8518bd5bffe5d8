import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeZip } from '../../testing/make-zip.ts'
import { COLUMNS } from '../rules/columns.ts'
import { readRoster } from '../rules/read-roster.ts'
import { templateCsv } from '../rules/write-csv.ts'
import { readUpload } from './read-upload.ts'

const read = (content: string | Uint8Array, name = 'roster.csv') =>
  readUpload({ name, bytes: Buffer.from(content), format: undefined })

async function refusal(content: string | Uint8Array, name?: string): Promise<string> {
  const result = await read(content, name)
  return result.ok ? 'was read' : result.problem.message
}

async function pupilsOf(content: string | Uint8Array, name?: string) {
  const result = await read(content, name)
  if (!result.ok) throw new Error(result.problem.message)
  const roster = readRoster(result.value.tables)
  if (!roster.ok) throw new Error(roster.problem.message)
  return { pupils: roster.value.pupils, notes: result.value.notes }
}

const HEADER = 'UPN,Legal forenames,Legal surname,Date of birth,Sex,Year group'
const ROW = ',Zoë,Ångström-Núñez,2014-03-09,F,7'

describe('files that are no roster', () => {
  it.each([
    ['an empty file', '', 'is empty (0 bytes)'],
    ['blank lines', '\n\n  \n', 'is empty'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'Save as'],
    [
      'a new workbook',
      makeZip([{ name: '[Content_Types].xml', content: '<x/>' }]),
      'is an Excel workbook. Open it, choose "Save as", then "CSV UTF-8"',
    ],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'is a PDF'],
    ['bytes', Buffer.from([1, 2, 3, 0, 0, 0, 9, 8, 7, 0, 1, 1]), 'is not a text file'],
    [
      'other columns',
      'Colour,Shape\nred,round',
      'does not look like any roster that Firstbell knows: its first line has "Colour", "Shape"',
    ],
    ['an open quote', `${HEADER}\n,"Zoë,x,2014-03-09,F,7\n`, 'opened and never closed'],
    ['a damaged zip', 'PK\u0003\u0004 and nothing more', 'cannot be opened safely'],
  ])('%s is refused with what to do', async (_, content, expected) => {
    expect(await refusal(content)).toContain(expected)
  })

  it('names every missing column and what may be meant by it', async () => {
    const message = await refusal('UPN,Forenam,Legal surname,Birthday,Sex\n')
    expect(message).toContain('"Legal forenames" (is "Forenam" meant to be it? Rename it)')
    expect(message).toContain('"Date of birth"')
    expect(message).toContain('"Year group"')
    expect(message).not.toContain('"Sex"')
  })

  it('refuses a column that is there twice', async () => {
    expect(await refusal(`${HEADER},Sex\n${ROW},F`)).toContain('the column "Sex" twice')
  })

  it('never throws, whatever the bytes', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: 'binary', maxLength: 400 }).map((text) => Buffer.from(text)),
      fc.string({ maxLength: 200 }).map((text) => Buffer.from(`${HEADER}\n${text}`)),
      fc.uint8Array({ maxLength: 200 }).map((tail) => Buffer.concat([Buffer.from('PK\u0003\u0004'), tail])),
      fc.uint8Array({ maxLength: 300 }).map((content) => makeZip([{ name: 'users.csv', content }])),
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const result = await read(content)
        if (result.ok) readRoster(result.value.tables)
        else expect(result.problem.message.length).toBeGreaterThan(20)
      }),
      { numRuns: 500 },
    )
  })
})

describe('encodings and delimiters', () => {
  const text = `${HEADER}\n${ROW}\n`
  it.each([
    ['UTF-8', Buffer.from(text), undefined],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), undefined],
    ['UTF-16 as Excel writes "Unicode text"', Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF-16'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'UTF-16'],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'UTF-16'],
    ['Windows-1252', Buffer.from(text, 'latin1'), 'Windows-1252'],
    ['semicolons', Buffer.from(text.replaceAll(',', ';')), 'semicolons'],
    ['tabs', Buffer.from(text.replaceAll(',', '\t')), 'tabs'],
    ['Excel\u2019s own hint of the delimiter', Buffer.from(`sep=;\r\n${text.replaceAll(',', ';')}`), 'semicolons'],
  ])('%s is read, and what was assumed is said', async (_, bytes, said) => {
    const { pupils, notes } = await pupilsOf(bytes)
    expect(pupils[0]?.values).toMatchObject({ legalForenames: 'Zoë', legalSurname: 'Ångström-Núñez' })
    expect(notes.join()).toContain(said ?? '')
    expect(notes.length).toBe(said === undefined ? 0 : 1)
  })

  it('keeps the line that a row begins on, across blank lines and line breaks in a cell', async () => {
    const { pupils } = await pupilsOf(`${HEADER}\n\n,"Ann\nMarie",Price,2014-03-09,F,7\n\n,Ben,Price,2014-03-09,M,7\n`)
    expect(pupils.map(({ line, values }) => [line, values.legalForenames])).toEqual([
      [3, 'Ann Marie'],
      [6, 'Ben'],
    ])
  })

  it('says of a row with a comma too many that its cells may have moved along', async () => {
    const { pupils } = await pupilsOf(`${HEADER}\n,Ann,Price, Jr,2014-03-09,F,7\n`)
    expect(pupils[0]?.problems[0]).toMatchObject({ level: 'stop' })
    expect(pupils[0]?.problems[0]?.text).toContain('more cells than there are columns')
  })
})

describe('zips', () => {
  const users = 'sourcedId,givenName,familyName,role\n1,A,B,student\n'
  const manifest = 'propertyName,value\noneroster.version,1.1\n'
  it('opens one whose files lie in a folder, and leaves out what computers add', async () => {
    const zip = makeZip([
      { name: 'export/', content: '' },
      { name: 'export/manifest.csv', content: manifest },
      { name: 'export/users.csv', content: users },
      { name: 'export/courses.csv', content: 'not,needed' },
      { name: '__MACOSX/export/._users.csv', content: 'x' },
      { name: 'export/read me.pdf', content: 'x' },
    ])
    const { pupils, notes } = await pupilsOf(zip, 'export.zip')
    expect(pupils.length).toBe(1)
    expect(notes).toEqual(['read me.pdf: is not a CSV file and was passed over.'])
  })

  it.each([
    ['a path out of the zip', [{ name: '../../etc/users.csv', content: users }], 'files outside itself'],
    ['an absolute path', [{ name: '/users.csv', content: users }], 'files outside itself'],
    ['a bomb', [{ name: 'users.csv', content: Buffer.alloc(20_000_000) }], 'far more than a roster'],
    ['a lie about size', [{ name: 'users.csv', content: users, claims: 5 }], 'cannot be opened safely'],
    ['a password', [{ name: 'users.csv', content: users, encrypted: true }], 'locked with a password'],
    [
      'the same file in two folders',
      [
        { name: 'a/users.csv', content: users },
        { name: 'b/users.csv', content: users },
      ],
      'twice, in different folders',
    ],
    ['nothing to read', [{ name: 'letter.docx', content: 'x' }], 'holds no CSV file'],
    [
      'too many files',
      Array.from({ length: 201 }, (_, n) => ({ name: `${n}.csv`, content: '' })),
      'more than 200 files',
    ],
  ])('refuses %s', async (_, entries, expected) => {
    expect(await refusal(makeZip(entries), 'bad.zip')).toContain(expected)
  })

  it('says which version of OneRoster can be read', async () => {
    const zip = makeZip([
      { name: 'manifest.csv', content: 'propertyName,value\noneroster.version,1.0\n' },
      { name: 'users.csv', content: users },
    ])
    await expect(pupilsOf(zip)).rejects.toThrow('manifest.csv says OneRoster 1.0. Versions 1.1 and 1.2 can be read')
  })
})

describe('size', () => {
  it('reads fifty thousand pupils in bounded time, every row of them', async () => {
    const lines = Array.from({ length: 50_000 }, (_, n) => `,Ada ${n},Okafor,2014-03-09,F,7`)
    const { pupils } = await pupilsOf(`${HEADER}\n${lines.join('\n')}\n`)
    expect(pupils.length).toBe(50_000)
    expect(pupils.at(-1)).toMatchObject({ line: 50_001, values: { legalForenames: 'Ada 49999' } })
  })
})

describe('the template', () => {
  it('is itself a file that can be read, with two made-up pupils and every column', async () => {
    const { pupils, notes } = await pupilsOf(templateCsv())
    expect(notes).toEqual([])
    expect(pupils.map(({ values }) => values.legalSurname)).toEqual(['Okafor-Lindqvist', "O'Brien"])
    const result = await read(templateCsv())
    expect(result.ok && result.value.tables[0]?.columns).toEqual(COLUMNS.map(({ name }) => name))
  })

  it('describes every column, and no two have one name', () => {
    const names = COLUMNS.flatMap(({ name, also }) => [name, ...also].map((one) => one.toLowerCase()))
    expect(new Set(names).size).toBe(names.length)
    expect(COLUMNS.filter(({ about }) => about.length < 5)).toEqual([])
  })
})
