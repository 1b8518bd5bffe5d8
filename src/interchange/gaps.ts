const GAP_WORDS: Readonly<Record<string, string>> = {
  'enrolment.no-address': 'no address',
  'enrolment.no-upn': 'no UPN',
  'enrolment.no-parent': 'no parent',
  'enrolment.few-numbers': 'fewer than two telephone numbers',
  'enrolment.parent-without-number': 'a parent at home without a telephone number',
}

/** What new pupils lack that the admission register must hold, in words: said once and not on every row. */
export function gapSentences(gaps: Readonly<Record<string, number>>): string[] {
  return Object.entries(gaps).map(
    ([code, count]) =>
      `${count.toLocaleString('en-GB')} new ${count === 1 ? 'pupil has' : 'pupils have'} ${GAP_WORDS[code] ?? 'something missing'}.`,
  )
}
