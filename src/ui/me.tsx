import { useParams } from '@tanstack/react-router'
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react'

/** `all`: of everybody at the school; `own`: of the caller's own pupils or groups. */
export type Reach = 'all' | 'own'

/** A place where the caller has a position. */
interface Held {
  readonly id: string
  readonly name: string
  readonly shortName: string
  /** As the place calls it: "Attendance officer". */
  readonly position: string
  readonly roles: readonly string[]
  /** Each right the caller holds there, and how far it reaches. */
  readonly may: Readonly<Partial<Record<string, Reach>>>
}

export interface MySchool extends Held {
  readonly phase: string
}

/** A trust or an authority. */
export type MyTrust = Held

export interface MyPerson {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** Who is signed in, as the shell needs it. `main/web` fills it from the identity slice's `whoAmI`, whose answer has this shape. */
export interface Me {
  readonly signedIn: boolean
  readonly person?: MyPerson | undefined
  readonly schools: readonly MySchool[]
  readonly trusts: readonly MyTrust[]
  readonly authorities?: readonly MyTrust[]
  /** What the school's clocks show, as an ISO instant. */
  readonly now?: string
  /** A demonstration keeps its own clock, so that the same day can be shown again. */
  readonly demo: boolean
}

export const NOBODY: Me = { signedIn: false, schools: [], trusts: [], demo: false }

const MeContext = createContext<Me>(NOBODY)

export function MeProvider({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>
}

export function useMe(): Me {
  return useContext(MeContext)
}

/** The caller's school of the page being shown, with position and rights; undefined on pages outside a school. */
export function useMySchool(): MySchool | undefined {
  const { schoolId }: { schoolId?: string } = useParams({ strict: false })
  const me = useMe()
  return useMemo(() => me.schools.find((school) => school.id === schoolId), [me, schoolId])
}

/** The school, trust or authority of the page. */
function useMyPlace(): Held | undefined {
  const { trustId, authorityId }: Readonly<Record<string, string>> = useParams({ strict: false })
  const { trusts, authorities = [] } = useMe()
  const school = useMySchool()
  return school ?? [...trusts, ...authorities].find(({ id }) => id === trustId || id === authorityId)
}

/** Whether the caller holds a right at the school or trust of the page. For showing and hiding; the server decides. */
export function useMay(): (right: string) => boolean {
  const here = useMyPlace()
  return useCallback((right) => here?.may[right] !== undefined, [here])
}

/** How far a right of the caller's reaches at the school or trust of the page; undefined where it is not held. */
export function useReach(right: string): Reach | undefined {
  return useMyPlace()?.may[right]
}
