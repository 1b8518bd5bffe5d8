import { createHash } from 'node:crypto'
import type { Day } from '../kernel/day.ts'
import { conflict, malformed, refused, success } from '../kernel/result.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { dayClocksOn, schoolOf } from '../roll/index.ts'
import {
  checkPolicy,
  completed,
  effective,
  LAW_ALONE,
  type PolicyFile,
  type PolicyInForce,
  type previewPolicy as previewOperation,
  SETTING_NAMES,
  SETTING_TITLES,
  type savePolicy as saveOperation,
  settingInWords,
} from './contract.ts'
import { inForce } from './policy-of.ts'
import { readPolicy } from './reading/read-policy.ts'
import { findingsShown, shownText } from './show-policy.ts'
import { keepVersion, versionNumbered, versionOn, versionsOf } from './store.ts'

const digest = (content: string) => createHash('sha256').update(content).digest('hex')

/** The first day of a new version: the file's own, or the day it is saved. What was in force on a past day does not change any more. */
function firstDay(file: PolicyFile, of: { readonly today: Day; readonly first: boolean }): Day {
  // The shape has checked that it is a day.
  const wished = (file.inForceFrom as Day | undefined) ?? of.today
  return of.first || wished > of.today ? wished : of.today
}

/** What a file would say, contradict and change. Nothing is saved. */
export const previewPolicy: UseCase<typeof previewOperation> = async (context, { params, body }) => {
  const { schoolId } = params
  if (!(body instanceof Uint8Array))
    return malformed('policy.not-a-file', 'Send the file itself, as application/octet-stream.')
  const reading = readPolicy(body)
  if (!reading.ok)
    return success({
      faults: reading.faults.map(({ line, message }) => ({ line: line ?? null, message })),
      preview: null,
    })
  const { read } = reading
  const { day } = schoolTime(context.now)
  const version = await versionOn(context.tx, { schoolId, on: day })
  const held = version === undefined ? LAW_ALONE : inForce(version)
  const newest = (await versionsOf(context.tx, schoolId))[0]
  const inForceFrom = firstDay(read.file, { today: day, first: newest === undefined })
  const next = { policy: { ...effective(completed(read.file)), inForceFrom } }
  return success({
    faults: [],
    preview: {
      content: read.text,
      sha256: digest(read.text),
      label: read.file.version,
      inForceFrom,
      text: shownText(next),
      findings: findingsShown(read, {
        day,
        clocks: await dayClocksOn(context.tx, { schoolId, day }),
        school: (await schoolOf(context.tx, schoolId))?.name,
      }),
      changes: changesOf(held, next),
      seen: newest?.number ?? 0,
    },
  })
}

function changesOf(held: Pick<PolicyInForce, 'policy'>, next: Pick<PolicyInForce, 'policy'>) {
  return SETTING_NAMES.map((name) => ({
    name: SETTING_TITLES[name],
    before: settingInWords(held.policy, name).join('\n'),
    after: settingInWords(next.policy, name).join('\n'),
  })).filter(({ before, after }) => before !== after)
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
