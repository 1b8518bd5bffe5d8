import { Navigate } from '@tanstack/react-router'
import { z } from 'zod'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSearchState } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { useMe } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { signInWays } from '../contract.ts'
import { DemoPeople } from './demo-people.tsx'
import { Doorway } from './doorway.tsx'
import { PasswordForm } from './password-form.tsx'

const search = z.object({ next: z.string().optional(), error: z.string().optional() })

export function Page() {
  const me = useMe()
  const [{ next, error }] = useSearchState(search)
  const ways = useOperation(signInWays, {})
  if (me.signedIn) return <Navigate to={ownPage(next)} replace />
  return (
    <Answered question={ways}>
      {({ demo, accounts }) =>
        demo ? (
          <Doorway
            title="Who would you like to be?"
            wide
            lead="This is a demonstration, and nobody here is real. A teacher takes registers, an attendance officer watches over the morning, reception signs in whoever is late."
          >
            <DemoPeople />
          </Doorway>
        ) : (
          <Doorway title="Sign in">
            <PasswordForm accounts={accounts} next={ownPage(next)} refusal={error} />
            <p>
              A parent or carer?{' '}
              <PageLink there={{ to: '/family/sign-in', place: 'open' }}>Go to the family page</PageLink>
            </p>
          </Doorway>
        )
      }
    </Answered>
  )
}

/** Where to go afterwards: only ever a page of ours, whatever a link to this page says. */
export function ownPage(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
}
