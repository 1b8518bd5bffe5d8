/**
 * What a local authority decides about formal steps in its code of conduct. Nothing of it is national law: each stands with where the school has
 * it from, and is shown as unverified where nobody said so.
 */
export interface EnforcementSettings {
  /** School days after the last absence within which a penalty notice is asked for; null where the authority names none. */
  readonly requestWithin: number | null
  /** Whether sessions of one notice may count towards another. The national framework was not seen to say. */
  readonly reuseSessions: boolean
  /** The weeks of a notice to improve: the usual, within the three to six of the guidance. */
  readonly improveWeeks: number
  /** How many unauthorised sessions in the period are too many: 1 is any. */
  readonly improveFailsAt: number
  /** Weeks after which a penalty notice may come early; null where it may at any time. */
  readonly earlyAfterWeeks: number | null
  /** Who gives a notice to improve by the local code. */
  readonly improveIssuer: 'school' | 'authority'
  /** Where each is written: the authority's code, its section, the day it was read. */
  readonly sources: Readonly<Partial<Record<SettingName, string>>>
}
export type SettingName = Exclude<keyof EnforcementSettings, 'sources'>

export const FIRST_SETTINGS: EnforcementSettings = {
  requestWithin: null,
  reuseSessions: false,
  improveWeeks: 6,
  improveFailsAt: 1,
  earlyAfterWeeks: null,
  improveIssuer: 'school',
  sources: {},
}

/** What each setting is about, and what authorities were seen to have decided: for the page on which a school enters its own. */
export const SETTING_WORDS: Readonly<Record<SettingName, { readonly label: string; readonly seen: string }>> = {
  requestWithin: {
    label: 'School days after the last absence within which a penalty notice is asked for',
    seen: 'Essex: 10 school days, as a school repeats it. Others name no such limit.',
  },
  reuseSessions: {
    label: 'Sessions of one penalty notice may count towards another',
    seen: 'No rule was found. Firstbell counts no session twice until you say otherwise.',
  },
  improveWeeks: {
    label: 'Weeks of a notice to improve',
    seen: 'Norfolk, Southwark, Manchester, Stockton: 6 school weeks. Rotherham: 3 to 6.',
  },
  improveFailsAt: {
    label: 'Unauthorised sessions in the period that are too many',
    seen: 'Manchester: any. Others: what the notice itself states.',
  },
  earlyAfterWeeks: {
    label: 'Weeks before which no penalty notice comes early',
    seen: 'Buckinghamshire: 3 weeks, 30 sessions. Others name none.',
  },
  improveIssuer: {
    label: 'Who gives the notice to improve',
    seen: 'Norfolk, Southwark, Rotherham: the school. Buckinghamshire, Manchester, Stockton: the authority.',
  },
}
