import type { ReportCategory } from './report.ts'

/**
 * Words in which families speak of a reason. They only ever make Firstbell ask, or find a category where the family chose none; a code is
 * never decided against what the family chose by a word alone.
 */
const SIGNS: readonly (readonly [ReportCategory, RegExp])[] = [
  ['holiday', /\b(holidays?|flights?|flying|airport|vacation|abroad|half[- ]price|villa|beach)\b/],
  ['bereavement', /\b(funeral|passed away|died|bereave\w*|wake)\b/],
  [
    'medical-appointment',
    /\b(appointments?|dentist|dental|orthodont\w*|optician|hospital|clinic|consultant|physio\w*|camhs|x-?ray)\b/,
  ],
  ['religious', /\b(eid|diwali|vaisakhi|yom kippur|rosh hashanah|passover|ashura|religious|holy day)\b/],
  [
    'transport',
    /\b(broken down|breakdown|no bus|bus (did not|didn.?t)|train (strike|cancelled)|flood(ed|ing)?|snow(ed|ing)?|cannot get in)\b/,
  ],
  ['late', /\b(running late|be late|overslept|in by \d|in at \d)\b/],
  [
    'illness',
    /\b(ill|unwell|sick|poorly|temperature|fever|vomit\w*|threw up|flu|cold|cough|tonsil\w*|migraine|headache|stomach|tummy|diarrhoea|chicken ?pox|asthma|rash|infection|anxiety|covid)\b/,
  ],
]

/** The categories that a family’s words speak of, in the order of the list above. */
export function signsIn(words: string): readonly ReportCategory[] {
  const text = words.toLowerCase().replaceAll('’', "'")
  return SIGNS.filter(([, pattern]) => pattern.test(text)).map(([category]) => category)
}

/** The words speak of somebody else’s reason: a brother’s appointment is none of this child’s. */
export function speaksOfAnother(words: string): boolean {
  return /\b(his|her|their|my|our) (brother|sister|sibling|twin|mum|mother|dad|father|nan|grandma|grandad|cousin|aunt|uncle|own appointment)('s|s')?\b/.test(
    words.toLowerCase().replaceAll('’', "'"),
  )
}

/**
 * The family thinks that the child is at school: "she left at eight", "he should be in". No reason, but a child to look for at once.
 * "Should be in tomorrow" is another thing.
 */
export function believesInSchool(words: string): boolean {
  const text = words.toLowerCase().replaceAll('’', "'")
  return (
    /\b(should|must|ought to|supposed to|meant to) (already )?(be|have been) (in|there|at school|in school|at registration)\b(?! (tomorrow|later|by|at|for|on|from|next|mon|tue|wed|thu|fri))/.test(
      text,
    ) ||
    /\b(is|she's|he's|they're|are|was|were) (definitely |already )?(in|at) school\b(?! (tomorrow|later|by|on|from|next|mon|tue|wed|thu|fri))/.test(
      text,
    ) ||
    /\b(left|set off|dropped|walked|went|sent|took|got on|put)\b[^.!?]*\b(for school|to school|at school|at (the )?gates?|the (school )?bus|as (usual|normal)|at (7|8|seven|eight|half)\b)/.test(
      text,
    ) ||
    /\b(not absent|isn't absent|never absent|what do you mean|where (is|are) (she|he|they))\b/.test(text)
  )
}

/** The family expects the child back after the morning: "dentist at 9.40, back for the afternoon". */
export function backForAfternoon(words: string): boolean {
  return /\bback (in |at school |to school )?(for|in|by|after) (the )?(afternoon|lunch\w*|pm|mid-?day|noon)\b/.test(
    words.toLowerCase(),
  )
}
