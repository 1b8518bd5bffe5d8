import { Button } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { useSearchState } from '../../../ui/address/use-address.ts'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { type Misread, misreadIn } from './misread.ts'
import { askedSearch } from './use-asked.ts'

const year = askedSearch.pick({ year: true })

/** What the pages take from their address. */
const SHAPES = {
  asked: askedSearch,
  patterns: askedSearch.extend({ kind: z.string().optional() }),
  days: askedSearch.pick({ year: true, from: true, to: true }),
  year,
  term: year.extend({ term: z.string().max(60).optional() }),
  'term-alone': z.object({ term: z.string().max(60).optional() }),
} as const
export type ShapeName = keyof typeof SHAPES

/** A page that shows nothing while its address asks for something that it does not understand. */
export function understoodPage(
  Page: () => ReactNode,
  { shape, title }: { readonly shape: ShapeName; readonly title: string },
): () => ReactNode {
  return function Understood() {
    const misread = misreadIn(SHAPES[shape], useSearch({ strict: false }))
    return misread.length === 0 ? <Page /> : <NotHere title={title} misread={misread} />
  }
}

function NotHere({ title, misread }: { readonly title: string; readonly misread: readonly Misread[] }) {
  const [, change] = useSearchState(askedSearch)
  return (
    <>
      <PageHeader title={title} />
      <div role="alert">
        <EmptyState
          title="This address asks for something that is not here"
          because={
            <>
              {misread.map(({ name, value, why }) => (
                <span key={name} style={{ display: 'block' }}>
                  “{name}={value}”: {why}
                </span>
              ))}
              No figures are shown, since they would be of others than the address means.
            </>
          }
          action={
            <Button
              variant="default"
              onClick={() => change(Object.fromEntries(misread.map(({ name }) => [name, undefined])))}
            >
              Open the page without this
            </Button>
          }
        />
      </div>
    </>
  )
}
