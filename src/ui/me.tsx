import { useParams } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useMemo } from 'react'

/** A school where the caller has a position. */
export interface MySchool {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly phase: string
  /** As the school calls it: "Attendance officer". */
  readonly position: string
  readonly roles: readonly string[]
  readonly may: readonly string[]
}

export interface MyTrust {
  readonly id: string
  readonly name: string
  readonly position: string
  readonly roles: readonly string[]
  readonly may: readonly string[]
}

/** Who is signed in, as the shell needs it. `main/web` fills it from the identity slice's `whoAmI`, whose answer has this shape. */
export interface Me {
  readonly signedIn: boolean
  readonly person?: { readonly id: string; readonly name: string; readonly email: string } | undefined
  readonly schools: readonly MySchool[]
  readonly trusts: readonly MyTrust[]
  /** A demonstration keeps its own clock, so that the same day can be shown again. */
  readonly demo?: { readonly now: string } | undefined
}

export const NOBODY: Me = { signedIn: false, schools: [], trusts: [] }

const MeContext = createContext<Me>(NOBODY)

export function MeProvider({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>
}

export function useMe(): Me {
  return useContext(MeContext)
}

/** The caller's school of the page being shown, with position and rights; undefined on pages outside a school. */
export function useMySchool(): MySchool | undefined {
  const { schoolId } = useParams({ strict: false }) as { schoolId?: string }
  const me = useMe()
  return useMemo(() => me.schools.find((school) => school.id === schoolId), [me, schoolId])
}

/** Whether the caller holds a right at the school (or trust) of the page. For showing and hiding; the server decides. */
export function useMay(): (right: string) => boolean {
  const { schoolId, trustId } = useParams({ strict: false }) as { schoolId?: string; trustId?: string }
  const me = useMe()
  return useMemo(() => {
    const here = me.schools.find((one) => one.id === schoolId) ?? me.trusts.find((one) => one.id === trustId)
    const rights = new Set(here?.may ?? [])
    return (right: string) => rights.has(right)
  }, [me, schoolId, trustId])
}
