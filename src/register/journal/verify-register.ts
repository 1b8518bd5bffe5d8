import { lastAct } from '../../audit/index.ts'
import { success } from '../../kernel/result.ts'
import type { Before, UseCase, UseCaseAfter } from '../../platform/http/use-case.ts'
import * as contract from '../contract.ts'
import { journalEnd } from './entries.ts'
import { type Verification, verifyInPieces } from './verify-journal.ts'

/** Before the request's own transaction, which on the embedded database would keep everybody else out until the end. */
export const verifyBefore: Before<typeof contract.verifyRegister, Verification> = (context, { params }) =>
  verifyInPieces(context.inTransaction, params.schoolId, {
    hidesRestricted: context.may('register.view-details') !== 'all',
  })

/** Writes down in the trail what was found. */
export const verifyRegister: UseCaseAfter<typeof contract.verifyRegister, Verification> = async (
  context,
  _,
  verification,
) => {
  context.audit({ facts: { sound: verification.sound, entries: verification.entries } })
  return success({ ...verification, faults: [...verification.faults] })
}

/** How long the journal is, and when somebody last had it verified here: the trail knows. */
export const journalState: UseCase<typeof contract.journalState> = async ({ tx }, { params }) => {
  const { schoolId } = params
  const last = await lastAct(tx, { schoolId, operation: contract.verifyRegister.config.id })
  return success({
    entries: await journalEnd(tx, schoolId),
    ...(last === undefined
      ? {}
      : {
          verified: { at: last.at, by: last.by, sound: last.facts.sound === true, entries: Number(last.facts.entries) },
        }),
  })
}
