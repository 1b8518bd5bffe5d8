/** The door of the figures: their operations. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import * as contract from './contract.ts'
import { schoolFigures } from './school-figures.ts'

export { addMeasuresCommands } from './cli.ts'

export const measuresBindings: readonly Binding[] = [bind(contract.schoolFigures, schoolFigures)]
