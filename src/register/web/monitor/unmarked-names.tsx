import { Fragment } from 'react'
import { PageLink } from '../../../ui/address/page-link.tsx'
import type { RegisterSummary } from '../../contract.ts'

const SHOWN = 3

/** Who has no mark in a closed register, each a way to their page, where the office enters it. */
export function UnmarkedNames({ pupils }: { readonly pupils: RegisterSummary['unmarked'] }) {
  const more = pupils.length - SHOWN
  return (
    <>
      {pupils.slice(0, SHOWN).map(({ pupilId, name }, place) => (
        <Fragment key={pupilId}>
          {place > 0 && ', '}
          <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>
        </Fragment>
      ))}
      {more > 0 && ` and ${more} more`}
    </>
  )
}
