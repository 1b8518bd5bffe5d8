import { FLAGS } from '../../roll/contract.ts'
import { inWords } from './checks/finding.ts'
import { defaultSource, NO_SECTION } from './defaults.ts'
import { effective } from './effective.ts'
import type { Policy } from './shape/policy.ts'
import type { SettingName } from './shape/settings.ts'
import { type Block, calendarInWords, paragraph, type Said, sentencesOf } from './wording/blocks.ts'
import { daySentences } from './wording/day-sentences.ts'
import { decisionSentences } from './wording/decision-sentences.ts'

export type { Block } from './wording/blocks.ts'

/** One section of the public text. */
export interface TextPart {
  readonly number: string
  readonly title: string
  readonly blocks: readonly Block[]
}

/** A policy as families read it. */
export interface PublicText {
  readonly school: string
  readonly title: string
  /** Version, review and approvals: what stands on the first page. */
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly parts: readonly TextPart[]
}

/**
 * The public text: the school's own prose, and every setting printed once, from the setting itself, in the section that states it. What
 * a file quotes of other sections is never printed, so what contradicted itself cannot come back.
 */
export function publicText(file: Policy): PublicText {
  const policy = effective(file)
  const said = [...daySentences(policy), ...decisionSentences(policy)]
  const known = new Set(policy.sections.map(({ number }) => number))
  const parts = policy.sections.map(({ number, title, text }): TextPart => {
    const own = said.filter(({ section }) => section === number).flatMap(({ blocks }) => blocks)
    return { number, title, blocks: [...text.map(paragraph), ...own] }
  })
  return {
    school: policy.school,
    title: policy.title,
    facts: factsOf(policy),
    parts: [...parts, ...rest(said.filter(({ section }) => !known.has(section)))],
  }
}

/** A setting as the public text says it, a sentence for each of its parts; as the file has it where the text has no sentence for it. */
export function settingInWords(policy: Policy, name: SettingName): readonly string[] {
  const said = [...daySentences(policy), ...decisionSentences(policy)].filter(({ setting }) => setting === name)
  if (said.length > 0) return sentencesOf(said)
  if (name === 'vulnerable') return policy.vulnerable.flags.map((flag) => FLAGS[flag].name)
  const value: unknown = policy[name]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return [inWords(value)].filter((line) => line !== '')
}

/** What no section of the file holds: settings of sections that it does not have, and what law and guidance set. */
function rest(said: readonly Said[]): readonly TextPart[] {
  const stated = said.filter(({ section }) => section !== NO_SECTION)
  const silent = said.filter(({ section }) => section === NO_SECTION)
  // What nobody has read in law or guidance is never called either: a cautious choice of ours, and unverified rules.
  const [law, ours] = [silent.filter(isReadInLaw), silent.filter((one) => !isReadInLaw(one))]
  return [
    { number: '', title: 'What else we have decided', blocks: stated.flatMap(({ blocks }) => blocks) },
    { number: '', title: 'What law and guidance set', blocks: law.flatMap(({ blocks }) => blocks) },
    { number: '', title: 'How we work where this policy says nothing', blocks: ours.flatMap(({ blocks }) => blocks) },
  ].filter(({ blocks }) => blocks.length > 0)
}

function isReadInLaw({ setting }: Said): boolean {
  if (setting === 'basis') return true
  return setting !== 'clocks' && defaultSource(setting).verified
}

function factsOf(policy: Policy): PublicText['facts'] {
  return [
    { name: 'Version', value: policy.version },
    ...(policy.inForceFrom === undefined
      ? []
      : [{ name: 'In force from', value: calendarInWords(policy.inForceFrom) }]),
    { name: 'Last reviewed', value: calendarInWords(policy.reviewed.on) },
    { name: 'Next review', value: calendarInWords(policy.nextReview.by) },
    ...policy.approvals.map(({ by, on }) => ({ name: `Approved by the ${by}`, value: calendarInWords(on) })),
  ]
}
