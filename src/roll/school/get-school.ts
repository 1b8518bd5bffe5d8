import { sql } from 'kysely'
import { notAllowed, success } from '../../kernel/result.ts'
import { one } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { schoolOf } from '../views.ts'

export const getSchool: UseCase<typeof contract.getSchool> = async ({ tx }, { params }) => {
  const school = await schoolOf(tx, params.schoolId)
  if (school === undefined) return notAllowed()
  const names = await one(
    tx,
    sql<{ trust: string | null; authority: string | null }>`
      select (select name from roll.trust where trust_id = ${school.trustId}) as trust,
        (select name from roll.authority where authority_id = ${school.authorityId}) as authority`,
  )
  return success({
    ...school,
    ...names,
    address: { ...school.address, lines: school.address.lines },
    yearGroups: [...school.yearGroups],
  })
}
