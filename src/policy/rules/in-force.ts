import type { Day } from '../../kernel/day.ts'
import { type Citation, read } from '../../law/citation.ts'
import { defaultSource, LAW_DEFAULTS, NO_SECTION } from './defaults.ts'
import type { Policy } from './shape/policy.ts'
import type { SettingName } from './shape/settings.ts'

/** The policy that holds at a school on a day. */
export interface PolicyInForce {
  readonly policy: Policy
  /** Which saved version it is, from 1; null where there is none and law and guidance hold alone. */
  readonly version: number | null
  /** The day from which it holds; null with the version. */
  readonly from: Day | null
}

/** What holds at a school without a policy file. */
export const LAW_ALONE: PolicyInForce = { policy: LAW_DEFAULTS, version: null, from: null }

function sectionsOf(value: unknown): readonly string[] {
  const one = (item: unknown) =>
    typeof item === 'object' && item !== null && 'section' in item && typeof item.section === 'string'
      ? [item.section]
      : []
  return Array.isArray(value) ? value.flatMap(one) : one(value)
}

/** The sections of the policy text that state a setting; none where it comes from law or guidance. */
export function sectionsFor({ policy }: PolicyInForce, setting: SettingName): readonly string[] {
  return [...new Set(sectionsOf(policy[setting]))].filter((section) => section !== NO_SECTION)
}

/** Where a setting comes from, in words for a duty or a letter: a section of the school's policy, or law or guidance. */
export function sourceOf(inForce: PolicyInForce, setting: SettingName): Citation {
  const sections = sectionsFor(inForce, setting)
  if (inForce.version === null || sections.length === 0) return defaultSource(setting)
  const { title, version } = inForce.policy
  const named = `${sections.length === 1 ? 'section' : 'sections'} ${sections.join(', ')}`
  return read(`The school’s policy “${title}”, version ${version}, ${named}`)
}
