/** Words that threaten, as parents read them, with what may be said instead. */
const THREATS: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  { pattern: /\bfine[sd]?\b|\bpenalty notices?\b/i, instead: 'what would help, and whom to ask' },
  { pattern: /\bprosecut\w*/i, instead: 'what would help, and whom to ask' },
  { pattern: /\bcourts?\b|\bmagistrates?\b/i, instead: 'a meeting' },
  {
    pattern: /\blegal action\b|\blegal proceedings\b|\boffence\b|\bunlawful\w*/i,
    instead: 'what the school has to do, in plain words',
  },
  { pattern: /\bfail(?:ed|ure|ing)?\s+to\b/i, instead: 'what happened, without blame' },
  { pattern: /\bmust\b/i, instead: '“please”' },
  { pattern: /\bunacceptable\b|\bpoor attendance\b|\btruan\w*/i, instead: 'the days that were missed' },
  { pattern: /\bfinal warning\b|\blast chance\b/i, instead: 'what happens next, and how to be heard' },
]

/**
 * Why a threat before support is wrong: statutory guidance puts support first, and legal intervention only where it was not engaged with or
 * did not work ("Working together to improve school attendance", DfE). The list of words is our own.
 */
export const THREATS_SOURCE =
  'Working together to improve school attendance (DfE): support first, then law. The list of words is Firstbell’s own.'

export interface Threat {
  readonly words: string
  readonly instead: string
}

/** The threatening words of a text, each once. */
export function threatsIn(text: string): readonly Threat[] {
  return THREATS.flatMap(({ pattern, instead }) => {
    const words = pattern.exec(text)?.[0]
    return words === undefined ? [] : [{ words, instead }]
  })
}
