import { fileURLToPath } from 'node:url'
import { absenceBindings, sessionsThatWait } from '../absence/index.ts'
import { caseworkBindings, figuresOf, supportShown } from '../casework/index.ts'
import { dutiesBindings } from '../duties/index.ts'
import { enforcementBindings } from '../enforcement/index.ts'
import { interchangeBindings } from '../interchange/index.ts'
import { leaveBindings } from '../leave/index.ts'
import { measuresBindings } from '../measures/index.ts'
import { familyLetters, messagingBindings } from '../messaging/index.ts'
import { type Binding, bind } from '../platform/http/use-case.ts'
import { policyBindings } from '../policy/index.ts'
import { amendMarks } from '../register/contract.ts'
import { registerBindings } from '../register/index.ts'
import { returnsBindings } from '../returns/index.ts'
import { rollBindings } from '../roll/index.ts'
import { siteBindings } from '../site/index.ts'
import { praiseUnwanted, weeklyBindings } from '../weekly/index.ts'
import { amendWhenTold } from './amend-when-told.ts'
import { DUTY_SOURCES } from './duty-sources.ts'
import { overtakenOnPaper } from './overtaken.ts'

/** The slices that own tables, in no order that matters: migrations run by the date in their names. */
const SLICES_WITH_TABLES = [
  'platform',
  'identity',
  'audit',
  'roll',
  'policy',
  'duties',
  'register',
  'leave',
  'measures',
  'messaging',
  'absence',
  'weekly',
  'returns',
  'site',
  'casework',
  'enforcement',
  'parents',
  'interchange',
]

export const MIGRATION_FOLDERS: readonly string[] = SLICES_WITH_TABLES.map((slice) =>
  fileURLToPath(new URL(`../${slice}/migrations`, import.meta.url)),
)

/** The operations of every slice but identity, which `compose.ts` binds itself: `...rollBindings, ...registerBindings`. */
export const BINDINGS: readonly Binding[] = [
  ...rollBindings,
  ...policyBindings,
  ...registerBindings.filter(({ operation }) => operation !== amendMarks),
  bind(amendMarks, amendWhenTold),
  ...dutiesBindings(DUTY_SOURCES),
  ...leaveBindings({ sessionsThatWait, familyLetters }),
  ...measuresBindings,
  ...messagingBindings({ figuresOf, praiseUnwanted, supportShown, overtaken: overtakenOnPaper }),
  ...absenceBindings,
  ...weeklyBindings,
  ...returnsBindings(DUTY_SOURCES),
  ...siteBindings,
  ...caseworkBindings,
  ...enforcementBindings,
  ...interchangeBindings,
]
