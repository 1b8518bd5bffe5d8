/** The door of the figures: their operations. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import * as contract from './contract.ts'
import { listEnrolments, whyEnrolment } from './list-enrolments.ts'
import { pupilFigures } from './pupil-figures.ts'
import { schoolFigures } from './school-figures.ts'
import { whyFigure } from './why-figure.ts'

export { addMeasuresCommands } from './cli.ts'

export const measuresBindings: readonly Binding[] = [
  bind(contract.schoolFigures, schoolFigures),
  bind(contract.whyFigure, whyFigure),
  bind(contract.listEnrolments, listEnrolments),
  bind(contract.whyEnrolment, whyEnrolment),
  bind(contract.pupilFigures, pupilFigures),
]
