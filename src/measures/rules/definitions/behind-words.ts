import { type FigureAsked, meaningOfFigure } from './figures.ts'

/** In which order `enrolmentsBehind` has the pupils, for a sentence: "Those who … first". */
export function orderInWords({ figure, code }: FigureAsked): string {
  switch (figure) {
    case 'attendance':
    case 'absence':
    case 'persistent':
    case 'severe':
    case 'pupils':
      return 'Those who missed the most sessions come first'
    case 'full':
      return 'Those who missed nothing come first, then those who missed the fewest sessions'
    case 'authorised':
    case 'unauthorised':
      return `Those with the most sessions of ${figure} absence come first`
    case 'late':
      return 'Those who were late most often come first'
    case 'missing':
      return 'Those with the most sessions without a mark come first'
    case 'code':
      return `Those with the most sessions marked ${code} come first`
  }
}

/** What each pupil's own first number counts, of the possible sessions: "104 of 104 sessions attended". */
export function ownInWords({ figure, code }: FigureAsked): string {
  switch (figure) {
    case 'attendance':
      return 'sessions attended'
    case 'authorised':
    case 'unauthorised':
      return `sessions of ${figure} absence`
    case 'late':
      return 'sessions late'
    case 'missing':
      return 'sessions without a mark'
    case 'code':
      return `sessions marked ${code}`
    case 'absence':
    case 'persistent':
    case 'severe':
    case 'full':
    case 'pupils':
      return 'sessions missed'
  }
}

/** How many pupils a figure asks about, and how many of them it counts, in words: a rate is of all who have a possible session, present or not. */
export function pupilsInWords(
  asked: FigureAsked,
  { asked: all, inRates, counted }: { readonly asked: number; readonly inRates: number; readonly counted: number },
): string {
  const number = (of: number) => of.toLocaleString('en-GB')
  const { unit, of } = meaningOfFigure(asked)
  const onRoll = `${number(all)} on roll in these days`
  if (asked.figure === 'pupils') return `${onRoll}, ${number(inRates)} with a possible session`
  const own = `${number(counted)} of them with ${ownInWords(asked)}`
  if (of === null) return `${onRoll}, ${own}`
  return `${onRoll}, ${number(inRates)} with a possible session: the rate is of these, ${unit === 'sessions' ? own : `and ${number(counted)} are counted`}`
}
