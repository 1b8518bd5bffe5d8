import { success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { FLAGS, type FlagKind } from '../../roll/contract.ts'
import type * as contract from '../contract.ts'
import { readAsked } from '../read-asked.ts'
import { calibrationOf, fairnessOf, type Tried, tryOut } from '../rules/ahead/forecast.ts'
import type { Enrolled } from '../rules/facts.ts'
import { partsToHide } from '../rules/shown/small-numbers.ts'
import { basisOf, basisShown } from './basis.ts'

/** How right forecasts would have been last year at this point of it, and whether as right for every group. */
export const forecastCalibration: UseCase<typeof contract.forecastCalibration> = async (context, { params, query }) => {
  const asked = await readAsked(context, params.schoolId, query)
  if (!asked.ok) return asked
  const basis = await basisOf(context, params.schoolId, asked.value)
  const tried = basis.noForecast === undefined ? tryOut(basis.earlier) : []
  return success({
    ...basisShown(asked.value, basis),
    calibration: tried.length === 0 ? null : calibrationShown(tried),
    fairness: tried.length === 0 ? [] : fairness(tried, asked.value.flags),
  })
}

function calibrationShown(tried: readonly Tried[]) {
  const { tenths, ...all } = calibrationOf(tried)
  return { ...all, tenths: [...tenths] }
}

interface Part {
  readonly name: string
  readonly isIn: (enrolled: Enrolled) => boolean
}

function fairness(tried: readonly Tried[], flags: readonly FlagKind[]) {
  const girls: Part = { name: 'Girls', isIn: ({ sex }) => sex === 'F' }
  const boys: Part = { name: 'Boys', isIn: ({ sex }) => sex === 'M' }
  const divisions = [
    { id: 'sex', name: 'Sex', parts: [girls, boys] },
    ...flags.map((flag) => ({
      id: flag,
      name: FLAGS[flag].name,
      parts: [
        { name: FLAGS[flag].name, isIn: (one: Enrolled) => one.flags.includes(flag) },
        { name: 'All others', isIn: (one: Enrolled) => !one.flags.includes(flag) },
      ],
    })),
  ]
  return divisions.flatMap(({ id, name, parts }) => {
    const figures = parts.map(({ isIn }) => fairnessOf(tried, isIn))
    // Nobody in one part: there is nothing to compare.
    if (figures.some(({ pupils }) => pupils === 0)) return []
    const hidden = partsToHide(figures.map(({ pupils }) => pupils))
    return [
      {
        id,
        name,
        groups: parts.map((part, at) => ({
          name: part.name,
          figures: hidden[at] ? null : (figures[at] ?? null),
        })),
      },
    ]
  })
}
