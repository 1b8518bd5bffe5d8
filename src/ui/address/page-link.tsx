import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import { useOffered } from './offered.ts'
import { writeSearch } from './use-address.ts'

type NamesIn<Path extends string> = Path extends `${string}$${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Path extends `${string}$${infer Name}`
    ? Name
    : never

/** Which page: its path as the slice declared it, and what to put in place of each `$name`. */
export type Destination<Path extends string> = {
  readonly to: Path
  readonly search?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>
  /** `school`, the default, is the school of the present page. */
  readonly place?: 'school' | 'account' | 'open' | 'trust' | 'authority'
} & ([NamesIn<Path>] extends [never]
  ? { readonly params?: undefined }
  : { readonly params: Readonly<Record<NamesIn<Path>, string>> })

interface LooseDestination {
  readonly to: string
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly search?: Readonly<Record<string, unknown>>
  readonly place?: 'school' | 'account' | 'open' | 'trust' | 'authority'
}

interface Here {
  readonly schoolId?: string
  readonly trustId?: string
  readonly authorityId?: string
}

function pathOf(there: LooseDestination, here: Here): string {
  const path = there.to.replace(/\$(\w+)/g, (_, name: string) => encodeURIComponent(there.params?.[name] ?? ''))
  if (there.place === 'account' || there.place === 'open') return path
  const prefix = prefixOf(there.place, here)
  return path === '/' ? prefix : `${prefix}${path}`
}

function prefixOf(place: LooseDestination['place'], { schoolId, trustId, authorityId }: Here): string {
  if (place === 'trust') return `/trusts/${trustId ?? ''}`
  return place === 'authority' ? `/authorities/${authorityId ?? ''}` : `/schools/${schoolId ?? ''}`
}

function useHere(): Here {
  return useParams({ strict: false })
}

/** The address of a page as text, for what the parts below do not fit. */
export function useHref(): <Path extends string>(there: Destination<Path>) => string {
  const here = useHere()
  return useCallback((there) => `${pathOf(there, here)}${writeSearch(there.search ?? {})}`, [here])
}

/** Goes to a page: `go({ to: '/pupils/$pupilId', params: { pupilId } })`. */
export function useGo(): <Path extends string>(there: Destination<Path>) => void {
  const here = useHere()
  const navigate = useNavigate()
  return useCallback(
    (there) => void navigate({ to: pathOf(there, here), search: there.search ?? {} }),
    [here, navigate],
  )
}

/** A link to a page of the app, for running text and table cells; its words alone where the caller may not open that page. */
export function PageLink<const Path extends string>({
  there,
  children,
  ...looks
}: { readonly there: Destination<Path>; readonly children: ReactNode } & AnchorProps) {
  const path = pathOf(there, useHere())
  if (!useOffered(there.to, there.place)) return children
  return (
    <Anchor
      inherit
      {...looks}
      renderRoot={(props) => <Link {...props} to={path} search={there.search ?? {}} preload="intent" />}
    >
      {children}
    </Anchor>
  )
}

/** A link that looks like a button: it goes somewhere, a real button does something. Not there where its page would not open. */
export function PageButton<const Path extends string>({
  there,
  children,
  ...looks
}: { readonly there: Destination<Path>; readonly children: ReactNode } & ButtonProps) {
  const path = pathOf(there, useHere())
  if (!useOffered(there.to, there.place)) return null
  return (
    <Button
      {...looks}
      renderRoot={(props) => <Link {...props} to={path} search={there.search ?? {}} preload="intent" />}
    >
      {children}
    </Button>
  )
}
