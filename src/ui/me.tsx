import { useParams } from '@tanstack/react-router'
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react'

/** `all`: of everybody at the school; `own`: of the caller's own pupils or groups. */
export type Reach = 'all' | 'own'

/** A place where the caller has a position. */
export interface Held {
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
  /** Where the screen is with a child: the one page that is shown, and what its operations may ask about. */
  readonly handed?: { readonly path: string; readonly params: Readonly<Record<string, string>> } | undefined
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

/** Which kind of place a page is of. */
export type PlaceKind = 'school' | 'trust' | 'authority'

/** The school, trust or authority of the page; undefined on pages of none. */
export function useMyPlace(): (Held & { readonly kind: PlaceKind }) | undefined {
  const { trustId, authorityId }: Readonly<Record<string, string>> = useParams({ strict: false })
  const me = useMe()
  const school = useMySchool()
  return useMemo(() => {
    if (school !== undefined) return { ...school, kind: 'school' }
    return placesAbove(me).find(({ id }) => id === trustId || id === authorityId)
  }, [me, school, trustId, authorityId])
}

/** The trusts and authorities where somebody has a position, each with what addresses call its kind. */
export function placesAbove({ trusts, authorities = [] }: Pick<Me, 'trusts' | 'authorities'>) {
  return [
    ...trusts.map((place) => ({ ...place, kind: 'trust' as const, under: 'trusts' as const })),
    ...authorities.map((place) => ({ ...place, kind: 'authority' as const, under: 'authorities' as const })),
  ]
}

/**
 * Where somebody's day begins: a school that they work at, and otherwise the trust or the authority whose schools they see. A school where they
 * hold no role but those of the place above is one of those schools, not their own.
 */
export function firstPlace(me: Pick<Me, 'schools' | 'trusts' | 'authorities'>): `/${string}` | undefined {
  const above = placesAbove(me)
  const rolesAbove = new Set(above.flatMap(({ roles }) => roles))
  const school = me.schools.find(({ roles }) => roles.some((role) => !rolesAbove.has(role)))
  if (school !== undefined) return `/schools/${school.id}`
  const [place] = above
  if (place !== undefined) return `/${place.under}/${place.id}`
  const [only] = me.schools
  return only === undefined ? undefined : `/schools/${only.id}`
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
