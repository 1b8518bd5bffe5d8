import type { SchoolId } from '../kernel/ids.ts'
import { conflict, malformed, notAllowed, success } from '../kernel/result.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { schoolOf } from '../roll/index.ts'
import {
  asTree,
  type checkPolicyDraft as checkOperation,
  type comparePolicies as compareOperation,
  defaultSource,
  type getPolicyDraft as getOperation,
  LAW_DEFAULTS,
  SETTING_NAMES,
  settingInWords,
  type Tree,
} from './contract.ts'
import { inForce } from './policy-of.ts'
import { previewOf, settingChanges } from './preview-of.ts'
import { firstFile } from './reading/first-file.ts'
import { plainTree } from './reading/plain-tree.ts'
import { type ReadPolicy, readPolicy } from './reading/read-policy.ts'
import { rewritten } from './reading/write-policy.ts'
import { findingsCompared, textCompared } from './rules/compare.ts'
import { findingsShown } from './show-policy.ts'
import { type VersionText, versionNumbered, versionsOf } from './store.ts'

/** The newest version as values for a form, and what holds where it leaves something out. */
export const getPolicyDraft: UseCase<typeof getOperation> = async (context, { params }) => {
  const { base, text } = await newestText(context, params.schoolId)
  const tree = plainTree(text)
  // Only what was understood is saved.
  if ('faults' in tree) throw new Error(`a saved policy is no longer read: ${tree.faults[0]?.message}`)
  return success({
    base,
    values: tree.value as Record<string, Tree>, // a policy file is names and values, as was read when it was saved
    otherwise: SETTING_NAMES.map((name) => ({
      name,
      words: [...settingInWords(LAW_DEFAULTS, name)],
      source: sourceInWords(defaultSource(name)),
    })),
  })
}

const sourceInWords = ({ source, verified }: ReturnType<typeof defaultSource>) =>
  verified ? source : `${source} (unverified)`

/** The file that edits make of the newest version, and what it says and contradicts. */
export const checkPolicyDraft: UseCase<typeof checkOperation> = async (context, { params, body }) => {
  const { schoolId } = params
  const { base, text } = await newestText(context, schoolId)
  if (base !== body.base)
    return conflict(
      'policy.changed',
      'Somebody else saved a version while you were editing. Download your draft, then begin again from the new version.',
    )
  const edits = body.edits.map(({ name, value }) => [name, value == null ? null : asTree(value)] as const)
  const wrong = edits.find(([, value]) => value === undefined)
  if (wrong !== undefined)
    return malformed('policy.not-values', `“${wrong[0]}” must be text, a list or named values, as in the file.`)
  const known = edits.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  const next = rewritten(text, new Map<string, Tree | null>(known))
  return success(await previewOf(context, { schoolId, bytes: new TextEncoder().encode(next) }))
}

async function newestText({ tx, now }: Pick<Context, 'tx' | 'now'>, schoolId: SchoolId) {
  const newest = (await versionsOf(tx, schoolId))[0]
  const version = newest === undefined ? undefined : await versionNumbered(tx, { schoolId, number: newest.number })
  if (version !== undefined) return { base: version.number, text: version.content }
  const name = (await schoolOf(tx, schoolId))?.name ?? ''
  return { base: 0, text: firstFile(name, schoolTime(now).day) }
}

/** What changed from one version to another. */
export const comparePolicies: UseCase<typeof compareOperation> = async (context, { params, query }) => {
  const { tx, now } = context
  const { schoolId } = params
  const [one, other] = [
    await understood(tx, { schoolId, number: query.one }),
    await understood(tx, { schoolId, number: query.other }),
  ]
  if (one === undefined || other === undefined) return notAllowed()
  const { day } = schoolTime(now)
  // By today and by the files alone: what the day clocks say has changed on its own days.
  const findings = [one, other].map(({ read }) => findingsShown(read, { day, clocks: {}, school: undefined }))
  const [before = [], after = []] = findings
  return success({
    one: headOf(one.version, one.read),
    other: headOf(other.version, other.read),
    settings: settingChanges(inForce(one.version), inForce(other.version)),
    text: textCompared(inForce(one.version).policy, inForce(other.version).policy),
    ...findingsCompared(before, after),
  })
}

const headOf = ({ number, inForceFrom }: VersionText, { file }: ReadPolicy) => ({
  number,
  label: file.version,
  inForceFrom,
})

async function understood(tx: Tx, of: { readonly schoolId: SchoolId; readonly number: number }) {
  const version = await versionNumbered(tx, of)
  if (version === undefined) return undefined
  const reading = readPolicy(new TextEncoder().encode(version.content))
  return reading.ok ? { version, read: reading.read } : undefined
}
