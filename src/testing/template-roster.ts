import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { one } from '../platform/database/database.ts'
import type { RosterSchool } from './roster-school.ts'
import type { TestServer } from './test-server.ts'

// A small roster in the columns of Firstbell's own template: a brother and a sister, one mother, one home.

export const HEADER = [
  'UPN,Admission number,Legal forenames,Legal surname,Preferred forename,Date of birth,Sex,Year group,Registration group,Starting day,Address,Town,Postcode,EAL',
  'Contact 1 title,Contact 1 forenames,Contact 1 surname,Contact 1 relationship,Contact 1 phone,Contact 1 email,Contact 1 lives with pupil,Contact 1 parental responsibility,Contact 1 may be told',
].join(',')

export const ADA =
  'U999400020001,1001,Ada Grace,Okafor,,2015-03-09,F,7,7A,2026-09-03,"12 Quay Row, Old Town",Westmarch,WM1 1AA,yes,Dr,Ngozi,Okafor,mother,07700 900101 / 01632 960101,n.okafor@example.org,yes,yes,yes'
export const BEN =
  'H999400020002,1002,Ben,Okafor,Benji,2014-01-30,M,8,8B,2025-09-04,"12 Quay Row, Old Town",Westmarch,WM1 1AA,no,Dr,Ngozi,Okafor,mother,07700 900101 / 01632 960101,n.okafor@example.org,yes,yes,yes'
export const FILE = [HEADER, ADA, BEN].join('\n')

/** How many pupils a school has on its roll; or another count, as the column `n`. */
export async function countOnRoll(
  server: TestServer,
  school: RosterSchool,
  count: RawBuilder<{ n: number }> = sql<{ n: number }>`select count(*) as n from roll.pupil`,
): Promise<number> {
  const { n } = await server.database.inTenants([school.schoolId], (tx) => one(tx, count))
  return n
}

/** Imports a file and commits it, which must be possible at once. */
export async function committedRoster(school: RosterSchool, file = FILE): Promise<void> {
  const { importId } = await school.import(file)
  expect(await school.commit(importId)).toMatchObject({ state: 'done' })
}
