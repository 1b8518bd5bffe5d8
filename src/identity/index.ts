import type { Operation } from '../kernel/operation.ts'
import type { MovableClock } from '../platform/clock.ts'
import { type Binding, bind } from '../platform/http/use-case.ts'
import { addPerson } from './add-person.ts'
import * as contract from './contract.ts'
import { demoSignIn } from './demo/demo-sign-in.ts'
import { listDemoPeople } from './demo/list-demo-people.ts'
import { moveDemoClock } from './demo/move-demo-clock.ts'
import { endRole } from './end-role.ts'
import { grantRole } from './grant-role.ts'
import { howPersonSignsIn } from './how-person-signs-in.ts'
import { listPeople } from './list-people.ts'
import { myAccount } from './my-account.ts'
import { showAccess } from './show-access.ts'
import type { SignInSettings } from './signing-in/auth.ts'
import { makeSignInLink } from './signing-in/make-sign-in-link.ts'
import { signInWays } from './signing-in/sign-in-ways.ts'
import { signOut } from './signing-in/sign-out.ts'
import { whoAmI } from './who-am-i.ts'

export { appoint, rolesFrom } from './appoint.ts'
export { addIdentityCommands, sayAppointed, sayLink } from './cli.ts'
export { CommandRefused, type Installation, type WithInstallation } from './command.ts'
export { isDemonstration, markDemonstration } from './demo/demonstration.ts'
export { keepDemoMoment, keptDemoMoment } from './demo/move-demo-clock.ts'
export {
  addFamilyPerson,
  endOtherFamilySignIns,
  type FamilyLink,
  familyLinksSince,
  familyPasswordToken,
  hasPassword,
  newFamilyLink,
  spendFamilyLink,
} from './family/family-accounts.ts'
export { createGate, NOBODY, type SignInGate } from './gate.ts'
export { namesOf } from './names-of.ts'
export { type Auth, createAuth, type OidcSettings, type SignInSettings } from './signing-in/auth.ts'
export {
  handScreen,
  type ScreenGiven,
  type TriedCode,
  takeScreenBack,
  tryScreenCode,
} from './signing-in/hand-screen.ts'
export { installationSecret } from './signing-in/installation-secret.ts'
export { mountSignIn } from './signing-in/mount-sign-in.ts'
export { SIGN_IN_ACTS } from './signing-in/record-sign-in.ts'
export { startSession, tokenOf } from './signing-in/session.ts'
export { newSignInLink, type SignInLink } from './signing-in/sign-in-link.ts'
export {
  addPeople,
  type Decider,
  keepPlaces,
  keepRoles,
  type NewPerson,
  type NewPlace,
  type RoleChange,
  rolesAtPlace,
} from './store.ts'

export interface IdentityParts {
  readonly settings: SignInSettings
  /** The clock that a demonstration's visitors may move; without it this is no demonstration and its operations do not exist. */
  readonly demoClock?: MovableClock | undefined
  /** Every other slice's operations, for the page "Who may do what". */
  readonly others: readonly Operation[]
}

/** The operations of identity; unlike other slices' they need to know the installation they are of. */
export function identityBindings({ settings, demoClock, others }: IdentityParts): readonly Binding[] {
  const demo = demoClock !== undefined
  const bindings = [
    bind(contract.whoAmI, whoAmI(demo)),
    bind(contract.signInWays, signInWays(settings, demo)),
    bind(contract.myAccount, myAccount),
    bind(contract.signOut, signOut(settings)),
    bind(contract.listPeople, listPeople),
    bind(contract.addPerson, addPerson(settings)),
    bind(contract.grantRole, grantRole(settings)),
    bind(contract.endRole, endRole),
    bind(contract.makeSignInLink, makeSignInLink(settings)),
    bind(contract.howPersonSignsIn, howPersonSignsIn),
    ...(demo ? demoBindings(settings, demoClock) : []),
  ]
  const operations = [...bindings.map((binding) => binding.operation), contract.accessMatrix, ...others]
  return [...bindings, bind(contract.accessMatrix, showAccess(operations))]
}

function demoBindings(settings: SignInSettings, clock: MovableClock): readonly Binding[] {
  return [
    bind(contract.listDemoPeople, listDemoPeople),
    bind(contract.demoSignIn, demoSignIn(settings)),
    bind(contract.moveDemoClock, moveDemoClock(clock)),
  ]
}

/** What a demonstration shows to whoever comes by: for the gate. */
export const DEMO_OPERATIONS: readonly Operation[] = [
  contract.listDemoPeople,
  contract.demoSignIn,
  contract.moveDemoClock,
]
