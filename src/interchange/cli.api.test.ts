import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { many, one } from '../platform/database/database.ts'
import { referenceData } from '../testing/reference-data.ts'
import { rosterSchool } from '../testing/roster-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { importRoster } from './cli.ts'

const SDS = referenceData('roster/sds-uk')
let server: TestServer
let folder: string

beforeAll(async () => {
  server = await startTestServer()
  await rosterSchool(server, { yearGroups: ['7', '8'] })
  folder = mkdtempSync(join(tmpdir(), 'firstbell-roster-'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function command(files: readonly string[], asked: Record<string, unknown> = {}): Promise<string> {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  await importRoster(server.database, { files, asked: { school: '100001', ...asked }, say }).catch((error: Error) =>
    lines.push(`REFUSED ${error.message}`),
  )
  return lines.join('\n')
}

const pupils = () => server.database.asSystem((tx) => one(tx, sql<{ n: number }>`select count(*) as n from roll.pupil`))

describe('roster import on the command line', () => {
  const HEADER = 'Legal forenames,Legal surname,Date of birth,Sex,Year group,Starting day'

  it('shows the preview and changes nothing, nor leaves anything staged', async () => {
    const file = join(folder, 'roster.csv')
    writeFileSync(file, `${HEADER}\nAda,Okafor,2015-03-09,F,7,2026-09-03\nBen,Okafor,2014-02-31,M,8,2026-09-03\n`)
    const said = await command([file])
    expect(said).toContain('2 new, 0 changed, 0 unchanged')
    expect(said).toContain('✕ line 3, Ben Okafor, Date of birth: There is no such day as "2014-02-31".')
    expect(said).toContain('Nothing was changed: this was a preview.')
    expect(await command([file], { commit: true })).toContain(
      'REFUSED Nothing was changed: put the rows above right first.',
    )
    expect((await pupils()).n).toBe(0)
    const left = await server.database.asSystem((tx) =>
      many(
        tx,
        sql`select state from interchange.roster_import left join interchange.staged_chunk using (school_id, import_id)
        where state <> 'discarded' or rows is not null`,
      ),
    )
    expect(left).toEqual([])
  })

  it('commits when it is told to', async () => {
    const file = join(folder, 'roster.csv')
    writeFileSync(file, `${HEADER}\nAda,Okafor,2015-03-09,F,7,2026-09-03\n`)
    expect(await command([file], { commit: true })).toContain('Added 1 pupil.')
    expect((await pupils()).n).toBe(1)
    expect(await command([file])).toContain('0 new, 0 changed, 1 unchanged')
  })

  it.each([
    [['nowhere.csv'], {}, 'nowhere.csv cannot be read'],
    [['nowhere.csv'], { school: '999999' }, 'No school here has the URN 999999'],
    [['nowhere.csv'], { dates: 'guess' }, '--dates is day-first or month-first'],
    [['nowhere.csv'], { starting: 'soon' }, '--starting is a day'],
    [['nowhere.csv'], { grades: '9' }, '--grades is a list such as'],
  ])('says in a sentence why not: %s %j', async (files, asked, expected) => {
    expect(await command(files, asked)).toContain(`REFUSED ${expected}`)
  })

  it.skipIf(SDS === undefined)(
    'names the options that answer what School Data Sync leaves open, and guesses nothing',
    async () => {
      const files = ['School.csv', 'Student.csv', 'Section.csv', 'StudentEnrollment.csv'].map(
        (name) => `${SDS}/${name}`,
      )
      const asked = await command(files)
      expect(asked).toContain('day-first cannot be right for')
      expect(asked).toContain('--from 10002   Fabrikam High School, 26 pupils')
      expect(asked).toContain('--grades 9=10,10=11,11=12,12=13   where they are American grades')
      const answered = await command(files, {
        dates: 'month-first',
        from: '10002',
        grades: '9=7,10=8,11=8,12=left',
        groups: 'none',
        starting: '2017-09-04',
      })
      expect(answered).toContain('22 new pupils have no sex. Add a column "Sex"')
    },
  )
})
