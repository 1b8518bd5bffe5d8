import type { Day } from '../kernel/day.ts'
import { success } from '../kernel/result.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { Citation } from '../law/citation.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { dayClocksOn, schoolOf } from '../roll/index.ts'
import {
  checkPolicy,
  dayClockCheck,
  type Finding,
  type FindingShown,
  type getPolicy as getPolicyOperation,
  type KeptClocks,
  LAW_ALONE,
  type PolicyInForce,
  publicText,
  SETTING_NAMES,
  SETTING_TITLES,
  type SettingName,
  type SettingShown,
  schoolCheck,
  sectionsFor,
  settingInWords,
  sourceOf,
} from './contract.ts'
import { inForce } from './policy-of.ts'
import { type ReadPolicy, readPolicy } from './reading/read-policy.ts'
import { versionOn, versionsOf } from './store.ts'

/** The policy in force with its settings, its findings of today and its versions. */
export const getPolicy: UseCase<typeof getPolicyOperation> = async (context, { params }) => {
  const { schoolId } = params
  const { day } = schoolTime(context.now)
  const version = await versionOn(context.tx, { schoolId, on: day })
  const held = version === undefined ? LAW_ALONE : inForce(version)
  const versions = await versionsOf(context.tx, schoolId)
  const clocks = await dayClocksOn(context.tx, { schoolId, day })
  const school = await schoolOf(context.tx, schoolId)
  const read = version === undefined ? undefined : readAgain(version.content)
  return success({
    version: held.version,
    from: held.from,
    text: shownText(held),
    settings: SETTING_NAMES.map((name) => settingShown(held, name)),
    findings: read === undefined ? [] : findingsShown(read, { day, clocks, school: school?.name }),
    versions: versions.map(({ savedAt, savedByName, savedByPosition, ...rest }) => ({
      ...rest,
      saved: { at: savedAt, name: savedByName, position: savedByPosition },
    })),
  })
}

function readAgain(content: string): ReadPolicy | undefined {
  const reading = readPolicy(new TextEncoder().encode(content))
  return reading.ok ? reading.read : undefined
}

/** The public text as an answer: arrays of its own, since answers are not read-only. */
export function shownText({ policy }: Pick<PolicyInForce, 'policy'>) {
  const { school, title, facts, parts } = publicText(policy)
  return {
    school,
    title,
    facts: [...facts],
    parts: parts.map((part) => ({ ...part, blocks: part.blocks.map(shownBlock) })),
  }
}

function shownBlock(block: ReturnType<typeof publicText>['parts'][number]['blocks'][number]) {
  if (block.kind === 'list') return { ...block, items: [...block.items] }
  if (block.kind === 'table') return { ...block, columns: [...block.columns], rows: block.rows.map((row) => [...row]) }
  return block
}

/** What a policy contradicts, today and by the school's own day clocks, with the lines of the file. */
export function findingsShown(
  read: ReadPolicy,
  of: { readonly day: Day; readonly clocks: KeptClocks; readonly school: string | undefined },
): FindingShown[] {
  const other = of.school === undefined ? [] : schoolCheck(read.file, of.school)
  const all = [...other, ...checkPolicy(read.file, of.day), ...dayClockCheck(read.file, of.clocks)]
  return all.map((finding) => findingShown(finding, read))
}

function findingShown({ places, legal, ...rest }: Finding, read: ReadPolicy): FindingShown {
  const shown = places.map(({ section, words, path }) => ({
    section,
    words,
    line: path.length === 0 ? null : read.lineAt(path),
    field: path.length === 0 ? null : path.join('.'),
  }))
  return { ...rest, places: shown, legal: { ...legal } }
}

function settingShown(held: PolicyInForce, name: SettingName): SettingShown {
  const from: Citation = sourceOf(held, name)
  return {
    name: SETTING_TITLES[name],
    values: [...settingInWords(held.policy, name)],
    sections: [...sectionsFor(held, name)],
    from: { ...from },
  }
}
