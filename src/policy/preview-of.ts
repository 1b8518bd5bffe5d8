import { createHash } from 'node:crypto'
import type { Day } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import type { Answer } from '../kernel/operation.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { Context } from '../platform/http/use-case.ts'
import { dayClocksOn, schoolOf } from '../roll/index.ts'
import {
  completed,
  effective,
  LAW_ALONE,
  type PolicyFile,
  type PolicyInForce,
  type previewPolicy,
  SETTING_NAMES,
  SETTING_TITLES,
  settingInWords,
} from './contract.ts'
import { inForce } from './policy-of.ts'
import { readPolicy } from './reading/read-policy.ts'
import { findingsShown, shownText } from './show-policy.ts'
import { versionOn, versionsOf } from './store.ts'

export const digest = (content: string) => createHash('sha256').update(content).digest('hex')

/** The first day of a new version: the file's own, or the day it is saved. What was in force on a past day does not change any more. */
export function firstDay(file: PolicyFile, of: { readonly today: Day; readonly first: boolean }): Day {
  // The shape has checked that it is a day.
  const wished = (file.inForceFrom as Day | undefined) ?? of.today
  return of.first || wished > of.today ? wished : of.today
}

/** What a file would say, contradict and change at a school, against what is in force there. */
export async function previewOf(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { schoolId, bytes }: { readonly schoolId: SchoolId; readonly bytes: Uint8Array },
): Promise<Answer<typeof previewPolicy>> {
  const reading = readPolicy(bytes)
  if (!reading.ok)
    return {
      faults: reading.faults.map(({ line, path, message }) => ({
        line: line ?? null,
        field: path === undefined || path.length === 0 ? null : path.join('.'),
        message,
      })),
      preview: null,
    }
  const { read } = reading
  const { day } = schoolTime(now)
  const version = await versionOn(tx, { schoolId, on: day })
  const held = version === undefined ? LAW_ALONE : inForce(version)
  const newest = (await versionsOf(tx, schoolId))[0]
  const inForceFrom = firstDay(read.file, { today: day, first: newest === undefined })
  const next = { policy: { ...effective(completed(read.file)), inForceFrom } }
  return {
    faults: [],
    preview: {
      content: read.text,
      sha256: digest(read.text),
      label: read.file.version,
      inForceFrom,
      text: shownText(next),
      findings: findingsShown(read, {
        day,
        clocks: await dayClocksOn(tx, { schoolId, day }),
        school: (await schoolOf(tx, schoolId))?.name,
      }),
      changes: settingChanges(held, next),
      seen: newest?.number ?? 0,
    },
  }
}

/** The settings that two policies say differently. */
export function settingChanges(held: Pick<PolicyInForce, 'policy'>, next: Pick<PolicyInForce, 'policy'>) {
  return SETTING_NAMES.map((name) => ({
    name: SETTING_TITLES[name],
    before: settingInWords(held.policy, name).join('\n'),
    after: settingInWords(next.policy, name).join('\n'),
  })).filter(({ before, after }) => before !== after)
}
