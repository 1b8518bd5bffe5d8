import type { ContactId, PupilId } from '../../kernel/ids.ts'

/** How a message travels. */
export const CHANNELS = ['text', 'email', 'letter'] as const
export type Channel = (typeof CHANNELS)[number]

/** What a message is for; a warning comes only after support was offered. */
export const TONES = ['praise', 'asking', 'support', 'warning'] as const
export type Tone = (typeof TONES)[number]

/** Who may be sent a template: `parent` only those with parental responsibility or care; `may-be-told` every contact who may be told. */
export const DEMANDS = ['parent', 'may-be-told'] as const
export type Demand = (typeof DEMANDS)[number]

/** One wording: of one language, for one channel. */
export interface TemplateText {
  readonly language: string
  readonly channel: Channel
  /** Of an e-mail or letter; empty for a text. */
  readonly subject: string
  readonly body: string
  /** Who said that the wording is right, by name. A translation that nobody has checked is not sent. */
  readonly checkedBy: string | null
}

export interface Template {
  readonly key: string
  /** 0 for the product's own, which a school has not changed. */
  readonly version: number
  readonly name: string
  readonly purpose: string
  readonly tone: Tone
  readonly demands: Demand
  /** About a child's safety: then neither quiet hours nor one message a day hold it back. */
  readonly safety: boolean
  /** Of no use on another day, so it lapses when its day is over. */
  readonly sameDay: boolean
  readonly retired: boolean
  readonly texts: readonly TemplateText[]
}

/** A contact as messages need to know them: how to reach them, and what they are to one pupil. */
export interface ReachableContact {
  readonly contactId: ContactId
  readonly pupilId: PupilId
  readonly title: string
  readonly forenames: string
  readonly surname: string
  readonly isParent: boolean
  readonly parentalResponsibility: 'yes' | 'no' | 'not-known'
  readonly livesWith: boolean
  readonly mayBeTold: boolean
  readonly barred: boolean
  readonly phones: readonly { readonly kind: 'mobile' | 'home' | 'work' | 'other'; readonly number: string }[]
  readonly email: string | null
  readonly language: string | null
}
