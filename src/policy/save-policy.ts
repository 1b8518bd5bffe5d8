import { conflict, malformed, refused, success } from '../kernel/result.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { checkPolicy, type previewPolicy as previewOperation, type savePolicy as saveOperation } from './contract.ts'
import { digest, firstDay, previewOf } from './preview-of.ts'
import { readPolicy } from './reading/read-policy.ts'
import { keepVersion, versionNumbered, versionsOf } from './store.ts'

/** What a file would say, contradict and change. Nothing is saved. */
export const previewPolicy: UseCase<typeof previewOperation> = async (context, { params, body }) => {
  if (!(body instanceof Uint8Array))
    return malformed('policy.not-a-file', 'Send the file itself, as application/octet-stream.')
  return success(await previewOf(context, { ...params, bytes: body }))
}

/** Saves what was previewed as the next version. */
export const savePolicy: UseCase<typeof saveOperation> = async (context, { params, body }) => {
  const { schoolId } = params
  const { content, sha256, seen, reason } = body
  if (digest(content) !== sha256)
    return refused(
      'policy.other-file',
      'This is not the file that was previewed. Upload it again and look at the preview.',
    )
  const reading = readPolicy(new TextEncoder().encode(content))
  if (!reading.ok)
    return refused(
      'policy.not-understood',
      `The file is not understood: ${reading.faults[0]?.message ?? 'it is empty.'}`,
    )
  const { day } = schoolTime(context.now)
  const findings = checkPolicy(reading.read.file, day)
  const stops = findings.filter(({ severity }) => severity === 'stop')
  if (stops[0] !== undefined)
    return refused('policy.cannot-work', `${stops[0].title}. ${stops[0].toDo} Nothing was saved.`)
  const changed = conflict(
    'policy.changed',
    'Somebody else saved a version while you were looking. Upload your file again: the preview shows what it would change now.',
  )
  const newest = (await versionsOf(context.tx, schoolId))[0]
  if ((newest?.number ?? 0) !== seen) return changed
  const last = newest === undefined ? undefined : await versionNumbered(context.tx, { schoolId, number: newest.number })
  if (last?.sha256 === sha256)
    return refused('policy.same', 'This file is the newest version already. Nothing was saved.')
  const number = seen + 1
  const inForceFrom = firstDay(reading.read.file, { today: day, first: newest === undefined })
  const kept = await keepVersion(context.tx, {
    schoolId,
    number,
    content,
    sha256,
    label: reading.read.file.version,
    inForceFrom,
    findings: findings.filter(({ severity }) => severity !== 'note').length,
    reason,
    at: context.now,
    by: context.caller,
  })
  if (!kept) return changed
  context.audit({ facts: { number, label: reading.read.file.version, sha256, inForceFrom, findings: findings.length } })
  return success({ number, inForceFrom })
}
