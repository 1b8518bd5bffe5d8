import { type Citation, read } from '../../../law/citation.ts'

/** What a number means that is worked out from other figures, set by somebody, or published elsewhere. */
export interface ComputedMeaning {
  readonly name: string
  readonly words: string
  /** Changes with the meaning, as those of figures and scopes do. */
  readonly version: string
  readonly sources: readonly Citation[]
}

const OURS = read('Firstbell’s own definition')
const ROUNDED_ONCE =
  'Worked out from the whole numbers below and rounded once, so it can differ by 0.1 from the rates as they are shown.'

/** A meaning that has been another before. */
const changed = (version: string, meaning: ComputedMeaning): ComputedMeaning => ({ ...meaning, version })

const ours = (name: string, words: string, ...sources: readonly string[]): ComputedMeaning => ({
  ...{ name, words, version: '1' },
  sources: sources.length === 0 ? [OURS] : sources.map(read),
})

/**
 * Every number on a screen that is not counted from marks by a figure of `figures.ts`: by its id, which a screen names. With the figures and
 * the scopes this is the one list of definitions.
 */
export const COMPUTED = {
  'gap-to-rest': ours(
    'Gap to the rest',
    `How many points more or less of its possible sessions a group misses than everybody else who was asked about. ${ROUNDED_ONCE} The groups are compared as they are: a gap says nothing of why.`,
  ),
  change: ours(
    'Change',
    `How many points a rate is above or below the same rate of other days. ${ROUNDED_ONCE} The days compared and the two rates stand below.`,
  ),
  'sum-of-schools': ours(
    'Schools added up',
    'The sessions, or the enrolments, of every school of the row added up, and one rate worked out from the two sums: never a mean of the schools’ rates, so a large school counts for more than a small one. A pupil registered at two schools is counted at both. DfE adds schools to authorities, regions and England in the same way.',
    'DfE, pupil absence statistics, methodology 3.1',
  ),
  'enrolments-defined': ours(
    'Enrolments that a definition counts',
    'Enrolments with at least one possible session in the days of the definition, of those that it counts. Whom it leaves out, and why, stands with the definition.',
    'DfE, pupil absence statistics, methodology 1.4, 4.4.1 and 5.2',
  ),
  'week-of-school': ours(
    'Attendance and absence of a week',
    'The sessions of the whole school in the week, of all possible sessions in it: those marked present, at an approved activity, or absent. Counted as attendance and absence of other days are.',
    'DfE, pupil attendance in schools, methodology 3.1',
  ),
  target: ours(
    'Target',
    'What the school has said it aims at. It is set by hand, with where it comes from and why; every change is kept with who made it.',
  ),
  'gap-to-target': ours(
    'Points from the target',
    `How many points a rate is above or below the school’s target. ${ROUNDED_ONCE}`,
  ),
  benchmark: ours(
    'Published rate',
    'A rate that DfE has published, as it stands in the table named below. It was counted from other schools’ registers by DfE’s formulas, so nothing of it can be opened here.',
    'DfE, pupil attendance in schools, methodology 3.1 and 3.2',
  ),
  'counted-alike': ours(
    'Counted as the published figure',
    'The school’s own figure by the rules of the series it stands beside: its pupils of 5 to 15, its days, and whom it leaves out. So it is not the year to date of other pages.',
    'DfE, pupil absence statistics, methodology 1.4, 1.6, 4.1 and 5.2',
    'DfE, pupil attendance in schools, methodology: pupils aged 5 to 15',
  ),
  'authority-quarter': ours(
    'Quarter of England’s authorities',
    'In which quarter of England’s local authorities a rate would lie if it were an authority’s. A school is smaller than an authority, so schools lie further from the middle by chance alone.',
    'DfE, pupil attendance in schools, authority rows of the dashboard’s data',
  ),
  'saved-group-size': ours(
    'Pupils named in a saved group',
    'How many pupils somebody named when the group was saved. Its figures count those of them who were on roll in the days asked for and have a possible session, so they can be fewer.',
  ),
  'listed-at-risk': ours(
    'Pupils listed as at risk',
    'Pupils with absence of at least 5 % so far, or with a chance of at least 1 in 4 to end the year persistently absent. Each stands in the table with what they were listed for.',
  ),
  'standing-ahead': ours(
    'Where absence can still end',
    'Counted, not estimated: by the sessions of the school’s calendar that are still to come while a pupil is on roll, whether absence at the end of the year can stay below 10 %, or 50 %, of all possible sessions.',
    'DfE, pupil absence statistics, methodology 3.2 and 5.2: the thresholds',
  ),
  'sessions-left': ours(
    'Sessions that can be missed',
    'The most absences that keep a pupil below the line at the end of the days, less those so far and those planned. 10 × missed stays below possible for 10 %, 2 × missed for 50 %, in whole numbers. Sessions to come are the school’s calendar while the pupil is on roll.',
    'DfE, pupil absence statistics, methodology 3.2 and 5.2: the thresholds',
  ),
  'missed-so-far': ours(
    'Sessions missed so far',
    'The pupil’s own sessions of absence, authorised or not, of their own possible sessions, from the first day of the year on roll to the last session counted.',
    'DfE, pupil attendance in schools, methodology 3.1',
  ),
  'to-come': ours(
    'Sessions to come',
    'Sessions of the school’s calendar after the last one counted, while the pupil is on roll. Those planned as not possible are left out.',
  ),
  'marked-today': ours(
    'On site, of those marked',
    'Pupils marked present or late, of those marked present, late or absent, in the registers that are in. Registers that nobody has taken are left out, so that plans alone do not look like a school staying at home.',
  ),
  'reaches-attendance': ours(
    'When attendance comes back',
    'The first session after which attendance is at least the rate named, if every session from now on is attended, by the school’s calendar while the pupil is on roll.',
  ),
  'forecast-chance': changed(
    '2',
    ours(
      'Chance of persistent absence',
      'For each of the pupils of last year most like this one, by absence so far and in the last four weeks at the same point of that year: where this pupil would end if the sessions to come were missed at the rate at which that pupil missed theirs. Counted are those with whom it would be 10 % or more. The chance is that share, pulled toward the share of all pupils of last year who ended so, as by one more pupil: 0 of 50 is not never. Nothing is fitted. It says what would happen, not what must.',
    ),
  ),
  'forecast-end': changed(
    '2',
    ours(
      'Absence at the end of the year',
      'The middle of the ends that this pupil would come to with the rest of the year that each of the pupils most alike had, and the range of those ends without the outermost tenth at either side. It is not what those pupils ended with: they had more or less absence behind them.',
    ),
  ),
  'forecast-held': ours(
    'Ranges that held',
    'Each pupil of last year was forecast from all the others at this point of that year. This is the share of them whose year ended within the range they would have been given; eight in ten is right.',
  ),
  'forecast-skill': ours(
    'Better than guessing',
    'The mean of the squared differences between the chance given and what came (the Brier score), against the same for naming the school’s share for everybody. The number is how much smaller the first is.',
  ),
  'forecast-said-came': ours(
    'Said, and came',
    'The mean chance that pupils of last year would have been given at this point of that year, and the share of the same pupils who ended it persistently absent.',
  ),
  'lines-crossed': ours(
    'Lines crossed',
    'Pupils who were below a line at the end of the first days and at or above it at the end of the second (in), or the other way about (out). Each line is tested in whole numbers over all sessions from the first day counted.',
  ),
  standings: ours(
    'Where pupils stood, then and now',
    'Pupils by where their own absence stood in each of the two stretches: below 5 %, from 5 %, from 10 % (persistent), from 50 % (severe), or none where no session was possible for them in it. Each stretch is counted by itself.',
  ),
  'patterns-looked-at': ours(
    'How much was looked at',
    'Pupils with enough short stays away to show a habit, and the shapes each was looked at for. Chances are corrected for all of them together, so that of all patterns listed at most 1 in 20 is chance on average (Benjamini and Hochberg).',
  ),
  households: ours(
    'Households looked at',
    'Addresses at which more than one pupil on roll is recorded as living. Pupils of one of them are looked at together: whether their stays away began on the same days.',
  ),
  'pattern-strength': changed(
    '2',
    ours(
      'What was seen, and how likely by chance',
      'How many of a pupil’s short stays away have the shape, and how many would at the school’s own rate of it. The chance of so many or more by chance alone is tested against the school’s rate, then corrected for all shapes of all pupils. “Clear”, “strong” and “very strong” are steps of the corrected value: of all patterns at least as strong, at most 1 in 20, 1 in 100 and 1 in 1,000 are chance on average. It says nothing of those of one step alone, or of a single pattern.',
    ),
  ),
  'code-rate': ours(
    'Use of a code in a class',
    'Sessions with the code in the class, of each 100 of its possible sessions, beside the same of all other classes of its year group. Listed only where the difference is larger than chance explains.',
  ),
  'expected-late': changed(
    '2',
    ours(
      'Pupils one would expect to be late',
      'Of the other pupils of the same year group, the share with at least one L or U in these days, times the pupils of the class. The chance is of a class without one if all pupils of the year group were dealt to classes at random (hypergeometric), so that few pupils who are often late do not weigh as many; then it is corrected for all classes (Benjamini and Hochberg). In a class of several year groups each is reckoned by itself.',
    ),
  ),
  'school-days-since': ours(
    'School days since',
    'Days on which the school met after the session, up to the last session counted. Guidance asks that N is settled within five school days.',
    'Working together to improve school attendance (DfE statutory guidance), code N',
  ),
  'code-sessions': ours(
    'Sessions behind a finding',
    'The sessions in which both marks stand side by side; each opens its mark with who made it.',
  ),
  'acts-counted': ours(
    'Registers and changes counted',
    'Counted from the journal of registers: each saved register and each change is one entry of it, with who made it and when.',
  ),
  'support-change': ours(
    'Change in absence',
    'Absence after the support began less absence before, in points, of each pupil’s own possible sessions; then the mean over the pupils compared.',
  ),
  'support-compared': changed(
    '2',
    ours(
      'Pupils who can be compared',
      'Supported pupils with at least 20 possible sessions before and after, and with somebody in the school who had no support and whose absence before was at most two points more or less. Whoever is left out is named with the reason.',
    ),
  ),
  'support-effect': changed(
    '2',
    ours(
      'The difference, with its interval',
      'The mean over pupils of: their own change, less the change of those alike, less what of it goes with a little more or less absence before (by least squares over pupils without the support within five points). The interval is made to hold the true difference in 95 of 100 repetitions, where nothing but absence before decided who was chosen. Where it spans nought, chance alone could explain what is seen. None is given below five pupils, or where those alike had on average more than one point less or more absence before.',
    ),
  ),
  'code-count': ours(
    'Pupils and classes looked at',
    'Enrolments of the school year whose days are looked at, and the registration groups they are in; pupils in no group are pupils, and no class.',
  ),
} as const satisfies Readonly<Record<string, ComputedMeaning>>

/** A computed number, by which a screen names its meaning. */
export type ComputedId = keyof typeof COMPUTED
